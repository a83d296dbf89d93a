"""Publication days in the site's time zone. Paths and archives both use them, so they agree."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.model.item import Item

Day = tuple[int, int, int]
"""Year, month, day."""


def local_days(items: Sequence[Item], timezone: str) -> list[Day | None]:
    """Return the day of every item, ``None`` for items without a date. ``timezone`` is an IANA name."""
    moments = [item.published for item in items]
    if timezone == "UTC":  # dates are stored in UTC: nothing to convert
        return [None if moment is None else (moment.year, moment.month, moment.day) for moment in moments]
    zone = ZoneInfo(timezone)
    return [None if moment is None else _day(moment, zone) for moment in moments]


def _day(moment: datetime, zone: ZoneInfo) -> Day:
    try:
        local = moment.astimezone(zone)
    except OverflowError:  # the first or last hours that a datetime can hold
        local = moment
    return local.year, local.month, local.day
