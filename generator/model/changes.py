"""The changes of a build, URL by URL, for deploy scripts, caches and hubs."""

from msgspec import Struct

from generator.model.ledger import MovedItem


class Change(Struct, frozen=True, gc=False, omit_defaults=True):
    """A changed file of the site.

    ``address`` is its absolute URL, ``path`` its path in the output folder, ``id`` the item's id if it is an item
    page. ``kind`` is ``page`` for pages that search engines may index, ``feed`` for feeds, "" for other files.
    """

    address: str
    path: str
    id: str = ""
    kind: str = ""


class Changes(Struct, frozen=True):
    """The added, changed and removed files, each sorted by path. ``site`` is the URL of the home page.

    ``moved`` are the items whose page has a new path (:class:`MovedItem`).
    """

    site: str
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    moved: tuple[MovedItem, ...] = ()
