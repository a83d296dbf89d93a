"""What lies near an item: the ones before and after it by date, and earlier ones of its topic.

Chosen so that pages stay. An item that is new is nobody's earlier one, and has one neighbour: of all pages that are
there, its coming changes the one that was newest. A title that changes is on a handful of pages.
"""

from bisect import bisect_right

from generator.model.catalogue import Row
from generator.plan.context import SiteContext

MORE = 3
"""Earlier items of the topic that a page shows."""


def newer_row(context: SiteContext, row: Row) -> Row | None:
    """Return the item that was published next."""
    return row - 1 if 0 < row < context.dated else None


def older_row(context: SiteContext, row: Row) -> Row | None:
    """Return the item that was published before."""
    return row + 1 if row + 1 < context.dated else None


def more_rows(context: SiteContext, row: Row) -> list[Row]:
    """Return the items of the main topic that came just before, but those that the sidebar has already."""
    catalogue, dated = context.catalogue, context.dated
    topics = catalogue.topics_of[row]
    if not topics or row >= dated or not context.settings.sections.topics:
        return []
    rows = context.topics[topics[0]].rows
    shown = {each.row for each in catalogue.related[row]}
    start = bisect_right(rows, row)
    earlier = rows[start : start + MORE + len(shown)]
    return [each for each in earlier if each not in shown and each < dated][:MORE]


def prev_next_links(context: SiteContext, row: Row) -> tuple[Row | None, ...]:
    """Return the newer neighbour, the older one, and then all earlier items that an item's page shows."""
    return (newer_row(context, row), older_row(context, row), *more_rows(context, row))
