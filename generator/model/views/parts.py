"""What pages are made of: small, complete, hashable values. :mod:`generator.model.views.pages` has the pages
themselves.

A template sees ``site`` (:class:`SiteView`) and ``page`` (one of the page views). All addresses here are ready
to print: links inside the site start with the base path, canonical and feed addresses are absolute. Text is plain
unless a field says HTML. Dates are shown in the site's zone.
"""

from msgspec import Struct

from generator.model.messages import Messages


class LinkView(Struct, frozen=True, gc=False):
    """A title and where it leads."""

    title: str
    url: str


class DateView(Struct, frozen=True, gc=False):
    """A date for machines (``2021-12-15T10:00:00Z``) and for people (``15 December 2021``)."""

    iso: str
    text: str


class ImageSourceView(Struct, frozen=True, gc=False):
    """A picture in a better format and several widths: what ``<source type srcset>`` says. ``small`` has only the
    widths that a card can need."""

    type: str
    srcset: str
    small: str = ""


class ImageView(Struct, frozen=True, gc=False):
    """A picture to show. ``alt`` is empty for pictures that only decorate.

    ``url`` is what every browser can show, ``small`` the same for where it is drawn small; ``sources`` are better
    formats, best first. A logo has a ``srcset`` for sharper screens instead. ``width`` and ``height`` are those of the
    largest; ``None`` only for one that lies elsewhere and whose record does not say. ``tone`` holds the classes of the
    colour to show until it is there ("" for none).
    """

    url: str
    width: int | None
    height: int | None
    alt: str = ""
    attribution: str = ""
    small: str = ""
    srcset: str = ""
    sources: tuple[ImageSourceView, ...] = ()
    tone: str = ""


class TileView(Struct, frozen=True, gc=False):
    """What stands where there is no picture: initials on a quiet colour, whose class is ``tone``."""

    initials: str
    tone: str


class ProviderView(Struct, frozen=True, gc=False):
    """A provider as cards and items name it. ``tile`` stands in for a logo."""

    name: str
    url: str
    logo: ImageView | None = None
    tile: TileView | None = None


class FeedLinkView(Struct, frozen=True, gc=False):
    """A feed to discover: ``type`` is its media type, ``format`` what people call it (``RSS``), ``url`` absolute."""

    title: str
    url: str
    type: str
    format: str = ""


class IconsView(Struct, frozen=True, gc=False):
    """The icons of a site: links to them and to the manifest that names them, "" for none. ``badge`` is the largest,
    its address absolute, for cards of pages that have no picture."""

    favicon_url: str
    touch_url: str
    manifest_url: str
    badge: ImageView


class SiteView(Struct, frozen=True, gc=False):
    """What every page may show of the site. Nothing here moves when a record does.

    ``direction`` is that of its language: ``ltr`` or ``rtl``. ``policy`` is the content security policy of pages that
    have none of their own, ``style`` the declarations of the site's own colours, whose digest the policy holds ("" for
    none). In ``footer``, an address may be "": then it is text. ``search_url`` is "" where a site cannot be searched.
    ``more_stylesheets`` are those of the theme beside its own ``style.css``, by name.
    ``origin`` is what makes a link of ours absolute (``https://example.org``); ``described`` tells whether pages
    describe themselves to programs, ``icons`` are those made for it, ``territory`` is the language with its country as
    Open Graph has it (``en_GB``), ``twitter`` an account; "" stands for none.
    """

    title: str
    description: str
    language: str
    home_url: str
    stylesheet_url: str
    icon_url: str
    navigation: tuple[LinkView, ...]
    feeds: tuple[FeedLinkView, ...]
    generator: str
    search_url: str = ""
    words: Messages = Messages()
    direction: str = "ltr"
    policy: str = ""
    style: str = ""
    script_url: str = ""
    logo: ImageView | None = None
    footer: tuple[LinkView, ...] = ()
    more_stylesheets: tuple[str, ...] = ()
    origin: str = ""
    described: bool = False
    territory: str = ""
    twitter: str = ""
    humans_url: str = ""
    icons: IconsView | None = None


class HeadView(Struct, frozen=True, gc=False):
    """What goes into ``<head>``. ``feeds`` come before the site's own; ``robots`` is ``""`` or a directive, ``policy``
    the content security policy where the page needs another than the site's. ``own`` is the page's own address, where
    that is not the canonical one."""

    title: str
    description: str
    canonical: str
    feeds: tuple[FeedLinkView, ...] = ()
    picture: ImageView | None = None
    robots: str = ""
    policy: str = ""
    own: str = ""

    @property
    def url(self) -> str:
        """The page's own address, absolute."""
        return self.own or self.canonical


class CardView(Struct, frozen=True, gc=False):
    """An item in a list. ``kind`` is the machine name, ``kind_label`` what people read ("Video"). ``tile`` stands in
    for a picture: one of the two is there. ``language`` is that of title and excerpt, "" for the site's. ``source`` is
    the address where it was published, "" for none."""

    title: str
    url: str
    excerpt: str
    kind: str
    kind_label: str
    picture: ImageView | None
    provider: ProviderView | None
    date: DateView | None
    topics: tuple[LinkView, ...]
    note: str = ""
    tile: TileView | None = None
    source: str = ""
    language: str = ""


class RelatedView(Struct, frozen=True, gc=False):
    """A place of the related sidebar. ``external`` tells a link that leaves the site; ``tile`` stands in for a
    picture; ``language`` is the title's, "" for the site's."""

    title: str
    url: str
    external: bool
    provider: str
    date: DateView | None
    picture: ImageView | None
    tile: TileView | None = None
    language: str = ""


class ActionView(Struct, frozen=True, gc=False):
    """A link to do something with the item (a download). Always leaves the site."""

    title: str
    url: str
    attribution: str


class FactView(Struct, frozen=True, gc=False):
    """A labelled fact of an item: length, price, level, rating, members."""

    label: str
    value: str


class PlayerView(Struct, frozen=True, gc=False):
    """A video that plays on the page once its reader asks for it. ``url`` is what a frame would load."""

    url: str
    title: str


class ChartView(Struct, frozen=True, gc=False):
    """Bars along time, drawn: ``path`` is that of an SVG of ``width`` by ``height``. ``label`` says in words what the
    bars show, ``first`` and ``last`` which time they begin and end with."""

    label: str
    path: str
    width: int
    height: int
    first: str
    last: str


class EntryView(Struct, frozen=True, gc=False):
    """A line of an index: a topic, a provider, a year. ``count`` is of items, as people write it; ``depth`` is of
    nesting from 0."""

    title: str
    url: str
    count: str
    depth: int = 0
    logo: ImageView | None = None
    note: str = ""
    tile: TileView | None = None


class HeadlineView(Struct, frozen=True, gc=False):
    """An item as one line of a dense list. ``provider`` is its name, ``language`` the title's, "" for none and for
    the site's."""

    title: str
    url: str
    provider: str
    date: DateView | None
    language: str = ""


class TopicStripView(Struct, frozen=True, gc=False):
    """The best of a topic on the front page."""

    topic: LinkView
    first: CardView
    others: tuple[HeadlineView, ...]


class MonthCellView(Struct, frozen=True, gc=False):
    """A day or a month of a calendar. ``label`` says it in full, with the number of its items; without any, ``url`` is
    "". ``heat`` runs from 0 (nothing) to 4 (the most)."""

    text: str
    url: str = ""
    label: str = ""
    heat: int = 0


class YearView(Struct, frozen=True, gc=False):
    """A year of the archive with its twelve months."""

    title: str
    url: str
    count: str
    months: tuple[MonthCellView, ...]


class CalendarView(Struct, frozen=True, gc=False):
    """A month as a calendar: weeks of seven days, empty cells where a week reaches beyond the month."""

    title: str
    url: str
    count: str
    weeks: tuple[tuple[MonthCellView, ...], ...]


class BarView(Struct, frozen=True, gc=False):
    """A line of a table of bars. ``width`` is the bar's, of 1,000 for the longest."""

    title: str
    url: str
    count: str
    width: int


class DayView(Struct, frozen=True, gc=False):
    """A day of a month page with its first headlines. ``url`` leads to all of them; ``count`` is how many, where that
    is more than the headlines shown, else ""."""

    title: str
    url: str
    count: str
    headlines: tuple[LinkView, ...]


class FeedChoiceView(Struct, frozen=True, gc=False):
    """A list's feed in every format that there is, and the outline of what is below it. ``note`` tells two of one title
    apart, ``depth`` is of nesting from 0."""

    title: str
    formats: tuple[FeedLinkView, ...]
    note: str = ""
    depth: int = 0
