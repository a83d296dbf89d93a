"""The pages of a site as values: what each shows, and nothing else.

A template sees ``site`` (:class:`~generator.model.views.parts.SiteView`) and ``page``, one of these.
"""

from msgspec import Struct

from generator.model.views.parts import (
    ActionView,
    BarView,
    CalendarView,
    CardView,
    ChartView,
    DateView,
    DayView,
    EntryView,
    FactView,
    FeedChoiceView,
    HeadlineView,
    HeadView,
    ImageView,
    LinkView,
    MonthCellView,
    PlayerView,
    ProviderView,
    RelatedView,
    TileView,
    TopicStripView,
    YearView,
)


class PageView(Struct, frozen=True, gc=False, tag_field="view", tag=True):
    """What all pages have. ``crumbs`` lead from home to the page's parent."""

    head: HeadView
    heading: str
    crumbs: tuple[LinkView, ...]


class ItemPage(PageView, frozen=True, gc=False):
    """An item whole. ``body`` is clean HTML. ``source`` is the article where it was published, ``video`` where to
    watch it if that is another place; the title of both is the whole label ("Read it at The Paper"). ``members`` are
    a collection's items in order, ``part_of`` the collections that hold this item. ``player`` is the video, to be
    played here. ``more`` are earlier items of the topic ``more_of``, ``newer`` and ``older`` the neighbours by date.
    ``language`` is that of the item's own text, "" for the site's."""

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
    picture: ImageView | None
    video: LinkView | None
    actions: tuple[ActionView, ...]
    facts: tuple[FactView, ...]
    links: tuple[LinkView, ...]
    members: tuple[CardView, ...]
    part_of: tuple[LinkView, ...]
    related: tuple[RelatedView, ...]
    player: PlayerView | None = None
    more_of: LinkView | None = None
    more: tuple[RelatedView, ...] = ()
    newer: LinkView | None = None
    older: LinkView | None = None
    language: str = ""


class ListPage(PageView, frozen=True, gc=False):
    """A list of cards, newest first: home, a topic, a provider, a kind, a day, undated items, or a numbered page
    of one of these. ``number`` is 0 on the landing page. ``older`` and ``newer`` are addresses of neighbouring pages,
    ``newest`` the landing page's ("" on itself). ``children`` are sub-topics or a domain's providers.
    ``alphabetical`` tells that there are no dates to go by: the list runs by title, "older" is further down. ``tile``
    stands in for the logo of a provider. ``chart`` has the items by time, ``top`` the providers or topics with the most
    of them. ``steps`` are the members of each card, where these are collections."""

    template: str
    description: str
    logo: ImageView | None
    children: tuple[LinkView, ...]
    cards: tuple[CardView, ...]
    number: int = 0
    older: str = ""
    newer: str = ""
    newest: str = ""
    undated: str = ""
    alphabetical: bool = False
    tile: TileView | None = None
    chart: ChartView | None = None
    top: tuple[EntryView, ...] = ()
    steps: tuple[tuple[LinkView, ...], ...] = ()


class HomePage(PageView, frozen=True, gc=False):
    """The front page: the leading story, the next best ones, the newest, and a strip of each main topic.

    ``latest``, and ``further`` where that would be a long column, are what no numbered page shows yet; ``older`` is the
    address of the newest of these ("" for none).
    """

    lead: CardView | None
    ranked: tuple[CardView, ...]
    latest: tuple[HeadlineView, ...]
    strips: tuple[TopicStripView, ...]
    further: tuple[HeadlineView, ...] = ()
    older: str = ""
    undated: str = ""


class IndexPage(PageView, frozen=True, gc=False):
    """Topics, providers or kinds. ``letters`` lead to the parts of a long index, that of the part shown without an
    address; ``older`` and ``newer`` are the neighbouring parts of one letter."""

    template: str
    description: str
    entries: tuple[EntryView, ...]
    letters: tuple[LinkView, ...] = ()
    older: str = ""
    newer: str = ""


class ArchivePage(PageView, frozen=True, gc=False):
    """All years, newest first, and what has no date ("" for none)."""

    years: tuple[YearView, ...]
    undated: str
    undated_count: str


class YearPage(PageView, frozen=True, gc=False):
    """A year: the calendars of its months that have items, in order, and the years beside it. ``weekdays`` are
    written short, with the whole name as their label."""

    weekdays: tuple[MonthCellView, ...]
    months: tuple[CalendarView, ...]
    older: LinkView | None
    newer: LinkView | None


class MonthPage(PageView, frozen=True, gc=False):
    """A month: its calendar, its days, newest first, and the months beside it. ``weekdays`` as in a year."""

    weekdays: tuple[MonthCellView, ...]
    calendar: CalendarView

    days: tuple[DayView, ...]
    older: LinkView | None
    newer: LinkView | None


class SubscribePage(PageView, frozen=True, gc=False):
    """All feeds of the site, grouped: ``(group title, feeds)``. ``opml`` is the address of the list of them that feed
    readers import, "" for none."""

    groups: tuple[tuple[str, tuple[FeedChoiceView, ...]], ...]
    opml: str = ""


class StatisticsPage(PageView, frozen=True, gc=False):
    """The site in figures: some numbers, items over time, the same for each main topic, and tables of bars:
    ``(heading, bars)``."""

    facts: tuple[FactView, ...]
    chart: ChartView | None
    topics: tuple[tuple[LinkView, ChartView], ...]
    tables: tuple[tuple[str, tuple[BarView, ...]], ...]


class NotFoundPage(PageView, frozen=True, gc=False):
    """What a host shows for an address that is not there."""


class SearchPage(PageView, frozen=True, gc=False):
    """The page to search from. ``index_url`` is the folder of the index, ``script_url`` the script that searches;
    ``ways`` are where to look without it."""

    index_url: str
    script_url: str
    ways: tuple[LinkView, ...]


class RedirectPage(PageView, frozen=True, gc=False):
    """A page that leads on: the numbered page that the landing page still stands for, or (``moved``) a page that
    stands elsewhere now."""

    target: str
    moved: bool = False


AnyPage = (
    ItemPage
    | HomePage
    | ListPage
    | IndexPage
    | ArchivePage
    | YearPage
    | MonthPage
    | SubscribePage
    | StatisticsPage
    | NotFoundPage
    | SearchPage
    | RedirectPage
)
