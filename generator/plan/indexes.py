"""The pages that list lists: topics, providers, kinds, years, months; and the page of all feeds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.model.catalogue import Provider, Row, Topic
from generator.model.output import Page
from generator.model.view import (
    DayView,
    EntryView,
    FeedPairView,
    HeadView,
    IndexPage,
    LinkView,
    MonthPage,
    NotFoundPage,
    SubscribePage,
)
from generator.plan.addresses import file_of
from generator.plan.edition import Edition, provider_place, topic_place

HEADLINES = 5
"""Headlines of a day that its month page shows; the day's own page has all."""

FEED_PROVIDERS = 100
"""Providers that the feeds page names, those with the most items; every provider's page has its own feeds."""

Months = dict[int, dict[int, dict[int, tuple[Row, ...]]]]
"""Rows by year, month and day, newest first at each level."""


def index_pages(edition: Edition) -> Iterator[Page]:
    """Yield every index of the site."""
    words = edition.words
    yield _index(edition, "topics/", "topics", words.topics, _topic_entries(edition))
    yield _index(edition, "providers/", "providers", words.providers, _provider_entries(edition))
    yield _index(edition, "kinds/", "kinds", words.kinds_heading, _kind_entries(edition))
    yield from _archive(edition)
    yield _subscribe(edition)
    yield _not_found(edition)


def _index(
    edition: Edition, place: str, template: str, heading: str, entries: Sequence[EntryView], *steps: LinkView
) -> Page:
    view = IndexPage(
        head=_head(edition, place, heading),
        heading=heading,
        crumbs=(LinkView(edition.words.home, edition.addresses.link("")), *steps),
        template=template,
        description="",
        entries=tuple(entries),
    )
    return Page(file_of(place), f"pages/{template}.html", view)


def _head(edition: Edition, place: str, heading: str, robots: str = "") -> HeadView:
    site, words = edition.settings.site.title, edition.words
    return HeadView(
        title=words.title_of.format(title=heading, site=site),
        description=words.index_summary.format(title=heading, site=site),
        canonical=edition.addresses.absolute(place),
        robots=robots,
    )


def _topic_entries(edition: Edition) -> list[EntryView]:
    links = edition.topic_links
    return [
        EntryView(topic.name, links[topic.slug].url, edition.wording.number(len(topic.rows)), depth)
        for topic, depth in _topics_in_order(edition)
    ]


def _topics_in_order(edition: Edition) -> Iterator[tuple[Topic, int]]:
    """Yield topics in display order, each followed by its children, with the depth of nesting."""

    waiting = [(topic, 0) for topic in reversed(edition.catalogue.topics) if not topic.parent]
    while waiting:
        topic, depth = waiting.pop()
        yield topic, depth
        waiting += [(edition.topics[child], depth + 1) for child in reversed(topic.children)]


def _provider_entries(edition: Edition) -> list[EntryView]:
    return [_provider_entry(edition, provider, depth) for provider, depth in _providers_in_order(edition)]


def _providers_in_order(edition: Edition) -> Iterator[tuple[Provider, int]]:
    """Yield providers by name, those that share a domain under it, with the depth of nesting."""
    parts = {part for provider in edition.catalogue.providers for part in provider.parts}
    roots = [provider for provider in edition.catalogue.providers if provider.slug not in parts]
    for provider in sorted(roots, key=lambda each: (each.name.casefold(), each.slug)):
        yield provider, 0
        yield from [(edition.providers[part], 1) for part in provider.parts]


def _provider_entry(edition: Edition, provider: Provider, depth: int) -> EntryView:
    view = edition.provider_views[provider.slug]
    note, count = _domain_note(provider, depth), edition.wording.number(len(provider.rows))
    return EntryView(provider.name, view.url, count, depth, view.logo, note, view.tile)


def _domain_note(provider: Provider, depth: int) -> str:
    """Return the domain where a provider's name does not say it: one name may have several."""
    return provider.domain if depth == 0 and provider.domain != provider.name else ""


def _kind_entries(edition: Edition) -> list[EntryView]:
    link = edition.addresses.link
    kinds = edition.catalogue.kinds.items()
    return [
        EntryView(edition.wording.kind_heading(kind), link(f"{kind}/"), edition.wording.number(len(rows)))
        for kind, rows in kinds
    ]


def _archive(edition: Edition) -> Iterator[Page]:
    """Yield the archive, its years and their months."""
    link, number = edition.addresses.link, edition.wording.number
    years = _by_month(edition)
    entries = [
        EntryView(str(year), link(f"{year:04}/"), number(sum(map(_size, months.values()))))
        for year, months in years.items()
    ]
    if edition.catalogue.undated:
        entries.append(
            EntryView(
                edition.words.undated, link(_undated_place(edition)), number(len(edition.catalogue.undated))
            )
        )
    yield _index(edition, "archive/", "archive", edition.words.archive, entries)
    trail = LinkView(edition.words.archive, link("archive/"))
    for year, months in years.items():
        inner = [
            EntryView(
                edition.calendar.month_name(month), link(_month_place(year, month)), number(_size(days))
            )
            for month, days in months.items()
        ]
        yield _index(edition, f"{year:04}/", "year", str(year), inner, trail)
    yield from _months(edition, years)


def _by_month(edition: Edition) -> Months:
    years: Months = defaultdict(lambda: defaultdict(dict))
    for (year, month, day), rows in edition.catalogue.days.items():
        years[year][month][day] = rows
    return years


def _size(days: dict[int, tuple[Row, ...]]) -> int:
    return sum(map(len, days.values()))


def _undated_place(edition: Edition) -> str:
    """Undated items have a list of their own once they stand apart from the home list."""
    rows = len(edition.catalogue.items)
    apart = len(edition.catalogue.undated) < rows and rows >= 2 * edition.settings.lists.page_size
    return "undated/" if apart else ""


def _months(edition: Edition, years: Months) -> Iterator[Page]:
    order = [(year, month) for year, months in years.items() for month in months]
    calendar = edition.calendar
    links = [LinkView(calendar.month(*each), edition.addresses.link(_month_place(*each))) for each in order]
    for position, (year, month) in enumerate(order):
        newer = links[position - 1] if position else None
        older = links[position + 1] if position + 1 < len(links) else None
        days = tuple([_day(edition, (year, month, day), rows) for day, rows in years[year][month].items()])
        heading, place = calendar.month(year, month), _month_place(year, month)
        crumbs = (
            LinkView(edition.words.home, edition.addresses.link("")),
            LinkView(edition.words.archive, edition.addresses.link("archive/")),
            LinkView(str(year), edition.addresses.link(f"{year:04}/")),
        )
        view = MonthPage(_head(edition, place, heading), heading, crumbs, days, older, newer)
        yield Page(file_of(place), "pages/month.html", view)


def _month_place(year: int, month: int) -> str:
    return f"{year:04}/{month:02}/"


def _day(edition: Edition, date: tuple[int, int, int], rows: tuple[Row, ...]) -> DayView:
    year, month, day = date
    return DayView(
        title=edition.calendar.day(month, day),
        url=edition.addresses.link(f"{year:04}/{month:02}/{day:02}/"),
        count=edition.wording.number(len(rows)) if len(rows) > HEADLINES else "",
        headlines=tuple([_headline(edition, row) for row in rows[:HEADLINES]]),
    )


def _headline(edition: Edition, row: Row) -> LinkView:
    return LinkView(edition.catalogue.items[row].title, edition.addresses.link(edition.place(row)))


def _subscribe(edition: Edition) -> Page:
    site = edition.settings.site.title
    whole = [_feeds_of(edition, "", site)] if edition.has_feed((0,)[: len(edition.catalogue.items)]) else []
    groups = (
        (edition.words.everything, tuple(whole)),
        (edition.words.topics, tuple(_topic_feeds(edition))),
        (edition.words.providers, tuple(_provider_feeds(edition))),
    )
    view = SubscribePage(
        head=_head(edition, "feeds/", edition.words.feeds),
        heading=edition.words.feeds,
        crumbs=(LinkView(edition.words.home, edition.addresses.link("")),),
        groups=tuple([group for group in groups if group[1]]),
    )
    return Page(file_of("feeds/"), "pages/feeds.html", view)


def _topic_feeds(edition: Edition) -> Iterator[FeedPairView]:
    for topic, depth in _topics_in_order(edition):
        if edition.has_feed(topic.rows):
            yield _feeds_of(edition, topic_place(topic.slug), topic.name, depth=depth)


def _provider_feeds(edition: Edition) -> Iterator[FeedPairView]:
    """Yield the feeds of the largest providers, in the order of the providers' own page."""
    largest = sorted(edition.catalogue.providers, key=lambda each: (-len(each.rows), each.slug))
    named = {each.slug for each in largest[:FEED_PROVIDERS] if edition.has_feed(each.rows)}
    for provider, depth in _providers_in_order(edition):
        if provider.slug in named:
            place, note = provider_place(provider.slug), _domain_note(provider, depth)
            yield _feeds_of(edition, place, provider.name, note, depth)


def _feeds_of(edition: Edition, place: str, title: str, note: str = "", depth: int = 0) -> FeedPairView:
    absolute = edition.addresses.absolute
    return FeedPairView(title, absolute(f"{place}feed.rss"), absolute(f"{place}feed.atom"), note, depth)


def _not_found(edition: Edition) -> Page:
    heading = edition.words.lost
    view = NotFoundPage(_head(edition, "404.html", heading, robots="noindex"), heading, ())
    return Page("404.html", "pages/404.html", view)
