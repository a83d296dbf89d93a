"""Dates so far in the future that nothing supports them. Builds have no clock: other dates are the only measure."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

OUTLIER_GAP = timedelta(days=5 * 366)
"""Only a date this much later than every other sign may be a typing error."""

RELEASED = datetime(2026, 11, 30, tzinfo=UTC)
"""When this module was last revised. No date up to then was in the future for anybody who has it."""


def find_horizon(signs: Iterable[datetime], supported: Collection[datetime] = ()) -> datetime:
    """Return the last of the dates that are not outliers. Without any date, return the last possible one.

    ``signs`` are all dates of the site. A date is an outlier if it is alone: more than :data:`OUTLIER_GAP` after the
    next older one and after :data:`RELEASED`. A date in ``supported`` has another sign and is none. Neither is the
    oldest date: there is nothing to compare it with.
    """
    dates = sorted(set(signs), reverse=True)
    if not dates:
        return datetime.max.replace(tzinfo=UTC)
    for date, older in pairwise(dates):
        if date in supported or date - max(older, RELEASED) <= OUTLIER_GAP:
            return date
    return dates[-1]
