"""Moments as text: ISO 8601 dates and times, and the date in a file's name.

Everything becomes an aware ``datetime`` in UTC, to the microsecond. A text without a zone is taken as
UTC, never as the machine's zone. Showing dates in the site's zone is left to others.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

FIRST_YEAR = 1900
LAST_YEAR = 9998
"""Years outside are slips of the pen. The last one leaves room to show a moment in any zone."""

_DATE = r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
_ISO = re.compile(
    rf"{_DATE}(?:(?:[Tt]|[ \t]+)"
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,12}))?)?"
    r"[ \t]*(?:[Zz]|UTC|GMT|(?P<sign>[+-])(?P<zone_hours>\d\d):?(?P<zone_minutes>\d\d)?)?)?",
    re.ASCII,
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[Tt](?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?[Zz]?)?",
    re.ASCII,
)
_IN_NAME = re.compile(rf"{_DATE}(?=[-_. ]|\Z)", re.ASCII)


def parse_moment(text: str) -> datetime | None:
    """Read an ISO 8601 date or date-time; ``None`` for anything else.

    Understood: ``T`` or spaces between date and time, seconds and fractions or none, ``Z``, ``UTC``, an
    offset with or without colon, no zone at all (UTC), a date alone (midnight), 24:00, the form without
    hyphens. Source: ISO 8601-1:2019 sections 5.2 and 5.3, RFC 3339 section 5.6.
    """
    if len(text) in (20, 25) and text[10] == "T" and text[11:13] != "24":
        with suppress(ValueError):  # the common forms, with Z or an offset, read by C
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                return _in_range(moment)
    text = text.strip()
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    return _moment(found.groupdict()) if found else None


def moment_in_name(path: str) -> datetime | None:
    """Return midnight UTC of the date that a file's name starts with (``a/2021-12-15-title.md``), if any."""
    found = _IN_NAME.match(path, path.rfind("/") + 1)
    return _moment(found.groupdict()) if found else None


def _moment(parts: dict[str, str | None]) -> datetime | None:
    """Put the parts together; ``None`` where they are no moment of the years we take."""
    year, month, day = (int(parts[name] or 0) for name in ("year", "month", "day"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return _in_range(datetime(year, month, day, tzinfo=_zone(parts)) + _time_of_day(parts))
    except ValueError:
        return None


def _in_range(moment: datetime) -> datetime | None:
    """Return the moment in UTC where its year is one we take, there and in its own zone."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    moment = moment.astimezone(UTC)
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _zone(parts: dict[str, str | None]) -> timezone:
    """Return the zone that is written, UTC for none."""
    ahead = timedelta(hours=int(parts.get("zone_hours") or 0), minutes=int(parts.get("zone_minutes") or 0))
    return timezone(-ahead if parts.get("sign") == "-" else ahead)


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight; a leap second is the next minute's first (RFC 3339 section 5.7)."""
    hours, minutes, seconds = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    micros = int((parts.get("fraction") or "0")[:6].ljust(6, "0"))
    if minutes > 59 or seconds > 60 or hours > 24 or (hours == 24 and (minutes or seconds or micros)):
        raise ValueError("no such time of day")
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
