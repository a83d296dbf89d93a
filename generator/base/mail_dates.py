"""Dates as mail, feeds and programs write them: RFC 822 with its successors, RFC 850, asctime, JavaScript's, English
ones, and the rarer forms of ISO 8601 (weeks, ordinal dates). Dates with two meanings (``03/06/2025``) are not read.

RSS has no other dates, and feed parsers hand them out as they are. Sources: RFC 5322 sections 3.3 and 4.3, RFC 850
section 2.1.4, ISO C 7.27.3.1, ECMA-262 section 21.4.4.41, ISO 8601-1:2019 sections 5.2.3 and 5.2.4.
"""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAY_NAME = r"(?:[A-Za-z]{2,9}\.?,?[ \t]+)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_TIME = (
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?:[ \t]*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
_ZONE = r"(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5}(?:[+-]\d{2}:?\d{2})?)"

_MAIL = re.compile(
    rf"{_DAY_NAME}(?P<day>\d\d?)(?:st|nd|rd|th)?[ \t-]+{_MONTH}[ \t-]+(?P<year>\d{{4}}|\d\d)"
    rf"(?:,?[ \t]+{_TIME}(?:[ \t]*{_ZONE})?)?(?:[ \t]+\([^()]*\))?",
    re.ASCII,
)
_ASCTIME = re.compile(
    rf"{_DAY_NAME}{_MONTH}[ \t]+(?P<day>\d\d?)[ \t]+{_TIME}(?:[ \t]+{_ZONE})?[ \t]+(?P<year>\d{{4}})",
    re.ASCII,
)

_MONTH_FIRST = re.compile(
    rf"{_DAY_NAME}{_MONTH}[ \t]+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,[ \t]*|[ \t]+)(?P<year>\d{{4}})"
    rf"(?:,?[ \t]+(?:at[ \t]+)?{_TIME}(?:[ \t]*{_ZONE})?)?(?:[ \t]+\([^()]*\))?",
    re.ASCII,
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<number>\d\d?)(?P=mark)(?P<day>\d\d?)"
    rf"(?:(?:T|[ \t]+){_TIME}(?:[ \t]*{_ZONE})?)?",
    re.ASCII,
)
_WEEK = re.compile(r"(\d{4})-?W(\d\d)-?(\d)(?=T|\Z)", re.ASCII)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?=T|\Z)", re.ASCII)
_TUPLE = re.compile(
    r"(?:time\.struct_time)?\((?:tm_year=)?(\d{4}), (?:tm_mon=)?(\d\d?), (?:tm_mday=)?(\d\d?), "
    r"(?:tm_hour=)?(\d\d?), (?:tm_min=)?(\d\d?), (?:tm_sec=)?(\d\d?),[^()]*\)",
    re.ASCII,
)
"""The ``struct_time`` in UTC that feed parsers make of a date, printed by Python."""

_OFFSETS = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), "+00:00"),
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "akst": "-09:00",
    "akdt": "-08:00",
    "hst": "-10:00",
    "west": "+01:00",
    "cet": "+01:00",
    "met": "+01:00",
    "cest": "+02:00",
    "mest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "hkt": "+08:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "nzst": "+12:00",
    "nzdt": "+13:00",
}
"""The zones of RFC 822, and those that mean only one thing. Others, such as IST, are refused."""


def rewrite_mail_date(text: str) -> str:
    """Return a date of mail or feeds in ISO 8601, for :func:`generator.base.dates.parse_moment`; "" for other text.

    Raises :class:`ValueError` with the reason if the month or the zone is unknown.

    >>> rewrite_mail_date("Thu, 05 Mar 2026 07:30:00 +0100")
    '2026-03-05T07:30:00+01:00'
    """
    if rewritten := _rewrite_iso(text):
        return rewritten
    found = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    if found is None:
        return ""
    parts = found.groupdict()
    day = f"{_expand_year(parts['year'])}-{_find_month(parts):02}-{int(parts['day']):02}"
    if parts["hour"] is None:
        return day
    hour = _find_hour(int(parts["hour"]), parts["half"])
    return f"{day}T{hour:02}:{parts['minute']}:{parts['second'] or '00'}{_offset(parts['zone'])}"


_FORMS = (_MAIL, _ASCTIME, _MONTH_FIRST, _YEAR_FIRST)


def _rewrite_iso(text: str) -> str:
    """Return a week date, an ordinal date or a ``struct_time`` as a calendar date, "" for other text."""
    if found := _WEEK.match(text):
        return f"{date.fromisocalendar(int(found[1]), int(found[2]), int(found[3]))}{text[found.end() :]}"
    if found := _ORDINAL.match(text):
        day = date(int(found[1]), 1, 1) + timedelta(int(found[2]) - 1)
        if day.year != int(found[1]):
            raise ValueError(f"there is no day {found[2]} of {found[1]}")
        return f"{day}{text[found.end() :]}"
    if found := _TUPLE.fullmatch(text):
        year, month, day_of_month, *time = map(int, found.groups())
        clock = ":".join(f"{number:02}" for number in time)
        return f"{year:04}-{month:02}-{day_of_month:02}T{clock}Z"
    return ""


def _find_month(parts: dict[str, str | None]) -> int:
    """Return the number of a month, which is given as such or as a name."""
    if number := parts.get("number"):
        return int(number)
    name = parts["month"] or ""
    if name[:3].lower() not in _MONTHS:
        raise ValueError(f"there is no month {name}")
    return _MONTHS.index(name[:3].lower()) + 1


def _find_hour(hour: int, half: str | None) -> int:
    """Return an hour of the day. ``half`` is the first letter of "am" or "pm"."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"there is no hour {hour} {half.lower()}m")
    return hour % 12 + (12 if half in "pP" else 0)


def _expand_year(digits: str | None) -> str:
    """Return a year with four digits (RFC 5322, section 4.3)."""
    digits = digits or ""
    return digits if len(digits) == 4 else f"{'20' if int(digits) < 50 else '19'}{digits}"


def _offset(zone: str | None) -> str:
    """Return a zone as an offset. No zone is UTC."""
    if zone is None:
        return "+00:00"
    name, sign, digits = re.fullmatch(r"([A-Za-z]*)([+-]?)([\d:]*)", zone).groups()  # type: ignore[union-attr]
    if digits:
        digits = digits.replace(":", "")
        return f"{sign}{digits[:2]}:{digits[2:]}"
    if name.lower() not in _OFFSETS:
        raise ValueError(f"the time zone {zone} has several meanings or none")
    return _OFFSETS[name.lower()]
