"""The front page: what leads, what is next best, what is newest, and a strip of every main topic.

It shows what :mod:`generator.plan.pages.pagination` cuts off for the landing page of the list of everything, so
that the numbered pages go on where it ends.
"""

from collections.abc import Iterator, Sequence

from generator.model.catalogue import Row, Topic
from generator.model.views.pages import HomePage
from generator.model.views.parts import HeadlineView, HeadView, LinkView, TopicStripView
from generator.plan.context import SiteContext
from generator.plan.pages.cards import build_card

RANKED = 8
"""Stories that follow the leading one."""

STRIPS, STRIP = 8, 4
"""Main topics that have a strip, and the stories in each."""

LEAST = 2
"""Stories without which a strip is none."""

BESIDE, BESIDE_STRIP = 16, 2
"""Lines of the latest that are about as high as the stories, and as a strip: more stand below them all."""


def stories(context: SiteContext) -> tuple[Row, ...]:
    """Return the rows of the leading story and of those that follow it."""
    return context.catalogue.ranked[: 1 + RANKED]


def strips(context: SiteContext) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the main topics that have a strip, each with its best rows that are not among the stories."""
    return tuple(list(_strips(context))[:STRIPS]) if context.settings.sections.topics else ()


def _strips(context: SiteContext) -> Iterator[tuple[str, tuple[Row, ...]]]:
    taken = set(stories(context))
    for topic in main_topics(context):
        rows = tuple([row for row in topic.ranked if row not in taken][:STRIP])
        if len(rows) >= LEAST:
            taken.update(rows)
            yield topic.slug, rows


def main_topics(context: SiteContext) -> list[Topic]:
    """Return the topics on top of the tree, in display order; where there is but one, those right below it."""
    roots = [topic for topic in context.catalogue.topics if not topic.parent]
    if len(roots) == 1 and roots[0].children:
        return [context.topics[child] for child in roots[0].children]
    return roots


def front_page(
    context: SiteContext, head: HeadView, rows: Sequence[Row], beside: Sequence[tuple[str, Sequence[Row]]]
) -> HomePage:
    """Return the front page. ``rows`` are what no numbered page shows; ``beside`` has the stories, then the strips."""
    (_, best), *topics = beside
    cards = [build_card(context, row) for row in best]
    lines = () if set(rows) <= set(best) else tuple([_line(context, row) for row in rows])
    beside_all = BESIDE + BESIDE_STRIP * len(topics)
    return HomePage(
        head=head,
        heading=context.settings.site.title,
        crumbs=(),
        lead=cards[0] if cards else None,
        ranked=tuple(cards[1:]),
        latest=lines[:beside_all],
        strips=tuple([_strip(context, slug, each) for slug, each in topics]),
        further=lines[beside_all:],
    )


def _strip(context: SiteContext, slug: str, rows: Sequence[Row]) -> TopicStripView:
    link: LinkView = context.topic_links[slug]
    return TopicStripView(
        link, build_card(context, rows[0]), tuple([_line(context, row) for row in rows[1:]])
    )


def _line(context: SiteContext, row: Row) -> HeadlineView:
    card = build_card(context, row)
    provider = card.provider.name if card.provider else ""
    return HeadlineView(card.title, card.url, provider, card.date, card.language)
