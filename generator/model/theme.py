"""The static files of a theme."""

from msgspec import Struct


class StaticFile(Struct, frozen=True, gc=False):
    """A file in the theme's ``static/`` folder. ``path`` is relative to that folder, with forward slashes. ``source``
    is the file on disk, ``digest`` that of its bytes. ``text`` is that of a style sheet that names other files.
    """

    path: str
    source: str
    digest: bytes
    text: str = ""
