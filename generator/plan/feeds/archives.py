"""The archived parts of a feed (RFC 5005, section 4): every item of a site can be fetched, and no part ever changes.

A part holds what was published in one month; a busy month has several, of as many items as a feed has entries,
counted from the oldest. A part is there from the moment on when nothing can be added to it in the ordinary course of
things: when it is full, or when the feed has an item of a later month. So whoever fetched a part need never do so
again. Two things can still change one: an item that turns up late, with a date of long ago, and the part that comes
next, to which the last one then leads.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.catalogue import Row
from generator.plan.context import SiteContext


class ArchivePart(Struct, frozen=True, gc=False):
    """An archived part. ``name`` is its month, ``2021-12``, or for a later one of that month ``2021-12-2``; ``rows``
    are newest first."""

    name: str
    rows: tuple[Row, ...]


def archive_months(context: SiteContext) -> tuple[int, ...]:
    """Return the month of every row in the site's zone, counted from the year 0; 0 for a row that has no place in the
    past: undated, or dated by a slip of the pen, which feeds show anew until it is mended."""
    items, latest = context.catalogue.items, context.latest
    months = [0] * len(items)
    for (year, month, _), rows in context.catalogue.days.items():
        for row in rows:
            published = items[row].published
            if published is not None and published <= latest:
                months[row] = year * 12 + month - 1
    return tuple(months)


def split_archives(rows: Sequence[Row], months: Sequence[int], size: int) -> list[ArchivePart]:
    """Return the parts of a feed that are closed, oldest first. ``rows`` are newest first."""
    by_month: dict[int, list[Row]] = {}
    for row in reversed(rows):
        if months[row]:
            by_month.setdefault(months[row], []).append(row)
    newest = max(by_month, default=0)
    return [
        part
        for month in sorted(by_month)
        for part in _cut(month, by_month[month], size, is_open=month == newest)
    ]


def _cut(month: int, rows: list[Row], size: int, is_open: bool) -> Iterator[ArchivePart]:
    """Cut a month (oldest first) into parts. Of the open month only full ones are closed."""
    end = len(rows) // size * size if is_open else len(rows)
    name = f"{month // 12:04}-{month % 12 + 1:02}"
    for number, start in enumerate(range(0, end, size), start=1):
        chosen = tuple(reversed(rows[start : start + size]))
        yield ArchivePart(name if number == 1 else f"{name}-{number}", chosen)
