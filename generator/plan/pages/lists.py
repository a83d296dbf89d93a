"""Lists of cards: front page, topics, providers, content types and days."""

from collections.abc import Iterator

from generator.model.catalogue import Provider, Row, Topic
from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext, provider_path, topic_path
from generator.plan.pages.alphabetical import index_letter, is_long, part_place
from generator.plan.pages.charts import count_months
from generator.plan.pages.front_page import stories, strips
from generator.plan.pages.pagination import ItemList
from generator.plan.pages.top_lists import top_providers, top_topics


def plan_lists(context: SiteContext) -> Iterator[ItemList]:
    """Yield every list of the site."""
    catalogue, sections = context.catalogue, context.settings.sections
    yield _home(context)
    if sections.topics:
        yield from [_topic(context, topic) for topic in catalogue.topics]
    if sections.providers:
        yield from [_provider(context, provider) for provider in catalogue.providers]
    if sections.kinds:
        yield from _kinds(context)
    if sections.archive:
        yield from _days(context)


def _home(context: SiteContext) -> ItemList:
    site = context.settings.site
    return ItemList(
        place="",
        template="home",
        heading=site.title,
        rows=tuple(range(len(context.catalogue.items))),
        title=site.title,
        description=site.description,
        summary=site.description,
        beside=(("", stories(context)), *strips(context)),
    )


def _topic(context: SiteContext, topic: Topic) -> ItemList:
    place = topic_path(topic.slug)
    parent = context.topic_links.get(topic.parent)
    crumbs = (*_trail(context, LinkView(context.words.topics, "topics/")), *((parent,) if parent else ()))
    months = count_months(context, topic.rows)
    return ItemList(
        place=place,
        template="topic",
        heading=topic.name,
        rows=topic.rows,
        crumbs=crumbs,
        logo=context.logo(topic.picture),
        children=_children(context, topic),
        feeds=context.list_feeds("topics", topic.rows, place, topic.name),
        months=months,
        top=top_providers(context, topic.rows) if months else (),
    )


def _provider(context: SiteContext, provider: Provider) -> ItemList:
    place = provider_path(provider.slug)
    shared = context.providers.get(provider.domain) if provider.slug != provider.domain else None
    crumbs = _trail(context, LinkView(context.words.providers, "providers/"))
    if shared:
        crumbs += (LinkView(shared.name, context.urls.link(provider_path(shared.slug))),)
    views, months = context.provider_views, count_months(context, provider.rows)
    return ItemList(
        place=place,
        template="provider",
        heading=provider.name,
        rows=provider.rows,
        crumbs=crumbs,
        title=provider.name if not shared else f"{provider.name} ({provider.domain})",
        description=provider.description,
        summary=provider.description,
        logo=views[provider.slug].logo,
        tile=views[provider.slug].tile,
        children=_parts(context, provider),
        feeds=context.list_feeds("providers", provider.rows, place, provider.name),
        months=months,
        top=top_topics(context, provider.rows) if months else (),
    )


MAX_CHILDREN = 90
"""Maximum sub-topics, or providers of a domain, on a page: those with the most items."""


def _children(context: SiteContext, topic: Topic) -> tuple[LinkView, ...]:
    links = [context.topic_links[child] for child in topic.children]
    sizes = [len(context.topics[child].rows) for child in topic.children]
    root = topic
    while root.parent:
        root = context.topics[root.parent]
    return _largest(context, links, sizes, "topics/", root.name, len(context.topics))


def _parts(context: SiteContext, provider: Provider) -> tuple[LinkView, ...]:
    views = [context.provider_views[part] for part in provider.parts]
    links = [LinkView(view.name, view.url) for view in views]
    sizes = [len(context.providers[part].rows) for part in provider.parts]
    return _largest(context, links, sizes, "providers/", provider.name, len(context.providers))


def _largest(
    context: SiteContext, links: list[LinkView], sizes: list[int], index: str, name: str, count: int
) -> tuple[LinkView, ...]:
    """Return links to the largest children in their order. If any are left out, add a link to the index of
    all."""
    if len(links) <= MAX_CHILDREN:
        return tuple(links)
    largest = sorted(sorted(range(len(links)), key=lambda place: (-sizes[place], place))[:MAX_CHILDREN])
    more_place = part_place(index, index_letter(name)) if is_long(count) else index
    return (
        *[links[place] for place in largest],
        LinkView(context.words.more, context.urls.link(more_place)),
    )


MAX_STEPS = 3
"""Members of a collection in the list of collections."""

_TEMPLATES = {"collection": "collections", "profile": "people", "forum": "communities"}
"""Content types with a template of their own."""


def _kinds(context: SiteContext) -> Iterator[ItemList]:
    for kind, rows in context.catalogue.kinds.items():
        yield ItemList(
            place=f"{kind}/",
            template=_TEMPLATES.get(kind, "kind"),
            heading=context.phrases.kind_heading(kind),
            rows=rows,
            crumbs=_trail(context, LinkView(context.words.kinds_heading, "kinds/")),
            feeds=context.list_feeds("kinds", rows, f"{kind}/", context.phrases.kind_heading(kind)),
            beside=_members(context, rows) if kind == "collection" else (),
        )


def _members(context: SiteContext, rows: tuple[Row, ...]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the first members of each collection."""
    return tuple([(str(row), context.catalogue.members.get(row, ())[:MAX_STEPS]) for row in rows])


def _days(context: SiteContext) -> Iterator[ItemList]:
    for (year, month, day), rows in context.catalogue.days.items():
        place = f"{year:04}/{month:02}/"
        yield ItemList(
            place=f"{place}{day:02}/",
            template="day",
            heading=context.dates.date(year, month, day),
            rows=rows,
            crumbs=_trail(
                context,
                LinkView(context.words.archive, "archive/"),
                LinkView(str(year), f"{year:04}/"),
                LinkView(context.dates.month(year, month), place),
            ),
        )


def _trail(context: SiteContext, *steps: LinkView) -> tuple[LinkView, ...]:
    """Return breadcrumbs from the front page through ``steps``, whose URLs are paths."""
    link = context.urls.link
    return (context.home_link, *[LinkView(step.title, link(step.url)) for step in steps])
