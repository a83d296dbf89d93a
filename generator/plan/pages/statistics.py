"""The site in figures. One page: it changes with every item, and nothing else shows what it does."""

from collections.abc import Iterable, Iterator, Sequence

from generator.model.output import Page
from generator.model.views.pages import StatisticsPage
from generator.model.views.parts import BarView, ChartView, FactView, LinkView
from generator.plan.context import SiteContext
from generator.plan.pages.charts import build_chart, count_months
from generator.plan.pages.front_page import main_topics
from generator.plan.pages.head import page_head
from generator.plan.urls import output_file

PLACE = "statistics/"

MOST = 20
"""Lines of a table of bars."""

LONGEST = 1000
"""Width of the longest bar."""

Counted = tuple[str, str, int]
"""A title, its address, the number of its items."""


def statistics_page(edition: SiteContext) -> Page:
    """Return the page of statistics."""
    heading = edition.words.statistics
    rows = range(len(edition.catalogue.items))
    view = StatisticsPage(
        head=page_head(edition, PLACE, heading),
        heading=heading,
        crumbs=(edition.home_link,),
        facts=tuple(_facts(edition)),
        chart=build_chart(edition, count_months(edition, rows)),
        topics=tuple(_topic_charts(edition)),
        tables=tuple([table for table in _tables(edition) if table[1]]),
    )
    return Page(output_file(PLACE), "pages/statistics.html", view)


def _facts(edition: SiteContext) -> Iterator[FactView]:
    catalogue, words, number = edition.catalogue, edition.words, edition.wording.number
    yield FactView(words.item_count, number(len(catalogue.items)))
    yield FactView(words.providers, number(len(catalogue.providers)))
    yield FactView(words.topics, number(len(catalogue.topics)))
    if catalogue.days:
        first, last = min(catalogue.days), max(catalogue.days)
        begin, end = edition.calendar.month(*first[:2]), edition.calendar.month(*last[:2])
        yield FactView(words.period, words.span.format(first=begin, last=end))
    if catalogue.items:
        pictured = sum(edition.lead(item) is not None for item in catalogue.items)
        share = f"{pictured * 100 // len(catalogue.items)}\N{NO-BREAK SPACE}%"
        yield FactView(words.with_pictures, share)


def _topic_charts(edition: SiteContext) -> Iterator[tuple[LinkView, ChartView]]:
    """Yield the main topics' charts, all over the same time."""
    if not edition.settings.sections.topics:
        return
    counted = [(topic, count_months(edition, topic.rows)) for topic in main_topics(edition)]
    months = [month for _, each in counted for month, _ in each]
    for topic, each in counted:
        drawn = build_chart(edition, each, (min(months), max(months))) if each else None
        if drawn:
            yield edition.topic_links[topic.slug], drawn


def _tables(edition: SiteContext) -> Iterator[tuple[str, tuple[BarView, ...]]]:
    catalogue, words, sections = edition.catalogue, edition.words, edition.settings.sections
    link = edition.addresses.link
    if sections.topics:
        links = edition.topic_links
        topics = [(each.name, links[each.slug].url, len(each.rows)) for each in catalogue.topics]
        yield words.topics, _bars(edition, topics)
    if sections.providers:
        views = edition.provider_views
        named = [each for each in catalogue.providers if not each.parts]  # a shared domain would count twice
        providers = [(each.name, views[each.slug].url, len(each.rows)) for each in named]
        yield words.providers, _bars(edition, providers)
    kinds = [
        (edition.wording.kind_heading(kind), link(f"{kind}/") if sections.kinds else "", len(rows))
        for kind, rows in catalogue.kinds.items()
    ]
    yield words.kinds_heading, _bars(edition, kinds)


def _bars(edition: SiteContext, counted: Iterable[Counted]) -> tuple[BarView, ...]:
    """Return the longest bars first; of two that are as long, the one whose address comes first."""
    order: Sequence[Counted] = sorted(counted, key=lambda each: (-each[2], each[1], each[0]))[:MOST]
    number = edition.wording.number
    return tuple(
        [
            BarView(title, url, number(count), max(count * LONGEST // (order[0][2] or 1), 1))
            for title, url, count in order
        ]
    )
