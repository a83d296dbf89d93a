"""Dates far in the future that must be typing errors. Builds have no clock, so they compare a site's dates."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

OUTLIER_GAP = timedelta(days=5 * 366)
"""A few items dated this much later than all others are typing errors: the site's own dates are the only measure.
Feeds show them with the date of the newest item before the gap.
"""


def latest_plausible_date(dates: Iterable[datetime | None]) -> datetime:
    """Return the newest date that is not an outlier. ``dates`` run newest first.

    Outliers are the dates on the newer side of a gap longer than :data:`OUTLIER_GAP`, if they are fewer than the
    others. Without any date, returns the last possible one.
    """
    known = [date for date in dates if date is not None]
    latest = known[0] if known else datetime.max.replace(tzinfo=UTC)
    for newer, (date, older) in enumerate(pairwise(known), start=1):
        if newer * 2 >= len(known):
            break
        if date - older > OUTLIER_GAP:
            latest = older
    return latest
