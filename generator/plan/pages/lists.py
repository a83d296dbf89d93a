"""Lists of cards: the front page, the terms of every taxonomy, and days."""

from collections.abc import Iterator

from generator.model.catalogue import Row
from generator.model.stories import one_per_story
from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext
from generator.plan.pages.alphabetical import index_letter, is_long, part_place
from generator.plan.pages.charts import count_items
from generator.plan.pages.front_page import rows_beside
from generator.plan.pages.pagination import ItemList
from generator.plan.taxonomies import Taxonomy, enabled_taxonomies
from generator.plan.term import Term


def plan_lists(context: SiteContext) -> Iterator[ItemList]:
    """Yield every list of the site."""
    yield _home(context)
    for taxonomy in enabled_taxonomies(context):
        yield from [_term(context, taxonomy, term) for term in taxonomy.terms(context).values()]
    if context.settings.sections.archive:
        yield from _days(context)


def list_places(context: SiteContext) -> Iterator[str]:
    """Yield the place of every list of the site, without making the lists."""
    yield ""
    for taxonomy in enabled_taxonomies(context):
        yield from [term.place for term in taxonomy.terms(context).values()]
    if context.settings.sections.archive:
        yield from [_day_place(*day) for day in context.catalogue.days]


def _home(context: SiteContext) -> ItemList:
    site = context.settings.site
    rows = _leads(context, tuple(range(len(context.catalogue.items))))
    return ItemList(
        place="",
        template="home",
        heading=site.title,
        rows=rows,
        title=site.title,
        description=site.description,
        summary=site.description,
        beside=rows_beside(context, rows),
    )


def _term(context: SiteContext, taxonomy: Taxonomy, term: Term) -> ItemList:
    parent = taxonomy.terms(context).get(term.parent)
    trend = count_items(context, term.rows) if taxonomy.charted else None
    steps = [LinkView(each.name, each.place) for each in (parent,) if each]
    return ItemList(
        place=term.place,
        template=term.template or taxonomy.template,
        heading=term.name,
        rows=_leads(context, term.rows) if taxonomy.name == "topics" else term.rows,
        crumbs=_trail(context, LinkView(taxonomy.title(context), taxonomy.place), *steps),
        title=term.title,
        description=term.description,
        summary=term.description,
        logo=term.logo,
        tile=term.tile,
        links=term.links,
        picture=term.picture,
        children=_children(context, taxonomy, term),
        feeds=context.list_feeds(taxonomy.name, term.rows, term.place, term.name),
        beside=_members(context, term.rows) if term.template == COLLECTIONS else (),
        trend=trend,
        top=taxonomy.top(context, term.rows) if trend and taxonomy.top else (),
    )


def _leads(context: SiteContext, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows of a list: one for each story, if the settings ask for it."""
    only_leads = context.settings.stories.lists == "leads"
    return one_per_story(rows, context.catalogue.story_of) if only_leads else rows


MAX_CHILDREN = 90
"""Maximum sub-topics, or providers of a domain, on a page: those with the most items."""


def _children(context: SiteContext, taxonomy: Taxonomy, term: Term) -> tuple[LinkView, ...]:
    """Return links to the largest children in their order. If any are left out, add a link to the index."""
    if not term.children:
        return ()
    terms, link = taxonomy.terms(context), context.urls.link
    children = [terms[child] for child in term.children]
    links = [LinkView(child.name, link(child.place)) for child in children]
    if len(links) <= MAX_CHILDREN:
        return tuple(links)
    largest = sorted(range(len(links)), key=lambda place: (-len(children[place].rows), place))[:MAX_CHILDREN]
    root = term
    while root.parent:
        root = terms[root.parent]
    more = part_place(taxonomy.place, index_letter(root.name)) if is_long(len(terms)) else taxonomy.place
    return (*[links[place] for place in sorted(largest)], LinkView(context.words.show_all, link(more)))


MAX_STEPS = 3
"""Members of a collection in the list of collections."""

COLLECTIONS = "collections"
"""Template of the list of collections, which also shows their first members."""


def _members(context: SiteContext, rows: tuple[Row, ...]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the first members of each collection."""
    return tuple([(str(row), context.catalogue.members.get(row, ())[:MAX_STEPS]) for row in rows])


def _days(context: SiteContext) -> Iterator[ItemList]:
    days = list(context.catalogue.days)
    links = [LinkView(context.dates.date(*day), context.urls.link(_day_place(*day))) for day in days]
    for position, (year, month, day) in enumerate(days):
        place = f"{year:04}/{month:02}/"
        yield ItemList(
            place=_day_place(year, month, day),
            template="day",
            heading=links[position].title,
            rows=context.catalogue.days[year, month, day],
            newer_day=links[position - 1] if position else None,
            older_day=links[position + 1] if position + 1 < len(links) else None,
            crumbs=_trail(
                context,
                LinkView(context.words.archive, "archive/"),
                LinkView(str(year), f"{year:04}/"),
                LinkView(context.dates.month(year, month), place),
            ),
        )


def _day_place(year: int, month: int, day: int) -> str:
    return f"{year:04}/{month:02}/{day:02}/"


def _trail(context: SiteContext, *steps: LinkView) -> tuple[LinkView, ...]:
    """Return breadcrumbs from the front page through ``steps``, whose URLs are paths."""
    link = context.urls.link
    return (context.home_link, *[LinkView(step.title, link(step.url)) for step in steps])
