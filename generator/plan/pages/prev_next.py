"""Links from an item to its neighbours by date, and to earlier items of its topic or its provider.

They are chosen so that pages rarely change. A new item changes only one existing page: that of the item that
was the newest. A changed title changes a handful of pages.
"""

from bisect import bisect_right

from generator.model.catalogue import Row
from generator.model.views.parts import LinkView
from generator.plan.context import SiteContext

MAX_MORE = 3
"""Maximum earlier items of the topic or the provider on a page."""


def newer_row(context: SiteContext, row: Row) -> Row | None:
    """Return the row that was published next, ``None`` for the newest and for undated rows."""
    return row - 1 if 0 < row < context.dated_count else None


def older_row(context: SiteContext, row: Row) -> Row | None:
    """Return the row that was published before, ``None`` for the oldest and for undated rows."""
    return row + 1 if row + 1 < context.dated_count else None


def more_rows(context: SiteContext, row: Row) -> list[Row]:
    """Return earlier rows of the main topic, or of the provider if nearly all items of the site have the same topic:
    the newest first, without those that the page shows elsewhere."""
    catalogue, dated = context.catalogue, context.dated_count
    rows = _rows_alike(context, row)
    if row >= dated or not rows:
        return []
    shown = {each.row for each in catalogue.related[row]}
    shown.update(catalogue.story_of[row].rows if row in catalogue.story_of else ())
    start = bisect_right(rows, row)
    earlier = rows[start : start + MAX_MORE + len(shown)]
    return [each for each in earlier if each not in shown and each < dated][:MAX_MORE]


def more_heading(context: SiteContext, row: Row) -> LinkView:
    """Return the link to the list that :func:`more_rows` come from."""
    topic = _main_topic(context, row)
    if topic:
        return context.topic_links[topic]
    provider = context.provider_views[context.catalogue.provider_of[row]]
    return LinkView(provider.name, provider.url)


def _rows_alike(context: SiteContext, row: Row) -> tuple[Row, ...]:
    topic = _main_topic(context, row)
    if topic:
        return context.topics[topic].rows
    provider = context.providers.get(context.catalogue.provider_of[row])
    return provider.rows if provider and context.settings.sections.providers else ()


def _main_topic(context: SiteContext, row: Row) -> str:
    """Return the slug of the first topic that sets an item apart, "" for none."""
    topics = context.catalogue.topics_of[row] if context.settings.sections.topics else ()
    return next((topic for topic in topics if topic not in context.shared_topics), "")


def prev_next_links(context: SiteContext, row: Row) -> tuple[Row | None, ...]:
    """Return the newer row, the older row, then the earlier rows of the topic."""
    return (newer_row(context, row), older_row(context, row), *more_rows(context, row))
