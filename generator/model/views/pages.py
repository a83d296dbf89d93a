"""The pages of a site as values.

A template gets ``site`` (:class:`~generator.model.views.parts.SiteView`) and ``page``, one of these values.
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
    SourceView,
    StoryView,
    TermsView,
    TileView,
    TimelineDayView,
    TopicStripView,
    YearView,
)


class PageView(Struct, frozen=True, gc=False, tag_field="view", tag=True):
    """The fields of every page. ``crumbs`` are the breadcrumbs from the front page to the page's parent."""

    head: HeadView
    heading: str
    crumbs: tuple[LinkView, ...]


class ItemPage(PageView, frozen=True, gc=False):
    """The page of an item.

    ``body`` is sanitised HTML. ``source`` is the link to the article, ``video`` the link to the video if that is
    another page; their titles are complete labels ("Read it at The Paper"). ``members`` are the items of a collection
    in order, ``part_of`` the collections with this item. ``player`` is the embedded video. ``more`` are earlier items
    of the topic ``more_of``; ``newer`` and ``older`` are the next and previous items by date. ``language`` is that of
    the item's text, "" for the site's. ``terms`` are its terms in field taxonomies.
    ``story`` has the other articles of its story. ``kicker`` are the topics above the headline: without the one that
    nearly all items of the site share. ``source_host`` is the domain of the source if its label does not name it.
    """

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
    terms: tuple[TermsView, ...] = ()
    story: StoryView | None = None
    kicker: tuple[LinkView, ...] = ()
    source_host: str = ""


class ListPage(PageView, frozen=True, gc=False):
    """A list of cards, newest first: home, a topic, a provider, a kind, a day, undated items, or a numbered page of
    these.

    ``number`` is 0 on the first page of a list, which has no number in its URL. ``older`` and ``newer`` are the URLs
    of the neighbouring pages, ``newest`` that of the first page ("" on itself). ``children`` are sub-topics or the
    providers of a domain. ``alphabetical``: the items have no dates and are sorted by title; ``older`` is then the
    next page. ``tile`` replaces a missing provider logo. ``chart`` shows the items over time, ``top`` the providers or
    topics with the most of them. ``steps`` are the members of each card, if the cards are collections. ``newer_day``
    and ``older_day`` are the neighbours of a day. ``links`` lead to other sites: those of a topic, the website and the
    feed of a provider.
    """

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
    newer_day: LinkView | None = None
    older_day: LinkView | None = None
    links: tuple[LinkView, ...] = ()


class HomePage(PageView, frozen=True, gc=False):
    """The front page: lead story, next best items, latest items, and a strip for each main topic.

    ``latest`` and, if that column gets too long, ``further`` are the items that are not on a numbered page yet.
    ``older`` is the URL of the newest numbered page, "" for none.
    """

    lead: CardView | None
    ranked: tuple[CardView, ...]
    latest: tuple[HeadlineView, ...]
    strips: tuple[TopicStripView, ...]
    further: tuple[HeadlineView, ...] = ()
    older: str = ""
    undated: str = ""


class IndexPage(PageView, frozen=True, gc=False):
    """The index of topics, providers or kinds.

    ``letters`` link to the parts of a long index; the current one has no URL. ``older`` and ``newer`` are neighbouring
    parts of one letter.
    """

    template: str
    description: str
    entries: tuple[EntryView, ...]
    letters: tuple[LinkView, ...] = ()
    older: str = ""
    newer: str = ""


class ArchivePage(PageView, frozen=True, gc=False):
    """The archive: all years, newest first, and the URL of undated items ("" for none)."""

    years: tuple[YearView, ...]
    undated: str
    undated_count: str


class YearPage(PageView, frozen=True, gc=False):
    """The archive of a year: calendars of the months with items, in order, and the neighbouring years.

    ``weekdays`` are short names, with the full name as their label.
    """

    weekdays: tuple[MonthCellView, ...]
    months: tuple[CalendarView, ...]
    older: LinkView | None
    newer: LinkView | None


class MonthPage(PageView, frozen=True, gc=False):
    """The archive of a month: its calendar, its days, newest first, and the neighbouring months. ``weekdays`` as in a
    year.
    """

    weekdays: tuple[MonthCellView, ...]
    calendar: CalendarView

    days: tuple[DayView, ...]
    older: LinkView | None
    newer: LinkView | None


class SubscribePage(PageView, frozen=True, gc=False):
    """The list of all feeds: ``groups`` are ``(heading, feeds)``. ``opml`` is the URL of the OPML file, "" for none."""

    groups: tuple[tuple[str, tuple[FeedChoiceView, ...]], ...]
    opml: str = ""


class SourcesPage(PageView, frozen=True, gc=False):
    """The list of all sources: ``groups`` are ``(heading, sources)``; the first has no heading. ``opml`` is the URL of
    the OPML file, "" for none.
    """

    groups: tuple[tuple[str, tuple[SourceView, ...]], ...]
    opml: str = ""


class StatisticsPage(PageView, frozen=True, gc=False):
    """The statistics: numbers, items over time, the same for each main topic, and bar charts ``(heading, bars)``."""

    facts: tuple[FactView, ...]
    chart: ChartView | None
    topics: tuple[tuple[LinkView, ChartView], ...]
    tables: tuple[tuple[str, tuple[BarView, ...]], ...]


class NotFoundPage(PageView, frozen=True, gc=False):
    """The page that hosts show for an unknown URL (404)."""


class SearchPage(PageView, frozen=True, gc=False):
    """The search page. ``index_url`` is the folder of the search index, ``script_url`` its script. ``ways`` are the
    links shown if search does not work. ``filters`` are ``(name, label)``.
    """

    index_url: str
    script_url: str
    ways: tuple[LinkView, ...]
    filters: tuple[tuple[str, str], ...] = ()


class RedirectPage(PageView, frozen=True, gc=False):
    """A redirect: a numbered page whose items are still on the first page of the list, or (``moved``) a page with a
    new path.
    """

    target: str
    moved: bool = False


class StandalonePage(PageView, frozen=True, gc=False):
    """A page of the owner, such as “About”. ``body`` is HTML that the owner wrote."""

    body: str


class DisambiguationPage(PageView, frozen=True, gc=False):
    """A page at a path that several items would have: ``cards`` are these items."""

    cards: tuple[CardView, ...]


class StoryPage(PageView, frozen=True, gc=False):
    """The page of a story: its ``lead``, how many providers it has (``summary``), and its articles by day."""

    lead: CardView
    summary: str
    days: tuple[TimelineDayView, ...]


AnyPage = (
    ItemPage
    | HomePage
    | ListPage
    | IndexPage
    | ArchivePage
    | YearPage
    | MonthPage
    | SubscribePage
    | SourcesPage
    | StatisticsPage
    | NotFoundPage
    | SearchPage
    | RedirectPage
    | DisambiguationPage
    | StoryPage
    | StandalonePage
)
