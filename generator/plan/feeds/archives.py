"""Archived parts of a feed (RFC 5005, section 4). With them a reader can fetch every item of a site.

A part has the items of one month. A busy month has several parts, each with as many items as a feed has
entries, counted from the oldest. A part is published once it is closed: when it is full, or when the feed has
an item of a later month. So readers need to fetch a part only once. Two things still change a closed part: an
item that is added late with an old date, and a new part after it, which it links to.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.catalogue import Row
from generator.plan.context import SiteContext


class ArchivePart(Struct, frozen=True, gc=False):
    """An archived part. ``name`` is its month (``2021-12``), with a number after the first part of the month
    (``2021-12-2``). ``rows`` are newest first."""

    name: str
    rows: tuple[Row, ...]


def archive_months(context: SiteContext) -> tuple[int, ...]:
    """Return the month of every row in the site's time zone, counted from year 0. It is 0 for a row that
    cannot be archived: undated, or with an implausible future date. The feed itself shows the latter until it
    is fixed."""
    items, latest = context.catalogue.items, context.latest
    months = [0] * len(items)
    for (year, month, _), rows in context.catalogue.days.items():
        for row in rows:
            published = items[row].published
            if published is not None and published <= latest:
                months[row] = year * 12 + month - 1
    return tuple(months)


def split_archives(rows: Sequence[Row], months: Sequence[int], size: int) -> list[ArchivePart]:
    """Return the closed parts of a feed, oldest first. ``rows`` are newest first."""
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
    """Split a month into parts. ``rows`` are oldest first. In the open month only full parts are closed."""
    end = len(rows) // size * size if is_open else len(rows)
    name = f"{month // 12:04}-{month % 12 + 1:02}"
    for number, start in enumerate(range(0, end, size), start=1):
        part = tuple(reversed(rows[start : start + size]))
        yield ArchivePart(name if number == 1 else f"{name}-{number}", part)
