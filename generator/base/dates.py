"""Moments as text: ISO 8601 dates and times, and the date in a file's name.

Everything becomes an aware ``datetime`` in UTC, to the microsecond. A text without a zone is taken as
UTC, never as the machine's zone. Showing dates in the site's zone is left to others.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

FIRST_YEAR = 1900
LAST_YEAR = 9998
"""Years outside are slips of the pen. The last one leaves room to show a moment in any zone."""

_YEARS = f"years are taken from {FIRST_YEAR} to {LAST_YEAR}"

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
_NAMES = "January February March April May June July August September October November December"
_MONTHS = _NAMES.split(" ")
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
    try:
        return _read(text.strip())
    except ValueError:
        return None


def explain_bad_moment(text: str) -> str:
    """Say what is wrong with a text that is written as a moment and is none ("there is no 30 February 2024").

    Returns "" for a moment, and for a text that is not written as one.
    """
    try:
        _read(text.strip())
    except ValueError as reason:
        return str(reason)
    return ""


def parse_name_date(path: str) -> datetime | None:
    """Return midnight UTC of the date that a file's name starts with (``a/2021-12-15-title.md``), if any."""
    found = _IN_NAME.match(path, path.rfind("/") + 1)
    if found is None:
        return None
    try:
        return _moment(found.groupdict())
    except ValueError:
        return None


def _read(text: str) -> datetime | None:
    """Read any form of a moment; ``None`` where it has none. Raises as :func:`_moment`."""
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    return _moment(found.groupdict()) if found else None


def _moment(parts: dict[str, str | None]) -> datetime:
    """Put the parts together. Raises :class:`ValueError`, which says why they are no moment of the years we take."""
    year, month, day = (int(parts[name] or 0) for name in ("year", "month", "day"))
    _check_date(year, month, day)
    moment = _in_range(datetime(year, month, day, tzinfo=_zone(parts)) + _time_of_day(parts))
    if moment is None:
        raise ValueError(_YEARS)
    return moment


def _check_date(year: int, month: int, day: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_YEARS)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no {day} {_MONTHS[month - 1]} {year}") from None


def _in_range(moment: datetime) -> datetime | None:
    """Return the moment in UTC where its year is one we take, there and in its own zone."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    moment = moment.astimezone(UTC)
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _zone(parts: dict[str, str | None]) -> timezone:
    """Return the zone that is written, UTC for none."""
    hours, minutes = (int(parts.get(name) or 0) for name in ("zone_hours", "zone_minutes"))
    ahead = timedelta(hours=hours, minutes=minutes)
    if ahead >= timedelta(days=1):
        raise ValueError(f"there is no time zone {parts.get('sign')}{hours:02}:{minutes:02}")
    return timezone(-ahead if parts.get("sign") == "-" else ahead)


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight; a leap second is the next minute's first (RFC 3339 section 5.7)."""
    hours, minutes, seconds = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    micros = int((parts.get("fraction") or "0")[:6].ljust(6, "0"))
    if minutes > 59 or seconds > 60 or hours > 24 or (hours == 24 and (minutes or seconds or micros)):
        rest = f":{seconds:02}" if seconds or micros else ""
        raise ValueError(f"there is no time of day {hours:02}:{minutes:02}{rest}")
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
