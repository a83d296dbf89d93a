"""How a site grows, and when it will be as large as its host takes: judged by the dates in its own addresses.

The newest item is now: a clock would say something else of the same site tomorrow. Everything in a site is taken to
belong to its items in equal parts, pages of lists and pictures included, so what comes out is an estimate.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from generator.model.results.site_check import SiteGrowth, SiteSize

YEAR = timedelta(days=365)
SLIP = timedelta(days=5 * 366)
"""Items that are newer than all others by so much are dated by a slip of the pen, while they are fewer."""

CENTURY = 100
"""Years beyond which no forecast goes."""

_ITEM = re.compile(r"(\d{4})/(\d\d)/(\d\d)/[^/]+/index\.html\Z", re.ASCII)


def forecast_growth(
    paths: Iterable[str], weight: SiteSize, most_bytes: int, most_files: int
) -> SiteGrowth | None:
    """Return how a site grew, from the paths of its files; ``None`` where no item has a date. A limit of 0 is none."""
    dates = sorted(_dates(paths), reverse=True)
    if not dates:
        return None
    newest = _plausible(dates)
    items = sum(newest - YEAR < each <= newest for each in dates)
    rates = {"size": weight.total * items // len(dates), "files": weight.files * items // len(dates)}
    limits = {"size": (weight.total, most_bytes), "files": (weight.files, most_files)}
    full = {name: _full(newest, *limits[name], rates[name]) for name in limits}
    return SiteGrowth(newest, items, rates["size"], rates["files"], full)


def _dates(paths: Iterable[str]) -> Iterator[date]:
    for path in paths:
        if found := _ITEM.match(path):
            try:
                yield date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue


def _plausible(dates: list[date]) -> date:
    """Return the newest of dates (newest first) that is no slip."""
    for newer, (one, other) in enumerate(pairwise(dates), start=1):
        if one - other > SLIP and newer * 2 < len(dates):
            return other
    return dates[0]


def _full(newest: date, now: int, most: int, rate: int) -> str | None:
    """Return the month in which an amount that grows by ``rate`` a year reaches a limit."""
    if not most or not rate:
        return None
    years = max(most - now, 0) / rate
    months = newest.year * 12 + newest.month - 1 + int(years * 12)
    return f"{months // 12:04}-{months % 12 + 1:02}" if years <= CENTURY else None
