"""What a build did to a site, address by address, for whoever passes it on: deploy scripts, caches, hubs."""

from msgspec import Struct

from generator.model.ledger import MovedItem


class Change(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file of the site. ``address`` is absolute, ``path`` its place in the output folder; ``id`` is that of the
    item whose page it is. ``kind`` tells a ``page`` that search engines may know, and a ``feed`` that can be
    subscribed to; "" is any other file."""

    address: str
    path: str
    id: str = ""
    kind: str = ""


class Changes(Struct, frozen=True):
    """What was added, changed and removed, each by path; ``site`` is the address of the home page.

    ``moved`` are items whose page stands elsewhere now (:class:`MovedItem`).
    """

    site: str
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    moved: tuple[MovedItem, ...] = ()
