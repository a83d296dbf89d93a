"""What a page shows, and nothing else: small, complete, hashable values.

A template sees ``site`` (:class:`SiteView`) and ``page`` (one of the page views). All addresses here are ready
to print: links inside the site start with the base path, canonical and feed addresses are absolute. Text is plain
unless a field says HTML. Dates are shown in the site's zone.
"""

from msgspec import Struct

from generator.model.words import Words


class LinkView(Struct, frozen=True, gc=False):
    """A title and where it leads."""

    title: str
    url: str


class DateView(Struct, frozen=True, gc=False):
    """A date for machines (``2021-12-15T10:00:00Z``) and for people (``15 December 2021``)."""

    iso: str
    text: str


class SourceView(Struct, frozen=True, gc=False):
    """A picture in another format and several widths: what ``<source type srcset>`` says."""

    type: str
    srcset: str


class PictureView(Struct, frozen=True, gc=False):
    """A picture to show. ``alt`` is empty for pictures that only decorate.

    ``url`` is what every browser can show, ``srcset`` the same for sharper screens ("" for none), ``sources`` better
    formats, best first. ``width`` and ``height`` are those of the largest; ``None`` only for one that lies elsewhere
    and whose record does not say. ``tone`` holds the classes of the colour to show until it is there ("" for none).
    """

    url: str
    width: int | None
    height: int | None
    alt: str = ""
    attribution: str = ""
    srcset: str = ""
    sources: tuple[SourceView, ...] = ()
    tone: str = ""


class TileView(Struct, frozen=True, gc=False):
    """What stands where there is no picture: initials on a quiet colour, whose class is ``tone``."""

    initials: str
    tone: str


class ProviderView(Struct, frozen=True, gc=False):
    """A provider as cards and items name it. ``tile`` stands in for a logo."""

    name: str
    url: str
    logo: PictureView | None = None
    tile: TileView | None = None


class FeedLinkView(Struct, frozen=True, gc=False):
    """A feed to discover: ``type`` is its media type, ``url`` absolute."""

    title: str
    url: str
    type: str


class SiteView(Struct, frozen=True, gc=False):
    """What every page may show of the site. Nothing here moves when a record does. ``direction`` is that of its
    language: ``ltr`` or ``rtl``."""

    title: str
    description: str
    language: str
    home_url: str
    stylesheet_url: str
    icon_url: str
    navigation: tuple[LinkView, ...]
    feeds: tuple[FeedLinkView, ...]
    generator: str
    words: Words = Words()
    direction: str = "ltr"


class HeadView(Struct, frozen=True, gc=False):
    """What goes into ``<head>``. ``feeds`` come before the site's own; ``robots`` is ``""`` or a directive."""

    title: str
    description: str
    canonical: str
    feeds: tuple[FeedLinkView, ...] = ()
    picture: PictureView | None = None
    robots: str = ""


class CardView(Struct, frozen=True, gc=False):
    """An item in a list. ``kind`` is the machine name, ``kind_label`` what people read ("Video"). ``tile`` stands in
    for a picture: one of the two is there."""

    title: str
    url: str
    excerpt: str
    kind: str
    kind_label: str
    picture: PictureView | None
    provider: ProviderView | None
    date: DateView | None
    topics: tuple[LinkView, ...]
    note: str = ""
    tile: TileView | None = None


class RelatedView(Struct, frozen=True, gc=False):
    """A place of the related sidebar. ``external`` tells a link that leaves the site; ``tile`` stands in for a
    picture."""

    title: str
    url: str
    external: bool
    provider: str
    date: DateView | None
    picture: PictureView | None
    tile: TileView | None = None


class ActionView(Struct, frozen=True, gc=False):
    """A link to do something with the item (a download). Always leaves the site."""

    title: str
    url: str
    attribution: str


class FactView(Struct, frozen=True, gc=False):
    """A labelled fact of an item: length, price, level, rating, members."""

    label: str
    value: str


class PageView(Struct, frozen=True, gc=False, tag_field="view", tag=True):
    """What all pages have. ``crumbs`` lead from home to the page's parent."""

    head: HeadView
    heading: str
    crumbs: tuple[LinkView, ...]


class ItemPage(PageView, frozen=True, gc=False):
    """An item whole. ``body`` is clean HTML. ``source`` is the article where it was published, ``video`` where to
    watch it if that is another place; the title of both is the whole label ("Read it at The Paper"). ``members`` are
    a collection's items in order, ``part_of`` the collections that hold this item."""

    kind: str
    kind_label: str
    excerpt: str
    body: str
    source: LinkView | None
    provider: ProviderView | None
    authors: tuple[str, ...]
    date: DateView | None
    updated: DateView | None
    topics: tuple[LinkView, ...]
    tags: tuple[str, ...]
    picture: PictureView | None
    video: LinkView | None
    actions: tuple[ActionView, ...]
    facts: tuple[FactView, ...]
    links: tuple[LinkView, ...]
    members: tuple[CardView, ...]
    part_of: tuple[LinkView, ...]
    related: tuple[RelatedView, ...]


class ListPage(PageView, frozen=True, gc=False):
    """A list of cards, newest first: home, a topic, a provider, a kind, a day, undated items, or a numbered page
    of one of these. ``number`` is 0 on the landing page. ``older`` and ``newer`` are addresses of neighbouring pages,
    ``newest`` the landing page's ("" on itself). ``children`` are sub-topics or a domain's providers.
    ``alphabetical`` tells that there are no dates to go by: the list runs by title, "older" is further down. ``tile``
    stands in for the logo of a provider."""

    template: str
    description: str
    logo: PictureView | None
    children: tuple[LinkView, ...]
    cards: tuple[CardView, ...]
    number: int = 0
    older: str = ""
    newer: str = ""
    newest: str = ""
    undated: str = ""
    alphabetical: bool = False
    tile: TileView | None = None


class EntryView(Struct, frozen=True, gc=False):
    """A line of an index: a topic, a provider, a year. ``count`` is of items, as people write it; ``depth`` is of
    nesting from 0."""

    title: str
    url: str
    count: str
    depth: int = 0
    logo: PictureView | None = None
    note: str = ""
    tile: TileView | None = None


class IndexPage(PageView, frozen=True, gc=False):
    """Topics, providers, kinds, years, or the months of a year."""

    template: str
    description: str
    entries: tuple[EntryView, ...]


class DayView(Struct, frozen=True, gc=False):
    """A day of a month page with its first headlines. ``url`` leads to all of them; ``count`` is how many, where that
    is more than the headlines shown, else ""."""

    title: str
    url: str
    count: str
    headlines: tuple[LinkView, ...]


class MonthPage(PageView, frozen=True, gc=False):
    """A month's days, newest first, and the months beside it."""

    days: tuple[DayView, ...]
    older: LinkView | None
    newer: LinkView | None


class FeedPairView(Struct, frozen=True, gc=False):
    """A list's feed in both formats, absolute addresses. ``note`` tells two of one title apart, ``depth`` is of
    nesting from 0."""

    title: str
    rss: str
    atom: str
    note: str = ""
    depth: int = 0


class SubscribePage(PageView, frozen=True, gc=False):
    """All feeds of the site, grouped: ``(group title, feeds)``."""

    groups: tuple[tuple[str, tuple[FeedPairView, ...]], ...]


class NotFoundPage(PageView, frozen=True, gc=False):
    """What a host shows for an address that is not there."""


class RedirectPage(PageView, frozen=True, gc=False):
    """A page that leads on: the numbered page that the landing page still stands for."""

    target: str


AnyPage = ItemPage | ListPage | IndexPage | MonthPage | SubscribePage | NotFoundPage | RedirectPage
