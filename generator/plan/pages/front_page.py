"""The front page: the lead story, the next best stories, the latest items, and a strip for each main topic.

It shows the rows that :mod:`generator.plan.pages.pagination` leaves for the landing page of the main list, so
that the numbered pages continue after it.
"""

from collections.abc import Iterator, Sequence

from generator.model.catalogue import Row, Topic
from generator.model.views.pages import HomePage
from generator.model.views.parts import HeadlineView, HeadView, LinkView, TopicStripView
from generator.plan.context import SiteContext
from generator.plan.pages.cards import build_card

RANKED_STORIES = 8
"""Number of stories after the lead story."""

MAX_STRIPS, STRIP_SIZE = 8, 4
"""Maximum number of strips, and of stories in each."""

MIN_STRIP_SIZE = 2
"""Minimum stories of a strip."""

LINES_BESIDE_STORIES, LINES_BESIDE_STRIP = 16, 2
"""Latest items beside the stories, and beside each strip, so that the columns have about the same height. The
others follow below."""


def stories(context: SiteContext) -> tuple[Row, ...]:
    """Return the rows of the lead story and of the stories after it."""
    return context.catalogue.ranked[: 1 + RANKED_STORIES]


def strips(context: SiteContext) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the slugs of main topics with a strip, each with its best rows that are not shown above it."""
    return tuple(list(_strips(context))[:MAX_STRIPS]) if context.settings.sections.topics else ()


def _strips(context: SiteContext) -> Iterator[tuple[str, tuple[Row, ...]]]:
    shown = set(_with_stories(context, stories(context)))
    for topic in main_topics(context):
        rows = tuple([row for row in topic.ranked if row not in shown][:STRIP_SIZE])
        if len(rows) >= MIN_STRIP_SIZE:
            shown.update(_with_stories(context, rows))
            yield topic.slug, rows


def _with_stories(context: SiteContext, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows, and all articles of their stories: the front page shows a story once."""
    story_of = context.catalogue.story_of
    for row in rows:
        yield from story_of[row].rows if row in story_of else (row,)


def main_topics(context: SiteContext) -> list[Topic]:
    """Return the root topics in display order. If there is only one, return its children."""
    roots = [topic for topic in context.catalogue.topics if not topic.parent]
    if len(roots) == 1 and roots[0].children:
        return [context.topics[child] for child in roots[0].children]
    return roots


def front_page(
    context: SiteContext, head: HeadView, rows: Sequence[Row], beside: Sequence[tuple[str, Sequence[Row]]]
) -> HomePage:
    """Return the front page. ``rows`` are not on any numbered page. ``beside`` has the stories, then the
    strips."""
    (_, best), *topics = beside
    cards = [build_card(context, row) for row in best]
    lines = () if set(rows) <= set(best) else tuple([_line(context, row) for row in rows])
    line_count = LINES_BESIDE_STORIES + LINES_BESIDE_STRIP * len(topics)
    return HomePage(
        head=head,
        heading=context.settings.site.title,
        crumbs=(),
        lead=cards[0] if cards else None,
        ranked=tuple(cards[1:]),
        latest=lines[:line_count],
        strips=tuple([_strip(context, slug, each) for slug, each in topics]),
        further=lines[line_count:],
    )


def _strip(context: SiteContext, slug: str, rows: Sequence[Row]) -> TopicStripView:
    link: LinkView = context.topic_links[slug]
    return TopicStripView(
        link, build_card(context, rows[0]), tuple([_line(context, row) for row in rows[1:]])
    )


def _line(context: SiteContext, row: Row) -> HeadlineView:
    card = build_card(context, row)
    provider = card.provider.name if card.provider else ""
    return HeadlineView(card.title, card.url, provider, card.date, card.language, card.page)
