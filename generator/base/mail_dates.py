"""Dates as mail and feeds write them: RFC 822 with its successors, RFC 850, and asctime.

RSS has no other dates, and feed parsers hand them out as they are. Sources: RFC 5322 sections 3.3 and 4.3, RFC 850
section 2.1.4, ISO C 7.27.3.1.
"""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAY_NAME = r"(?:[A-Za-z]{2,9}\.?,?[ \t]+)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_TIME = r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
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
    found = _MAIL.fullmatch(text) or _ASCTIME.fullmatch(text)
    if found is None:
        return ""
    name = found["month"].lower()
    if name[:3] not in _MONTHS:
        raise ValueError(f"there is no month {found['month']}")
    date = f"{_expand_year(found['year'])}-{_MONTHS.index(name[:3]) + 1:02}-{int(found['day']):02}"
    if found["hour"] is None:
        return date
    return (
        f"{date}T{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}{_offset(found['zone'])}"
    )


def _expand_year(digits: str) -> str:
    """Return a year with four digits (RFC 5322, section 4.3)."""
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
