"""All feeds of the site, as a page and as OPML files."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from generator.model.catalogue import Topic
from generator.model.output import Opml, Page
from generator.model.views.feeds import FeedFormat, OutlineView
from generator.model.views.pages import SubscribePage
from generator.model.views.parts import FeedChoiceView, FeedLinkView
from generator.plan.context import SiteContext, provider_path, topic_path
from generator.plan.feeds.specs import FeedSpec
from generator.plan.pages.alphabetical import domain_note, group_by_letter
from generator.plan.pages.head import page_head
from generator.plan.pages.indexes import topics_in_order
from generator.plan.urls import output_file

MAX_TOPICS = 90
"""Maximum topics on the feeds page: those with the most items. Every topic's page links to its feeds, too."""

MAX_PROVIDERS = 90
"""Maximum providers on the feeds page: those with the most items. Every provider's page links to its feeds,
too."""

SINGLE_SCOPES = ("site", "top", "daily", "weekly")
"""Scopes with a single feed."""

OPML = "feeds.opml"
"""File name of OPML, in the folder of its list."""

OPML_TYPE = "text/x-opml"

MAX_DEPTH = 32
"""Maximum nesting of folders in OPML. XML parsers have limits."""

FeedSpecs = Mapping[str, FeedSpec]
"""Feeds by stem, without archives."""


def plan_subscriptions(context: SiteContext, specs: Sequence[FeedSpec]) -> Iterator[Page | Opml]:
    """Yield the feeds page, an OPML file of all feeds, and one for each topic with its sub-topics."""
    current = {spec.stem: spec for spec in specs if not spec.archive}
    if context.settings.sections.feeds:
        yield _page(context, current)
    if context.settings.feeds.opml and current:
        yield from _outlines(context, current)


def _page(context: SiteContext, specs: FeedSpecs) -> Page:
    words = context.words
    groups = (
        (words.everything, [_choice(context, spec) for spec in _with_scope(specs, *SINGLE_SCOPES)]),
        (words.topics, list(_topics(context, specs))),
        (words.kinds_heading, [_choice(context, spec) for spec in _with_scope(specs, "kinds")]),
        (words.providers, list(_providers(context, specs))),
    )
    view = SubscribePage(
        head=page_head(context, "feeds/", words.feeds),
        heading=words.feeds,
        crumbs=(context.home_link,),
        groups=tuple([(title, tuple(feeds)) for title, feeds in groups if feeds]),
        opml=context.urls.absolute(OPML) if specs and context.settings.feeds.opml else "",
    )
    return Page(output_file("feeds/"), "pages/feeds.html", view)


def _with_scope(specs: FeedSpecs, *scopes: str) -> list[FeedSpec]:
    return [spec for spec in specs.values() if spec.scope in scopes]


def _choice(context: SiteContext, spec: FeedSpec, note: str = "", depth: int = 0) -> FeedChoiceView:
    return FeedChoiceView(spec.name, context.feed_links(spec.stem, spec.name), note, depth)


def _topics(context: SiteContext, specs: FeedSpecs) -> Iterator[FeedChoiceView]:
    """Yield the feeds of the largest topics, in display order. An ancestor of a listed topic has at least as
    many items, so it is listed too."""
    lines = [(topic, depth) for topic, depth in topics_in_order(context) if _stem(topic) in specs]
    largest = sorted(lines, key=lambda line: (-len(line[0].rows), line[1], line[0].slug))
    named = {topic.slug for topic, _ in largest[:MAX_TOPICS]}
    for topic, depth in lines:
        place = topic_path(topic.slug)
        spec = specs[_stem(topic)]
        if topic.slug in named:
            choice = _choice(context, spec, depth=depth)
            yield structs.replace(choice, formats=choice.formats + _outline_link(context, place, topic.name))


def _stem(topic: Topic) -> str:
    return f"{topic_path(topic.slug)}feed"


def _outline_link(context: SiteContext, place: str, title: str) -> tuple[FeedLinkView, ...]:
    if not context.settings.feeds.opml:
        return ()
    return (FeedLinkView(f"{title} (OPML)", context.urls.absolute(f"{place}{OPML}"), OPML_TYPE, "OPML"),)


def _providers(context: SiteContext, specs: FeedSpecs) -> Iterator[FeedChoiceView]:
    """Yield the feeds of the largest providers, in the order of the index of providers."""
    providers = [each for each in context.catalogue.providers if f"{provider_path(each.slug)}feed" in specs]
    largest = sorted(providers, key=lambda each: (-len(each.rows), each.slug))
    named = {each.slug for each in largest[:MAX_PROVIDERS]}
    for provider, depth in (line for family in group_by_letter(context) for line in family):
        if provider.slug in named:
            spec = specs[f"{provider_path(provider.slug)}feed"]
            yield _choice(context, spec, domain_note(provider, depth), depth)


def _outlines(context: SiteContext, specs: FeedSpecs) -> Iterator[Opml]:
    site, topics, words = context.settings.site, context.catalogue.topics, context.words
    trees = _trees(context, specs)
    folders = (
        (words.topics, [line for topic in topics if not topic.parent for line in trees[topic.slug]]),
        (words.kinds_heading, [_line(context, spec) for spec in _with_scope(specs, "kinds")]),
        (words.providers, [_line(context, spec) for spec in _with_scope(specs, "providers")]),
    )
    outlines = [_line(context, spec) for spec in _with_scope(specs, *SINGLE_SCOPES)]
    outlines += [line for name, lines in folders if lines for line in _folder(name, lines)]
    yield Opml(OPML, site.title, site.author, tuple(outlines))
    for topic in topics:
        if trees[topic.slug]:
            title = words.title_of.format(title=topic.name, site=site.title)
            yield Opml(f"{topic_path(topic.slug)}{OPML}", title, site.author, tuple(trees[topic.slug]))


def _trees(context: SiteContext, specs: FeedSpecs) -> dict[str, list[OutlineView]]:
    """Return the OPML outlines of every topic, by slug: its feed, or a folder that begins with its feed if
    there are others below it. Some readers ignore outlines inside a feed's outline."""
    provider_feeds: dict[str, list[FeedSpec]] = {}
    for spec in _with_scope(specs, "topic-providers"):
        provider_feeds.setdefault(spec.place, []).append(spec)
    trees: dict[str, list[OutlineView]] = {}
    for topic in reversed(context.catalogue.topics):  # children come after their parents
        place = topic_path(topic.slug)
        own = specs.get(f"{place}feed")
        lines = [_line(context, spec) for spec in ([own] if own else []) + provider_feeds.get(place, [])]
        lines += [line for child in topic.children for line in trees[child]]
        trees[topic.slug] = _folder(topic.name, lines) if len(lines) > 1 else lines
    return trees


def _folder(name: str, lines: Sequence[OutlineView]) -> list[OutlineView]:
    return [
        OutlineView(name),
        *[structs.replace(line, depth=min(line.depth + 1, MAX_DEPTH)) for line in lines],
    ]


def _line(context: SiteContext, spec: FeedSpec) -> OutlineView:
    """Return the outline of a feed: Atom if available, because it carries more data than RSS."""
    absolute, formats = context.urls.absolute, context.settings.feeds.formats
    form: FeedFormat = "atom" if "atom" in formats else formats[0]
    return OutlineView(spec.name, absolute(f"{spec.stem}.{form}"), absolute(spec.place))
