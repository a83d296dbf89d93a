"""Index pages: topics, content types; and the 404 page."""

from collections.abc import Iterator, Sequence

from generator.model.catalogue import Topic
from generator.model.output import Page
from generator.model.views.pages import IndexPage, NotFoundPage
from generator.model.views.parts import EntryView
from generator.plan.context import SiteContext
from generator.plan.pages.alphabetical import (
    MAX_ENTRIES,
    AlphabeticalIndex,
    alphabetical_pages,
    is_long,
    provider_pages,
)
from generator.plan.pages.archive import archive_pages
from generator.plan.pages.head import page_head
from generator.plan.pages.statistics import statistics_page
from generator.plan.urls import output_file


def index_pages(context: SiteContext) -> Iterator[Page]:
    """Yield every index page of the site, and the 404 page."""
    words, sections = context.words, context.settings.sections
    if sections.topics:
        yield from alphabetical_pages(context, _topics(context))
    if sections.providers:
        yield from provider_pages(context)
    if sections.kinds:
        yield _index(context, "kinds/", "kinds", words.kinds_heading, _kind_entries(context))
    if sections.archive:
        yield from archive_pages(context)
    if sections.statistics:
        yield statistics_page(context)
    yield _not_found(context)


def _index(
    context: SiteContext, place: str, template: str, heading: str, entries: Sequence[EntryView]
) -> Page:
    view = IndexPage(
        head=page_head(context, place, heading),
        heading=heading,
        crumbs=(context.home_link,),
        template=template,
        description="",
        entries=tuple(entries),
    )
    return Page(output_file(place), f"pages/{template}.html", view)


def _topics(context: SiteContext) -> AlphabeticalIndex:
    """Return the index of topics: in display order, or alphabetical if it is long."""
    families: list[tuple[str, list[EntryView]]] = []
    for topic, depth in topics_in_order(context):
        if not depth:
            families.append((topic.name, []))
        families[-1][1].append(_topic_entry(context, topic, depth))
    if is_long(len(context.catalogue.topics)):
        families.sort(key=lambda each: (each[0].casefold(), each[1][0].url))
    largest = sorted(context.catalogue.topics, key=lambda each: (-len(each.rows), each.slug))[:MAX_ENTRIES]
    largest_entries = [_topic_entry(context, topic) for topic in largest]
    return AlphabeticalIndex("topics/", "topics", context.words.topics, tuple(families), largest_entries)


def _topic_entry(context: SiteContext, topic: Topic, depth: int = 0) -> EntryView:
    count = context.phrases.number(len(topic.rows))
    return EntryView(topic.name, context.topic_links[topic.slug].url, count, depth)


def topics_in_order(context: SiteContext) -> Iterator[tuple[Topic, int]]:
    """Yield topics with their depth in the tree, in display order, each followed by its children."""
    waiting = [(topic, 0) for topic in reversed(context.catalogue.topics) if not topic.parent]
    while waiting:
        topic, depth = waiting.pop()
        yield topic, depth
        waiting += [(context.topics[child], depth + 1) for child in reversed(topic.children)]


def _kind_entries(context: SiteContext) -> list[EntryView]:
    link = context.urls.link
    kinds = context.catalogue.kinds.items()
    return [
        EntryView(context.phrases.kind_heading(kind), link(f"{kind}/"), context.phrases.number(len(rows)))
        for kind, rows in kinds
    ]


def _not_found(context: SiteContext) -> Page:
    heading = context.words.lost
    view = NotFoundPage(page_head(context, "404.html", heading, robots="noindex"), heading, ())
    return Page("404.html", "pages/404.html", view)
