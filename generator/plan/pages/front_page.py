"""The front page: the lead story, the next best stories, the latest items, and a strip for each main topic.

It shows the rows that :mod:`generator.plan.pages.pagination` leaves for the landing page of the main list, so
that the numbered pages continue after it. No item is on it twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.model.catalogue import Row, Topic
from generator.model.stories import one_per_story
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

LINES_BESIDE_STORIES, LINES_BESIDE_STRIP = 14, 2
"""Latest items beside the stories, and beside each strip, so that the columns have about the same height. The
others follow below."""

MIN_LATEST = 6
"""Minimum of latest items. Fewer are shown as stories: they would leave a column empty."""

LATEST_PER_PROVIDER = 4
"""Latest items of one provider, as long as there are others among the newest :data:`LATEST_RANGE` items."""
LATEST_RANGE = 200

Beside = tuple[tuple[str, tuple[Row, ...]], ...]
"""Named rows: the stories, the latest items, then the strips with the slugs of their topics."""


def rows_beside(context: SiteContext, rows: Sequence[Row]) -> Beside:
    """Return what the front page shows beside the main list, whose ``rows`` are newest first."""
    if is_river(context):
        return ("", ()), ("latest", ())
    best = stories(context)
    others = _others(context, rows, best)
    if len(others) < MIN_LATEST:
        return ("", (*best, *others)), ("latest", ()), *strips(context, (*best, *others))
    latest = _spread(context, others, _line_count(strips(context, best)))
    topics = strips(context, (*best, *latest))
    return ("", best), ("latest", _spread(context, others, _line_count(topics))), *topics


def is_river(context: SiteContext) -> bool:
    """Return whether the front page is a river: all items by date, one a line."""
    return context.settings.theme.layout == "river"


def _others(context: SiteContext, rows: Sequence[Row], best: Sequence[Row]) -> tuple[Row, ...]:
    """Return the newest rows that are not among the best, nor in their stories. Undated ones count only if no row has
    a date."""
    dated, shown = context.dated_count or len(rows), set(_with_stories(context, best))
    newest = islice((row for row in rows if row not in shown and row < dated), LATEST_RANGE)
    return one_per_story(newest, context.catalogue.story_of)


def _line_count(topics: Sequence[object]) -> int:
    return LINES_BESIDE_STORIES + LINES_BESIDE_STRIP * len(topics)


def _spread(context: SiteContext, rows: Sequence[Row], count: int) -> tuple[Row, ...]:
    """Return the newest ``count`` rows, at most a few of each provider if there are others."""
    provider_of = context.catalogue.provider_of
    times: Counter[str] = Counter()
    chosen: list[Row] = []
    for row in rows:
        provider = provider_of[row]
        times[provider] += 1
        if not provider or times[provider] <= LATEST_PER_PROVIDER:
            chosen.append(row)
    chosen = chosen[:count]
    named = set(chosen)
    chosen += islice((row for row in rows if row not in named), count - len(chosen))
    return tuple(sorted(chosen))


def stories(context: SiteContext) -> tuple[Row, ...]:
    """Return the rows of the lead story and of the stories after it."""
    return context.catalogue.ranked[: 1 + RANKED_STORIES]


def strips(context: SiteContext, above: Sequence[Row]) -> Beside:
    """Return the slugs of main topics with a strip, each with its best rows that are not among those ``above``."""
    return tuple(islice(_strips(context, above), MAX_STRIPS)) if context.settings.sections.topics else ()


def _strips(context: SiteContext, above: Sequence[Row]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    shown = set(_with_stories(context, above))
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


def front_page(context: SiteContext, head: HeadView, rows: Sequence[Row], beside: Beside) -> HomePage:
    """Return the front page. ``rows`` are not on any numbered page. ``beside`` is that of :func:`rows_beside`."""
    (_, best), (_, latest), *topics = beside
    if is_river(context):
        latest = tuple(rows)
    cards = [build_card(context, row) for row in best]
    shown = {*best, *latest, *[row for _, each in topics for row in each]}
    return HomePage(
        head=head,
        heading=context.settings.site.title,
        crumbs=(),
        lead=cards[0] if cards else None,
        ranked=tuple(cards[1:]),
        latest=tuple([_line(context, row) for row in latest]),
        strips=tuple([_strip(context, slug, each) for slug, each in topics]),
        further=tuple([_line(context, row) for row in rows if row not in shown]),
    )


def _strip(context: SiteContext, slug: str, rows: Sequence[Row]) -> TopicStripView:
    link: LinkView = context.topic_links[slug]
    return TopicStripView(
        link, build_card(context, rows[0]), tuple([_line(context, row) for row in rows[1:]])
    )


def _line(context: SiteContext, row: Row) -> HeadlineView:
    card = build_card(context, row)
    provider = card.provider.name if card.provider else ""
    return HeadlineView(
        card.title, card.url, provider, card.date, card.language, "" if card.page else card.source, card.page
    )
