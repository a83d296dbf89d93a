"""The pages that list lists: topics, kinds; and the page for what is not there."""

from collections.abc import Iterator, Sequence

from generator.model.catalogue import Topic
from generator.model.output import Page
from generator.model.views.pages import IndexPage, NotFoundPage
from generator.model.views.parts import EntryView
from generator.plan.context import SiteContext
from generator.plan.pages.alphabetical import (
    SHORT,
    AlphabeticalIndex,
    alphabetical_pages,
    is_long,
    provider_pages,
)
from generator.plan.pages.archive import archive_pages
from generator.plan.pages.head import page_head
from generator.plan.pages.statistics import statistics_page
from generator.plan.urls import output_file


def index_pages(edition: SiteContext) -> Iterator[Page]:
    """Yield every index that the site has."""
    words, sections = edition.words, edition.settings.sections
    if sections.topics:
        yield from alphabetical_pages(edition, _topics(edition))
    if sections.providers:
        yield from provider_pages(edition)
    if sections.kinds:
        yield _index(edition, "kinds/", "kinds", words.kinds_heading, _kind_entries(edition))
    if sections.archive:
        yield from archive_pages(edition)
    if sections.statistics:
        yield statistics_page(edition)
    yield _not_found(edition)


def _index(
    edition: SiteContext, place: str, template: str, heading: str, entries: Sequence[EntryView]
) -> Page:
    view = IndexPage(
        head=page_head(edition, place, heading),
        heading=heading,
        crumbs=(edition.home_link,),
        template=template,
        description="",
        entries=tuple(entries),
    )
    return Page(output_file(place), f"pages/{template}.html", view)


def _topics(edition: SiteContext) -> AlphabeticalIndex:
    """Return the index of topics: in display order, and by name where it is long."""
    families: list[tuple[str, list[EntryView]]] = []
    for topic, depth in topics_in_order(edition):
        if not depth:
            families.append((topic.name, []))
        families[-1][1].append(_topic_entry(edition, topic, depth))
    if is_long(len(edition.catalogue.topics)):
        families.sort(key=lambda each: (each[0].casefold(), each[1][0].url))
    largest = sorted(edition.catalogue.topics, key=lambda each: (-len(each.rows), each.slug))[:SHORT]
    shown = [_topic_entry(edition, topic) for topic in largest]
    return AlphabeticalIndex("topics/", "topics", edition.words.topics, tuple(families), shown)


def _topic_entry(edition: SiteContext, topic: Topic, depth: int = 0) -> EntryView:
    count = edition.wording.number(len(topic.rows))
    return EntryView(topic.name, edition.topic_links[topic.slug].url, count, depth)


def topics_in_order(edition: SiteContext) -> Iterator[tuple[Topic, int]]:
    """Yield topics in display order, each followed by its children, with the depth of nesting."""

    waiting = [(topic, 0) for topic in reversed(edition.catalogue.topics) if not topic.parent]
    while waiting:
        topic, depth = waiting.pop()
        yield topic, depth
        waiting += [(edition.topics[child], depth + 1) for child in reversed(topic.children)]


def _kind_entries(edition: SiteContext) -> list[EntryView]:
    link = edition.addresses.link
    kinds = edition.catalogue.kinds.items()
    return [
        EntryView(edition.wording.kind_heading(kind), link(f"{kind}/"), edition.wording.number(len(rows)))
        for kind, rows in kinds
    ]


def _not_found(edition: SiteContext) -> Page:
    heading = edition.words.lost
    view = NotFoundPage(page_head(edition, "404.html", heading, robots="noindex"), heading, ())
    return Page("404.html", "pages/404.html", view)
