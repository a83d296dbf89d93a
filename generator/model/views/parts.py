"""Parts of pages. :mod:`generator.model.views.pages` has the pages.

A template gets ``site`` (:class:`SiteView`) and ``page`` (one of the page views). All URLs are ready to print: links
within the site start with the base path, canonical and feed URLs are absolute. Text is plain unless a field says HTML.
Dates are in the site's time zone.
"""

from msgspec import Struct

from generator.model.custom_table import NO_CUSTOM_TABLE, CustomTable
from generator.model.messages import Messages


class LinkView(Struct, frozen=True, gc=False):
    """A link: title and URL."""

    title: str
    url: str


class DateView(Struct, frozen=True, gc=False):
    """A date for programs (``2021-12-15T10:00:00Z``) and for people (``15 December 2021``).

    ``time`` is the time of day (``10:00``), "" for a date without one.
    """

    iso: str
    text: str
    time: str = ""


class ImageSourceView(Struct, frozen=True, gc=False):
    """One format of an image in several widths, for ``<source type srcset>``. ``small`` has only the widths for
    cards.
    """

    type: str
    srcset: str
    small: str = ""


class ImageView(Struct, frozen=True, gc=False):
    """An image. ``alt`` is empty for decorative images.

    ``url`` works in every browser, ``small`` is the same image for small places. ``sources`` are better formats, best
    first. A logo has a ``srcset`` for high-resolution screens instead. ``width`` and ``height`` are those of the
    largest file; ``None`` only for a remote image without a size in its record. ``tone`` are the CSS classes of the
    placeholder colour, "" for none.
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
    """A placeholder for a missing image: initials on a background colour. ``tone`` is its CSS class."""

    initials: str
    tone: str


class ProviderView(Struct, frozen=True, gc=False):
    """A provider in cards and items. ``tile`` replaces a missing logo."""

    name: str
    url: str
    logo: ImageView | None = None
    tile: TileView | None = None


class FeedLinkView(Struct, frozen=True, gc=False):
    """A link to a feed. ``type`` is its media type, ``format`` its name (``RSS``), ``url`` is absolute."""

    title: str
    url: str
    type: str
    format: str = ""


class IconsView(Struct, frozen=True, gc=False):
    """The icons of a site: links to them and to the web manifest, "" for none.

    ``badge`` is the largest icon with an absolute URL, for link previews of pages without an image.
    """

    favicon_url: str
    touch_url: str
    manifest_url: str
    badge: ImageView


class SiteView(Struct, frozen=True, gc=False):
    """Values of the site for every page. They never depend on records.

    - ``direction``: direction of the language, ``ltr`` or ``rtl``.
    - ``policy``: default Content Security Policy. ``style``: CSS with the site's colours, "" for none; the policy
      contains its digest.
    - ``footer``: links; one with an empty URL is text.
    - ``search_url``: "" if the site has no search.
    - ``more_stylesheets``: other style sheets of the theme, by name.
    - ``origin``: prefix for absolute URLs (``https://example.org``).
    - ``described``: whether pages contain metadata for programs. ``icons``: the icons for it.
    - ``script_url``: the script of every page; ``theme_script_url`` the one that runs before anything is painted.
    - ``layout``: ``river``, or "" for the newspaper.
    - ``feeds_url``: the page with all feeds, or else the first feed of the site; "" for none.
    - ``territory``: language and country for Open Graph (``en_GB``). ``twitter``: an account. "" for none.
    - ``assets``: name and URL of the static files that templates ask for with ``asset()``.
    - ``custom``: the table ``[site.custom]`` of the settings.
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
    feeds_url: str = ""
    theme_script_url: str = ""
    layout: str = ""
    assets: tuple[tuple[str, str], ...] = ()
    custom: CustomTable = NO_CUSTOM_TABLE


class HeadView(Struct, frozen=True, gc=False):
    """The contents of ``<head>``.

    ``feeds`` precede the site's own. ``robots`` is a directive or "". ``policy`` is the Content Security Policy if the
    page needs its own. ``own`` is the page's own URL if that is not the canonical one.
    """

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
        """Absolute URL of the page itself."""
        return self.own or self.canonical


class CoverageView(Struct, frozen=True, gc=False):
    """Another article of a story. ``url`` is that of the article, ``page`` that of its page on this site.

    ``provider`` is a name, the title of the article if the record has none. ``time`` is the time of day, ``language``
    that of the title, "" for the site's.
    """

    title: str
    provider: str
    url: str
    page: str
    date: DateView | None
    time: str = ""
    language: str = ""


class StoryView(Struct, frozen=True, gc=False):
    """The story of an article: the ``others``, earliest first.

    A card has one for each provider, and ``more`` says how many providers it does not name, "" for none. ``url`` is the
    page of the story; on a card without such a page, that of the article; else "".
    """

    others: tuple[CoverageView, ...]
    url: str
    more: str = ""


class CardView(Struct, frozen=True, gc=False):
    """An item in a list.

    ``topics`` leave out the topic that nearly all items of the site share. ``kind`` is the identifier, ``kind_label``
    the label ("Video"). ``tile`` replaces a missing image. ``language`` is that of title and excerpt, "" for the
    site's. ``source`` is the URL of the original, "" for none. ``story`` is set if the item leads one. ``page`` is the
    item's page if ``url`` leads to the original, else "".
    """

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
    story: StoryView | None = None
    page: str = ""

    @property
    def own_url(self) -> str:
        """URL of the item's page on this site."""
        return self.page or self.url


class TimelineView(Struct, frozen=True, gc=False):
    """An article on the page of its story, with the time of day."""

    card: CardView
    time: str


class TimelineDayView(Struct, frozen=True, gc=False):
    """A day of a story: its date and its articles, earliest first."""

    title: str
    entries: tuple[TimelineView, ...]


class RelatedView(Struct, frozen=True, gc=False):
    """A related item. ``external``: the link leaves the site. ``tile`` replaces a missing image. ``language`` is that
    of the title, "" for the site's.
    """

    title: str
    url: str
    external: bool
    provider: str
    date: DateView | None
    picture: ImageView | None
    tile: TileView | None = None
    language: str = ""


class ActionView(Struct, frozen=True, gc=False):
    """A link to use the item, such as a download. It always leaves the site."""

    title: str
    url: str
    attribution: str


class TermsView(Struct, frozen=True, gc=False):
    """The terms of an item in one field taxonomy: its ``name`` in the settings, its heading, links to the lists."""

    name: str
    heading: str
    links: tuple[LinkView, ...]


class FactView(Struct, frozen=True, gc=False):
    """A labelled fact on an item: length, price, level, rating, members."""

    label: str
    value: str


class PlayerView(Struct, frozen=True, gc=False):
    """An embedded video, loaded when the reader asks for it. ``url`` is the URL of the frame."""

    url: str
    title: str


class TickView(Struct, frozen=True, gc=False):
    """A label of a time axis. ``place`` is in percent of the width."""

    place: str
    text: str


class ChartView(Struct, frozen=True, gc=False):
    """A bar chart over time. ``path`` is the path data of an SVG of ``width`` by ``height``.

    ``label`` describes the chart in words; ``first`` and ``last`` are the labels of both ends of the time axis, and
    ``ticks`` those between them. ``most`` and ``half`` are the labels of the other axis. ``bars`` are the names and
    counts of all bars in their order, below ``heading``, the name of the unit.
    """

    label: str
    path: str
    width: int
    height: int
    first: str
    last: str
    most: str = ""
    half: str = ""
    heading: str = ""
    bars: tuple[tuple[str, str], ...] = ()
    ticks: tuple[TickView, ...] = ()


class EntryView(Struct, frozen=True, gc=False):
    """A line of an index: a topic, a provider, a year. ``count`` is the formatted number of items, ``depth`` the
    nesting level from 0.
    """

    title: str
    url: str
    count: str
    depth: int = 0
    logo: ImageView | None = None
    note: str = ""
    tile: TileView | None = None


class HeadlineView(Struct, frozen=True, gc=False):
    """An item as one line of a dense list. ``provider`` is a name, "" for none. ``language`` is that of the title, ""
    for the site's. ``source`` is the URL of the original, "" for none. ``page`` is as for a card.
    """

    title: str
    url: str
    provider: str
    date: DateView | None
    language: str = ""
    source: str = ""
    page: str = ""


class TopicStripView(Struct, frozen=True, gc=False):
    """The best items of a topic, on the front page."""

    topic: LinkView
    first: CardView
    others: tuple[HeadlineView, ...]


class MonthCellView(Struct, frozen=True, gc=False):
    """A cell of a calendar: a day or a month.

    ``label`` is the full date with the number of items. ``url`` is "" if there are none. ``heat`` is from 0 (no items)
    to 4 (the most).
    """

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
    """A month as a calendar: weeks of seven days, with empty cells outside the month."""

    title: str
    url: str
    count: str
    weeks: tuple[tuple[MonthCellView, ...], ...]


class BarView(Struct, frozen=True, gc=False):
    """A line of a bar chart. ``width`` is relative: 1,000 for the longest bar."""

    title: str
    url: str
    count: str
    width: int


class DayView(Struct, frozen=True, gc=False):
    """A day of a month page with its first headlines.

    ``url`` is the page with all of them. ``count`` is their number if there are more than the headlines shown, else
    "".
    """

    title: str
    url: str
    count: str
    headlines: tuple[LinkView, ...]


class SourceView(Struct, frozen=True, gc=False):
    """A source: its name, the page of its provider ("" for none), its feed, the number of its items, the date of the
    newest, its website ("" if unknown), and how many items a month it has, in words ("" for too few).
    """

    title: str
    url: str
    feed_url: str
    count: str
    date: DateView | None = None
    site_url: str = ""
    rate: str = ""


class FeedChoiceView(Struct, frozen=True, gc=False):
    """The feeds of a list in each format, and the OPML file of the lists below it. ``note`` distinguishes lists with
    the same title, ``depth`` is the nesting level from 0.
    """

    title: str
    formats: tuple[FeedLinkView, ...]
    note: str = ""
    depth: int = 0
