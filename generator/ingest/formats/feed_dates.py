"""Dates as feeds write them → moments in UTC, to the second.

feedparser reads the usual forms. Other dates are tried as ISO 8601, and with month names in the feed's language.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from generator.base.dates import parse_moment

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""Feeds are younger: an earlier date is a slip."""

_COMMON = "en de fr es pt it nl ru pl cs sv da nb fi tr uk ro hu el id"
_LONGEST = 100
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})\.?[\s,/-]*(?:de\s+)?([^\W\d_]{2,}?)[\s.,/-]*(?:de\s+)?(\d{4})(?!\d)(.*)\Z", re.DOTALL
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{2,})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)(.*)\Z", re.DOTALL
)
_TIME = re.compile(
    r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*([AaPp]\.?[Mm]\.?)?\s*"
    r"(?:(?:GMT|UTC)?([+-])(\d\d):?(\d\d)|(Z|GMT|UTC|UT)\b)?"
)
_NUMBERS = (
    re.compile(
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)(.*)\Z", re.DOTALL
    ),
    re.compile(r"\A(?P<year>\d{4})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)(.*)\Z", re.DOTALL),
)
"""Dates of numbers with dots. They have one meaning: the day is first, or the year."""

_ZONES = """
WET=0 WEST=1 BST=1 CET=1 MEZ=1 CEST=2 MESZ=2 EET=2 EEST=3 MSK=3 EST=-5 EDT=-4 CST=-6 CDT=-5 MST=-7 MDT=-6 PST=-8 PDT=-7
HKT=8 SGT=8 AWST=8 JST=9 KST=9 AEST=10 AEDT=11 NZST=12 NZDT=13
"""
_HOURS = {name: int(hours) for name, _, hours in [zone.partition("=") for zone in _ZONES.split()]}
"""Zones that are written as names, in hours east of UTC. Names of several zones (IST) are not here."""

_ZONE = re.compile(rf"(?<=[\d\s(])\(?({'|'.join(_HOURS)})\)?\Z")


def needs_own_parser(text: str) -> bool:
    """Return whether feedparser would misread a date: it takes most names of zones for UTC, and dots for today."""
    return bool(_ZONE.search(text) or any(pattern.search(text) for pattern in _NUMBERS))


def parse_feed_date(text: str, language: str = "") -> datetime | None:
    """Parse a date of a feed; ``None`` if it is invalid or before 1995.

    >>> parse_feed_date("Sex, 01 Fev 2019 19:48:21 GMT", "pt").isoformat()
    '2019-02-01T19:48:21+00:00'
    """
    text = _with_offset(text.strip()[:_LONGEST])
    moment = (parse_moment(text) or _parse_numbers(text) or _parse_named(text, language)) if text else None
    if moment is None or moment < EARLIEST:
        return None
    return moment.replace(microsecond=0)


def _with_offset(text: str) -> str:
    """Return a date with the offset in place of the name of its zone."""
    zone = _ZONE.search(text)
    if zone is None or ":" not in text:
        return text
    hours = _HOURS[zone[1]]
    gap = "" if re.match(r"\d{4}-", text) else " "
    return f"{text[: zone.start()].rstrip()}{gap}{'-' if hours < 0 else '+'}{abs(hours):02}:00"


def _parse_numbers(text: str) -> datetime | None:
    found = next((match for pattern in _NUMBERS if (match := pattern.search(text))), None)
    if found is None:
        return None
    return _build(int(found["year"]), int(found["month"]), int(found["day"]), found[4])


def _parse_named(text: str, language: str) -> datetime | None:
    """Parse a date with the name of a month."""
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        found = pattern.search(text)
        number = _find_month(found[month], language) if found else 0
        if found and number:
            return _build(int(found[3]), number, int(found[day]), found[4])
    return None


def _build(year: int, month: int, day: int, rest: str) -> datetime | None:
    time = _TIME.search(rest)
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
        return _with_time(moment, time) if time else moment
    except (ValueError, OverflowError):
        return None


def _with_time(moment: datetime, time: re.Match[str]) -> datetime:
    hour, half = int(time[1]), (time[4] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = timedelta(hours=int(time[6] or 0), minutes=int(time[7] or 0))
    zone = timezone(-offset if time[5] == "-" else offset)
    return moment.replace(hour=hour, minute=int(time[2]), second=int(time[3] or 0), tzinfo=zone).astimezone(
        UTC
    )


def _find_month(name: str, language: str) -> int:
    """Return the number of a month, 0 if the name is unknown, or means different months in two languages."""
    name = _fold(name)
    for tags in (_own_tags(language), tuple(_COMMON.split())):
        if tags and (number := month_names(tags).get(name, 0)):
            return number
    return 0


def _own_tags(language: str) -> tuple[str, ...]:
    tag = language.strip().replace("_", "-").partition("-")[0].lower()
    return (tag,) if tag.isascii() and tag.isalpha() and len(tag) <= 3 else ()


@lru_cache(maxsize=64)
def month_names(tags: tuple[str, ...]) -> dict[str, int]:
    """Return the numbers of months by their folded names, long and short, in some languages. Ambiguous names are 0."""
    names: dict[str, int] = {}
    for tag in tags:
        for name, number in _names_of(tag):
            for form in {name, name[:3]} if len(name) > 3 else {name}:
                known = names.setdefault(form, number)
                if known != number:
                    names[form] = 0
    return names


def _names_of(tag: str) -> Iterable[tuple[str, int]]:
    """Yield the names of the months in a language; nothing for an unknown one."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(tag).months
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                if not (folded := _fold(name)).isdecimal():
                    yield folded, number


def _fold(name: str) -> str:
    """Return a name without case, accents and dots."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())
