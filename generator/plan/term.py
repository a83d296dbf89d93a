"""A term of a taxonomy, in the form that all pages, feeds and indexes of taxonomies are made from."""

from msgspec import Struct

from generator.model.catalogue import Row
from generator.model.views.parts import ImageView, LinkView, TileView


class Term(Struct, frozen=True, gc=False):
    """A topic, a provider, a content type: something that items are listed by.

    ``place`` is the path of its list, ``rows`` are its items, newest first. ``feed`` is the subtitle of its feed.
    ``parent`` and ``children`` are slugs of terms in the same taxonomy. ``title`` is a longer name for the page
    title, ``description`` the owner's. ``note`` distinguishes terms with the same name in an index. ``template`` is
    the page template if the term does not have that of its taxonomy. ``links`` lead to other sites. ``picture`` is
    shown where links to its page are shared.

    Example: ``Term("loom", "Loom", "topics/loom/", (0, 3), "Items about Loom", parent="craft")``.
    """

    slug: str
    name: str
    place: str
    rows: tuple[Row, ...]
    feed: str
    parent: str = ""
    children: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    note: str = ""
    logo: ImageView | None = None
    tile: TileView | None = None
    template: str = ""
    links: tuple[LinkView, ...] = ()
    picture: ImageView | None = None
