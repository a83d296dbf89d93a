"""The pages that list lists: topics, kinds; the page of all feeds; and the one for what is not there."""

from collections.abc import Iterator, Sequence

from generator.model.catalogue import Topic
from generator.model.output import Page
from generator.model.pages import IndexPage, NotFoundPage, SubscribePage
from generator.model.view import EntryView, FeedPairView
from generator.plan.addresses import file_of
from generator.plan.calendars import archive_pages
from generator.plan.edition import Edition, provider_place, topic_place
from generator.plan.heads import head_of
from generator.plan.letters import domain_note, families_of, provider_pages
from generator.plan.statistics import statistics_page

FEED_PROVIDERS = 100
"""Providers that the feeds page names, those with the most items; every provider's page has its own feeds."""


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
    if sections.feeds:
        yield _subscribe(edition)
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
        for topic, depth in _topics_in_order(edition)
    ]


def _topics_in_order(edition: Edition) -> Iterator[tuple[Topic, int]]:
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


def _subscribe(edition: Edition) -> Page:
    site = edition.settings.site.title
    words, sections = edition.words, edition.settings.sections
    whole = [_feeds_of(edition, "", site)] if edition.has_feed((0,)[: len(edition.catalogue.items)]) else []
    groups = (
        (words.everything, tuple(whole)),
        (words.topics, tuple(_topic_feeds(edition)) if sections.topics else ()),
        (words.providers, tuple(_provider_feeds(edition)) if sections.providers else ()),
    )
    view = SubscribePage(
        head=head_of(edition, "feeds/", edition.words.feeds),
        heading=edition.words.feeds,
        crumbs=(edition.home_link,),
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
    for provider, depth in (line for family in families_of(edition) for line in family):
        if provider.slug in named:
            place, note = provider_place(provider.slug), domain_note(provider, depth)
            yield _feeds_of(edition, place, provider.name, note, depth)


def _feeds_of(edition: Edition, place: str, title: str, note: str = "", depth: int = 0) -> FeedPairView:
    absolute = edition.addresses.absolute
    return FeedPairView(title, absolute(f"{place}feed.rss"), absolute(f"{place}feed.atom"), note, depth)


def _not_found(edition: Edition) -> Page:
    heading = edition.words.lost
    view = NotFoundPage(head_of(edition, "404.html", heading, robots="noindex"), heading, ())
    return Page("404.html", "pages/404.html", view)
