"""Checks of values in feeds: URLs, dates, media types, languages.

Each check is mainly one regular expression, since a site needs hundreds of thousands of checks.
"""

import re
from datetime import date, datetime

_URL_CHARACTER = r"[^\s<>\"{}|\\^`]"
"""A character of a URL. Square brackets are allowed, as in browsers: they are common in queries."""

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB_URL = re.compile(rf"https?://[^\s/?#@<>\"{{}}|\\^`]+(?:[/?#]{_URL_CHARACTER}*)?", re.IGNORECASE)
_ABSOLUTE = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_URL_CHARACTER}+")
_SCRIPT_SCHEMES = frozenset(("javascript", "vbscript", "data"))
"""Schemes whose URLs are scripts, or may contain one. A reader that opens such a URL runs it."""

_TOKEN = r"[A-Za-z0-9!#$&^_.+-]+"  # noqa: S105 - part of a media type, not a secret
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}(?:\s*;.*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+(?: \(.+\))?")
_WHOLE_NUMBER = re.compile(r"[0-9]+")

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_RFC_822 = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60))? (?:UT|GMT|[ECMP][SD]T|Z|[+-](?:[01]\d|2[0-3])[0-5]\d)",
    re.ASCII,
)
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_W3CDTF = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?", re.ASCII
)

_REFERENCE = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip);")
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|code|del|div|em|font|h[1-6]|i|img|ins|li|ol|p|pre|q|s|small|span|strong|sub|sup|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def is_web(text: str) -> bool:
    """Return whether a text is an absolute http(s) URL in ASCII (RFC 3986)."""
    return text.isascii() and _WEB_URL.fullmatch(text) is not None and not _STRAY_PERCENT.search(text)


def is_web_iri(text: str) -> bool:
    """Return whether a text is an absolute http(s) URL in any script (RFC 3987)."""
    return _WEB_URL.fullmatch(text) is not None and not _STRAY_PERCENT.search(text)


def is_absolute(text: str) -> bool:
    """Return whether a text is an absolute IRI, with any scheme except script schemes. An http(s) IRI needs a host."""
    if text[:4].lower() == "http":
        return is_web_iri(text)
    if text.partition(":")[0].lower() in _SCRIPT_SCHEMES:
        return False
    return _ABSOLUTE.fullmatch(text) is not None and not _STRAY_PERCENT.search(text)


def is_media_type(text: str) -> bool:
    """Return whether a text has the form of a media type, such as ``text/html``, with or without parameters."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Return whether a text has the form of a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Return whether a text is an email address, with or without a name in parentheses after it."""
    return _EMAIL.fullmatch(text) is not None


def is_whole_number(text: str) -> bool:
    """Return whether a text is a whole number without a sign."""
    return _WHOLE_NUMBER.fullmatch(text) is not None and len(text) < 19


def is_positive(text: str) -> bool:
    """Return whether a text is a whole number of at least 1."""
    return is_whole_number(text) and int(text) > 0


def is_rfc_822(text: str) -> bool:
    """Return whether a text is an RFC 822 date with a four-digit year and, if any, the right weekday.

    >>> is_rfc_822("Tue, 28 Dec 2021 11:00:00 +0000")
    True
    """
    match = _RFC_822.fullmatch(text)
    if match is None:
        return False
    try:
        day = date(int(match[4]), _MONTHS.index(match[3]) + 1, int(match[2]))
    except ValueError:
        return False
    return match[1] is None or _WEEKDAYS[day.weekday()] == match[1]


def parse_rfc_3339(text: str) -> datetime | None:
    """Parse an RFC 3339 date and time. Returns ``None`` for anything else."""
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.replace(":60", ":59", 1) if ":60" in text else text)
    except (ValueError, OverflowError):
        return None


def is_w3cdtf(text: str) -> bool:
    """Return whether a text is a date in the W3C profile of ISO 8601: a year, a month, a day, or a date and time."""
    if not _W3CDTF.fullmatch(text):
        return False
    padded = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
    try:
        datetime.fromisoformat(padded)
    except ValueError:
        return False
    return True


def find_markup(text: str) -> str:
    """Return the first tag or character reference in a plain text, "" for none. Readers would show it, or drop it."""
    match = ("<" in text and _TAG.search(text)) or ("&" in text and _REFERENCE.search(text))
    return match[0] if match else ""


def is_later(one: datetime, other: datetime) -> bool:
    """Return whether a time is later than another. Does not convert to UTC, which overflows near years 1 and 9999."""
    return one > other
