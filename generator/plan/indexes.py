"""The pages that list lists: topics, kinds; and the page for what is not there."""

from collections.abc import Iterator, Sequence

from generator.model.catalogue import Topic
from generator.model.output import Page
from generator.model.pages import IndexPage, NotFoundPage
from generator.model.view import EntryView
from generator.plan.addresses import file_of
from generator.plan.calendars import archive_pages
from generator.plan.edition import Edition
from generator.plan.heads import head_of
from generator.plan.letters import provider_pages
from generator.plan.statistics import statistics_page


def index_pages(edition: Edition) -> Iterator[Page]:
    """Yield every index that the site has."""
    words, sections = edition.words, edition.settings.sections
    if sections.topics:
        yield _index(edition, "topics/", "topics", words.topics, _topic_entries(edition))
    if sections.providers:
        yield from provider_pages(edition)
    if sections.kinds:
        yield _index(edition, "kinds/", "kinds", words.kinds_heading, _kind_entries(edition))
    if sections.archive:
        yield from archive_pages(edition)
    if sections.statistics:
        yield statistics_page(edition)
    yield _not_found(edition)


def _index(edition: Edition, place: str, template: str, heading: str, entries: Sequence[EntryView]) -> Page:
    view = IndexPage(
        head=head_of(edition, place, heading),
        heading=heading,
        crumbs=(edition.home_link,),
        template=template,
        description="",
        entries=tuple(entries),
    )
    return Page(file_of(place), f"pages/{template}.html", view)


def _topic_entries(edition: Edition) -> list[EntryView]:
    links = edition.topic_links
    return [
        EntryView(topic.name, links[topic.slug].url, edition.wording.number(len(topic.rows)), depth)
        for topic, depth in topics_in_order(edition)
    ]


def topics_in_order(edition: Edition) -> Iterator[tuple[Topic, int]]:
    """Yield topics in display order, each followed by its children, with the depth of nesting."""

    waiting = [(topic, 0) for topic in reversed(edition.catalogue.topics) if not topic.parent]
    while waiting:
        topic, depth = waiting.pop()
        yield topic, depth
        waiting += [(edition.topics[child], depth + 1) for child in reversed(topic.children)]


def _kind_entries(edition: Edition) -> list[EntryView]:
    link = edition.addresses.link
    kinds = edition.catalogue.kinds.items()
    return [
        EntryView(edition.wording.kind_heading(kind), link(f"{kind}/"), edition.wording.number(len(rows)))
        for kind, rows in kinds
    ]


def _not_found(edition: Edition) -> Page:
    heading = edition.words.lost
    view = NotFoundPage(head_of(edition, "404.html", heading, robots="noindex"), heading, ())
    return Page("404.html", "pages/404.html", view)
