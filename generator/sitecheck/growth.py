"""Growth of a site, and a forecast of when it reaches its host's limits. Uses the dates in the paths of its pages.

"Now" is the date of the newest item, not the current time, so the same site always gives the same forecast. All files
of a site, including list pages and images, are divided equally among its items. The result is an estimate.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from generator.model.results.site_check import SiteGrowth, SiteSize

YEAR = timedelta(days=365)
SLIP = timedelta(days=5 * 366)
"""Gap before the newest items that makes their dates typing errors, as long as they are a minority."""

CENTURY = 100
"""Maximum range of a forecast in years."""

_ITEM = re.compile(r"(\d{4})/(\d\d)/(\d\d)/[^/]+/index\.html\Z", re.ASCII)


def forecast_growth(
    paths: Iterable[str], weight: SiteSize, most_bytes: int, most_files: int
) -> SiteGrowth | None:
    """Return the growth of a site from the paths of its files, ``None`` if no item has a date.

    ``most_bytes`` and ``most_files`` are the host's limits; 0 is no limit.
    """
    dates = sorted(_dates(paths), reverse=True)
    if not dates:
        return None
    newest = _newest_plausible(dates)
    items = sum(newest - YEAR < each <= newest for each in dates)
    rates = {"size": weight.total * items // len(dates), "files": weight.files * items // len(dates)}
    limits = {"size": (weight.total, most_bytes), "files": (weight.files, most_files)}
    full = {name: _month_when_full(newest, *limits[name], rates[name]) for name in limits}
    return SiteGrowth(newest, items, rates["size"], rates["files"], full)


def _dates(paths: Iterable[str]) -> Iterator[date]:
    for path in paths:
        if match := _ITEM.match(path):
            try:
                yield date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue


def _newest_plausible(dates: list[date]) -> date:
    """Return the newest date that is not a typing error. ``dates`` are sorted, newest first."""
    for newer, (one, other) in enumerate(pairwise(dates), start=1):
        if one - other > SLIP and newer * 2 < len(dates):
            return other
    return dates[0]


def _month_when_full(newest: date, now: int, most: int, rate: int) -> str | None:
    """Return the month (``2031-04``) in which an amount that grows by ``rate`` a year reaches ``most``.

    Return ``None`` if there is no limit, no growth, or more than a century left.
    """
    if not most or not rate:
        return None
    years = max(most - now, 0) / rate
    months = newest.year * 12 + newest.month - 1 + int(years * 12)
    return f"{months // 12:04}-{months % 12 + 1:02}" if years <= CENTURY else None
