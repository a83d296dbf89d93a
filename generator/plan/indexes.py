"""The pages that list lists: topics, providers, kinds, years, months."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.model.catalogue import Provider, Row, Topic
from generator.model.output import Page
from generator.model.view import (
    DayView,
    EntryView,
    HeadView,
    IndexPage,
    LinkView,
    MonthPage,
    NotFoundPage,
)
from generator.plan.addresses import file_of
from generator.plan.days import month_title
from generator.plan.edition import Edition
from generator.plan.words import MONTHS, kind_heading

HEADLINES = 5
"""Headlines of a day that its month page shows; the day's own page has all."""

Months = dict[int, dict[int, dict[int, tuple[Row, ...]]]]
"""Rows by year, month and day, newest first at each level."""


def index_pages(edition: Edition) -> Iterator[Page]:
    """Yield every index of the site."""
    yield _index(edition, "topics/", "topics", "Topics", _topic_entries(edition))
    yield _index(edition, "providers/", "providers", "Providers", _provider_entries(edition))
    yield _index(edition, "kinds/", "kinds", "Kinds", _kind_entries(edition))
    yield from _archive(edition)
    yield _not_found(edition)


def _index(
    edition: Edition, place: str, template: str, heading: str, entries: Sequence[EntryView], *steps: LinkView
) -> Page:
    view = IndexPage(
        head=index_head(edition, place, heading),
        heading=heading,
        crumbs=(LinkView("Home", edition.addresses.link("")), *steps),
        template=template,
        description="",
        entries=tuple(entries),
    )
    return Page(file_of(place), f"pages/{template}.html", view)


def index_head(edition: Edition, place: str, heading: str, robots: str = "") -> HeadView:
    """Return the head of a page about the site as a whole."""
    site = edition.settings.site.title
    return HeadView(
        title=f"{heading} · {site}",
        description=f"{heading} of {site}.",
        canonical=edition.addresses.absolute(place),
        robots=robots,
    )


def _topic_entries(edition: Edition) -> list[EntryView]:
    links = edition.topic_links
    return [
        EntryView(topic.name, links[topic.slug].url, len(topic.rows), depth)
        for topic, depth in topics_in_order(edition)
    ]


def topics_in_order(edition: Edition) -> Iterator[tuple[Topic, int]]:
    """Yield topics in display order, each followed by its children, with the depth of nesting."""

    waiting = [(topic, 0) for topic in reversed(edition.catalogue.topics) if not topic.parent]
    while waiting:
        topic, depth = waiting.pop()
        yield topic, depth
        waiting += [(edition.topics[child], depth + 1) for child in reversed(topic.children)]


def _provider_entries(edition: Edition) -> list[EntryView]:
    return [_provider_entry(edition, provider, depth) for provider, depth in providers_in_order(edition)]


def providers_in_order(edition: Edition) -> Iterator[tuple[Provider, int]]:
    """Yield providers by name, those that share a domain under it, with the depth of nesting."""
    parts = {part for provider in edition.catalogue.providers for part in provider.parts}
    roots = [provider for provider in edition.catalogue.providers if provider.slug not in parts]
    for provider in sorted(roots, key=lambda each: (each.name.casefold(), each.slug)):
        yield provider, 0
        yield from [(edition.providers[part], 1) for part in provider.parts]


def _provider_entry(edition: Edition, provider: Provider, depth: int) -> EntryView:
    view = edition.provider_views[provider.slug]
    note = domain_note(provider, depth)
    return EntryView(provider.name, view.url, len(provider.rows), depth, view.logo, note, view.tile)


def domain_note(provider: Provider, depth: int) -> str:
    """Return the domain where a provider's name does not say it: one name may have several."""
    return provider.domain if depth == 0 and provider.domain != provider.name else ""


def _kind_entries(edition: Edition) -> list[EntryView]:
    link = edition.addresses.link
    kinds = edition.catalogue.kinds.items()
    return [EntryView(kind_heading(kind), link(f"{kind}/"), len(rows)) for kind, rows in kinds]


def _archive(edition: Edition) -> Iterator[Page]:
    """Yield the archive, its years and their months."""
    link = edition.addresses.link
    years = _by_month(edition)
    entries = [
        EntryView(str(year), link(f"{year:04}/"), sum(map(_size, months.values())))
        for year, months in years.items()
    ]
    if edition.catalogue.undated:
        entries.append(EntryView("Undated", link(_undated_place(edition)), len(edition.catalogue.undated)))
    yield _index(edition, "archive/", "archive", "Archive", entries)
    trail = LinkView("Archive", link("archive/"))
    for year, months in years.items():
        inner = [
            EntryView(MONTHS[month - 1], link(f"{year:04}/{month:02}/"), _size(days))
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
    links = [LinkView(month_title(*each), edition.addresses.link(_month_place(*each))) for each in order]
    for position, (year, month) in enumerate(order):
        newer = links[position - 1] if position else None
        older = links[position + 1] if position + 1 < len(links) else None
        days = tuple([_day(edition, (year, month, day), rows) for day, rows in years[year][month].items()])
        heading, place = month_title(year, month), _month_place(year, month)
        crumbs = (
            LinkView("Home", edition.addresses.link("")),
            LinkView("Archive", edition.addresses.link("archive/")),
            LinkView(str(year), edition.addresses.link(f"{year:04}/")),
        )
        view = MonthPage(index_head(edition, place, heading), heading, crumbs, days, older, newer)
        yield Page(file_of(place), "pages/month.html", view)


def _month_place(year: int, month: int) -> str:
    return f"{year:04}/{month:02}/"


def _day(edition: Edition, date: tuple[int, int, int], rows: tuple[Row, ...]) -> DayView:
    year, month, day = date
    return DayView(
        title=f"{day} {MONTHS[month - 1]}",
        url=edition.addresses.link(f"{year:04}/{month:02}/{day:02}/"),
        count=len(rows),
        headlines=tuple([_headline(edition, row) for row in rows[:HEADLINES]]),
    )


def _headline(edition: Edition, row: Row) -> LinkView:
    return LinkView(edition.catalogue.items[row].title, edition.addresses.link(edition.place(row)))


def _not_found(edition: Edition) -> Page:
    view = NotFoundPage(
        index_head(edition, "404.html", "Page not found", robots="noindex"), "Page not found", ()
    )
    return Page("404.html", "pages/404.html", view)
