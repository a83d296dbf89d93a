"""Groups of items by kind and by day, in the catalogue's order."""

from collections.abc import Sequence
from typing import get_args

from generator.model.catalogue import Row
from generator.model.item import Item, Kind
from generator.organise.local_dates import Day


def group_by_kind(items: Sequence[Item]) -> dict[str, tuple[Row, ...]]:
    """Group rows by kind, in the order of :data:`Kind`. Kinds without items are absent."""
    rows: dict[str, list[Row]] = {kind: [] for kind in get_args(Kind)}
    for row, item in enumerate(items):
        rows[item.kind].append(row)
    return {kind: tuple(group) for kind, group in rows.items() if group}


def group_by_day(days: Sequence[Day | None]) -> dict[Day, tuple[Row, ...]]:
    """Group the rows of dated items by day, newest day first.

    Days are sorted, not taken from the order of the items: if clocks go back at midnight, a later moment can fall
    on the earlier day.
    """
    rows: dict[Day, list[Row]] = {}
    for row, day in enumerate(days):
        if day is not None:
            rows.setdefault(day, []).append(row)
    return {day: tuple(rows[day]) for day in sorted(rows, reverse=True)}


def select_undated(items: Sequence[Item]) -> tuple[Row, ...]:
    """Return the rows of items without a date. They are last in the catalogue's order."""
    return tuple([row for row, item in enumerate(items) if item.published is None])
