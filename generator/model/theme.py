"""What the plan needs to know of the theme: its static files."""

from msgspec import Struct


class StaticFile(Struct, frozen=True, gc=False):
    """A file under the theme's ``static/``. ``path`` is relative to that folder, with forward slashes;
    ``source`` is where its bytes are, ``digest`` theirs."""

    path: str
    source: str
    digest: bytes
