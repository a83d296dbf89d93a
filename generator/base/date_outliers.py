"""Dates that cannot be meant: judged by the site's own dates, for there is no clock here."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

SLIP = timedelta(days=5 * 366)
"""A few items dated this much later than all others are taken for slips of the pen: without a clock, the
site's own dates are the only measure. Feeds show them with the date of the newest item before the gap."""


def latest_plausible_date(dates: Iterable[datetime | None]) -> datetime:
    """Return the newest of dates (newest first) that is not a slip.

    Slips are the dates on the newer side of a gap of more than :data:`SLIP`, as long as they are fewer
    than the rest.
    """
    known = [date for date in dates if date is not None]
    latest = known[0] if known else datetime.max.replace(tzinfo=UTC)
    for newer, (date, older) in enumerate(pairwise(known), start=1):
        if newer * 2 >= len(known):
            break
        if date - older > SLIP:
            latest = older
    return latest
