"""Statistics of the site. They are on one page, because it changes with every item."""

from collections.abc import Iterable, Iterator

from generator.model.output import Page
from generator.model.views.pages import StatisticsPage
from generator.model.views.parts import BarView, ChartView, FactView, LinkView
from generator.plan.context import SiteContext
from generator.plan.pages.charts import build_chart, count_items, day_span, highest_bar
from generator.plan.pages.front_page import main_topics
from generator.plan.pages.head import page_head
from generator.plan.taxonomies import KINDS, TAXONOMIES
from generator.plan.urls import output_file

PLACE = "statistics/"

MAX_ROWS = 20
"""Maximum rows of a table."""

MAX_BAR_WIDTH = 1000
"""Width of the longest bar."""

Counted = tuple[str, str, int]
"""Title, URL and number of items."""


def statistics_page(context: SiteContext) -> Page:
    """Return the statistics page."""
    heading = context.words.statistics
    rows = range(len(context.catalogue.items))
    tables = [(title, counted) for title, counted in _tables(context) if counted]
    longest = max((count for _, counted in tables for _, _, count in counted), default=1)
    view = StatisticsPage(
        head=page_head(context, PLACE, heading),
        heading=heading,
        crumbs=(context.home_link,),
        facts=tuple(_facts(context)),
        chart=build_chart(context, count_items(context, rows)),
        topics=tuple(_topic_charts(context)),
        tables=tuple([(title, _bars(context, counted, longest)) for title, counted in tables]),
    )
    return Page(output_file(PLACE), "pages/statistics.html", view)


def _facts(context: SiteContext) -> Iterator[FactView]:
    catalogue, words, number = context.catalogue, context.words, context.phrases.number
    yield FactView(words.item_count, number(len(catalogue.items)))
    yield FactView(words.providers, number(len(catalogue.providers)))
    yield FactView(words.topics, number(len(catalogue.topics)))
    if catalogue.days:
        first, last = min(catalogue.days), max(catalogue.days)
        begin, end = context.dates.month(*first[:2]), context.dates.month(*last[:2])
        yield FactView(words.period, words.span.format(first=begin, last=end) if begin != end else begin)
    if catalogue.items:
        with_image = sum(context.lead(item) is not None for item in catalogue.items)
        share = context.phrases.percent(with_image * 100 // len(catalogue.items))
        yield FactView(words.with_pictures, share)


def _topic_charts(context: SiteContext) -> Iterator[tuple[LinkView, ChartView]]:
    """Yield the charts of main topics, all with the same axes."""
    if not context.settings.sections.topics:
        return
    topics = main_topics(context)
    spans = [span for topic in topics if (span := day_span(context, topic.rows))]
    if not spans:
        return
    span = (min(first for first, _ in spans), max(last for _, last in spans))
    counted = [(topic, count_items(context, topic.rows, span)) for topic in topics]
    scale = max((highest_bar(each) for _, each in counted if each), default=0)
    for topic, each in counted:
        if chart := build_chart(context, each, scale):
            yield context.topic_links[topic.slug], chart


def _tables(context: SiteContext) -> Iterator[tuple[str, list[Counted]]]:
    """Yield the title and the rows of each table: the highest counts first, equal ones by URL."""
    link = context.urls.link
    for taxonomy in TAXONOMIES:
        is_enabled = taxonomy.is_enabled(context)
        if is_enabled or taxonomy is KINDS:
            terms = taxonomy.terms(context).values()
            # A provider's domain would count its items twice.
            counted = [term for term in terms if taxonomy.tree or not term.children]
            links = [(each.name, link(each.place) if is_enabled else "", len(each.rows)) for each in counted]
            order = sorted(links, key=lambda each: (-each[2], each[1], each[0]))
            yield taxonomy.title(context), order[:MAX_ROWS]


def _bars(context: SiteContext, counted: Iterable[Counted], longest: int) -> tuple[BarView, ...]:
    """Return the bars of a table. ``longest`` is the highest count of all tables: they have one scale."""
    number = context.phrases.number
    return tuple(
        [
            BarView(title, url, number(count), max(count * MAX_BAR_WIDTH // (longest or 1), 1))
            for title, url, count in counted
        ]
    )
