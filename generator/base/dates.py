"""Dates and times as text (ISO 8601, and those of mail and feeds), and dates at the start of file names.

Every result is an aware ``datetime`` in UTC, to the microsecond. A date without a time is the midnight that begins the
day in the site's zone, so that pages show this day. A time without a zone means UTC, never the zone of the machine.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from generator.base.mail_dates import rewrite_mail_date

FIRST_YEAR = 1000
LAST_YEAR = 9998
"""Years outside this range are typing errors. The last one leaves room to show a moment in any time zone."""

FIRST_FEED_DATE = datetime(1900, 1, 1, tzinfo=UTC)
"""Earlier dates cannot be in a feed (RFC 5322, section 3.3)."""

_BAD_YEAR = f"the year must be from {FIRST_YEAR} to {LAST_YEAR}"

_DATE = r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
_ISO = re.compile(
    rf"{_DATE}(?:(?:[Tt]|[ \t]+)"
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,12}))?)?"
    r"[ \t]*(?:[Zz]|UTC|GMT|(?P<sign>[+-])(?P<zone_hours>\d\d):?(?P<zone_minutes>\d\d)?)?)?",
    re.ASCII,
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[Tt](?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
    r"(?:[Zz]|(?P<sign>[+-])(?P<zone_hours>\d\d):?(?P<zone_minutes>\d\d)?)?)?",
    re.ASCII,
)
_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split(" ")
_NAME_DATE = re.compile(rf"{_DATE}(?=[-_. ]|\Z)", re.ASCII)


def find_zone(name: str) -> tzinfo:
    """Return a time zone by its IANA name. UTC needs no data."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # imported late: most sites use UTC

    return ZoneInfo(name)


def parse_moment(text: str, zone: tzinfo = UTC) -> datetime | None:
    """Parse a date or date-time of ISO 8601, or of mail and feeds. Returns ``None`` for anything else.

    Accepted: ``T`` or spaces between date and time, optional seconds and fractions, ``Z``, ``UTC``, an offset with or
    without colon, no zone (UTC), a date alone (midnight in ``zone``), 24:00, the form without hyphens. Source: ISO
    8601-1:2019 sections 5.2 and 5.3, RFC 3339 section 5.6; :mod:`generator.base.mail_dates` has the others.

    >>> parse_moment("2021-12-15T10:00:00+01:00")
    datetime.datetime(2021, 12, 15, 9, 0, tzinfo=datetime.timezone.utc)
    """
    if len(text) in (20, 25) and text[10] == "T" and text[11:13] != "24":
        with suppress(ValueError):  # the common forms, with Z or an offset, parsed in C
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                return _utc_in_range(moment)
    try:
        return _parse(text.strip(), zone)
    except ValueError:
        return None


def is_feed_date(moment: datetime | None) -> bool:
    """Return whether an item of this date can be an entry of a feed."""
    return moment is not None and moment >= FIRST_FEED_DATE


def explain_bad_moment(text: str) -> str:
    """Return why a text that looks like a moment is not one, for example "there is no 30 February 2024".

    Returns "" for a valid moment and for text that does not look like one.
    """
    try:
        _parse(text.strip(), UTC)
    except ValueError as reason:
        return str(reason)
    return ""


def parse_name_date(path: str, zone: tzinfo = UTC) -> datetime | None:
    """Return the date at the start of a file name (``a/2021-12-15-title.md``) as midnight in ``zone``, or ``None``."""
    found = _NAME_DATE.match(path, path.rfind("/") + 1)
    if found is None:
        return None
    try:
        return _build_moment(found.groupdict(), zone)
    except ValueError:
        return None


def explain_bad_name_date(path: str) -> str:
    """Return why the date at the start of a file name is not one, with the date; "" if it is one or there is none.

    >>> explain_bad_name_date("_news/2026-02-30-bees.md")
    '2026-02-30 (there is no 30 February 2026)'
    """
    found = _NAME_DATE.match(path, path.rfind("/") + 1)
    why = explain_bad_moment(found[0]) if found else ""
    return f"{found[0]} ({why})" if found and why else ""


def _parse(text: str, zone: tzinfo) -> datetime | None:
    """Parse a moment in any accepted form. Returns ``None`` for other text. Raises as :func:`_build_moment`."""
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None and (rewritten := rewrite_mail_date(text)):
        found = _ISO.fullmatch(rewritten) or _COMPACT.fullmatch(rewritten.replace("-", "", 2))
    return _build_moment(found.groupdict(), zone) if found else None


def _build_moment(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    """Build a moment from its parts. Raises :class:`ValueError` with the reason if there is no such moment."""
    year, month, day = (int(parts[name] or 0) for name in ("year", "month", "day"))
    _check_date(year, month, day)
    if parts.get("hour"):
        zone = _parse_zone(parts)
    moment = _utc_in_range(datetime(year, month, day, tzinfo=zone) + _parse_time_of_day(parts))
    if moment is None:
        raise ValueError(_BAD_YEAR)
    return moment


def _check_date(year: int, month: int, day: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_BAD_YEAR)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no {day} {_MONTHS[month - 1]} {year}") from None


def _utc_in_range(moment: datetime) -> datetime | None:
    """Return the moment in UTC, or ``None`` if its year is out of range in UTC or in its own zone."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    moment = moment.astimezone(UTC)
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _parse_zone(parts: dict[str, str | None]) -> timezone:
    """Return the time zone in the text, UTC if there is none."""
    hours, minutes = (int(parts.get(name) or 0) for name in ("zone_hours", "zone_minutes"))
    offset = timedelta(hours=hours, minutes=minutes)
    if offset >= timedelta(days=1):
        raise ValueError(f"there is no time zone {parts.get('sign')}{hours:02}:{minutes:02}")
    return timezone(-offset if parts.get("sign") == "-" else offset)


def _parse_time_of_day(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight. A leap second is the first second of the next minute (RFC 3339 section 5.7)."""
    hours, minutes, seconds = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    micros = int((parts.get("fraction") or "0")[:6].ljust(6, "0"))
    if minutes > 59 or seconds > 60 or hours > 24 or (hours == 24 and (minutes or seconds or micros)):
        rest = f":{seconds:02}" if seconds or micros else ""
        raise ValueError(f"there is no time of day {hours:02}:{minutes:02}{rest}")
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
