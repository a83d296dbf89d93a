"""What a value in a feed may be: addresses, dates, media types, languages.

Each check is one regular expression at heart, for a site makes hundreds of thousands of them.
"""

import re
from datetime import date, datetime

_MARKS = r"[^\s<>\"{}|\\^`]"
"""What no address may hold as it is. Brackets are let pass, as browsers do: they are common in queries."""

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB = re.compile(rf"https?://[^\s/?#@<>\"{{}}|\\^`]+(?:[/?#]{_MARKS}*)?", re.IGNORECASE)
_ABSOLUTE = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_MARKS}+")
_RUNNING = frozenset(("javascript", "vbscript", "data"))
"""Schemes whose addresses are programs, or may hold one: a reader that opens them runs it."""

_TOKEN = r"[A-Za-z0-9!#$&^_.+-]+"  # noqa: S105 - a media type's, no secret
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}(?:\s*;.*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+(?: \(.+\))?")
_WHOLE = re.compile(r"[0-9]+")

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
    """Tell whether a text is an absolute address on the web, of ASCII alone (RFC 3986)."""
    return text.isascii() and _WEB.fullmatch(text) is not None and not _STRAY_PERCENT.search(text)


def is_web_iri(text: str) -> bool:
    """Tell whether a text is an absolute address on the web, of any script (RFC 3987)."""
    return _WEB.fullmatch(text) is not None and not _STRAY_PERCENT.search(text)


def is_absolute(text: str) -> bool:
    """Tell whether a text is an absolute IRI of any scheme but those that run; one of the web must have a host."""
    if text[:4].lower() == "http":
        return is_web_iri(text)
    if text.partition(":")[0].lower() in _RUNNING:
        return False
    return _ABSOLUTE.fullmatch(text) is not None and not _STRAY_PERCENT.search(text)


def is_media_type(text: str) -> bool:
    """Tell whether a text is written as a media type: ``text/html``, perhaps with parameters."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Tell whether a text is written as a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(text) is not None


def is_mail(text: str) -> bool:
    """Tell whether a text is a mail address, perhaps with a name in brackets behind it."""
    return _MAIL.fullmatch(text) is not None


def is_whole(text: str) -> bool:
    """Tell whether a text is a whole number, without a sign."""
    return _WHOLE.fullmatch(text) is not None and len(text) < 19


def is_positive(text: str) -> bool:
    """Tell whether a text is a whole number from 1."""
    return is_whole(text) and int(text) > 0


def is_rfc_822(text: str) -> bool:
    """Tell whether a text is a date of RFC 822 with four digits of the year, and its weekday the right one."""
    found = _RFC_822.fullmatch(text)
    if found is None:
        return False
    try:
        day = date(int(found[4]), _MONTHS.index(found[3]) + 1, int(found[2]))
    except ValueError:
        return False
    return found[1] is None or _WEEKDAYS[day.weekday()] == found[1]


def moment(text: str) -> datetime | None:
    """Return the moment that a date of RFC 3339 names; ``None`` for anything else."""
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.replace(":60", ":59", 1) if ":60" in text else text)
    except (ValueError, OverflowError):
        return None


def is_w3cdtf(text: str) -> bool:
    """Tell whether a text is a date of the W3C's profile of ISO 8601: a year, a month, a day, or a moment."""
    if not _W3CDTF.fullmatch(text):
        return False
    padded = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
    try:
        datetime.fromisoformat(padded)
    except ValueError:
        return False
    return True


def markup_in(text: str) -> str:
    """Return the first tag or reference that a plain text holds, "" for none: readers would show it, or drop it."""
    found = ("<" in text and _TAG.search(text)) or ("&" in text and _REFERENCE.search(text))
    return found[0] if found else ""


def later(one: datetime, other: datetime) -> bool:
    """Tell whether a moment lies after another, whatever their zones. At the ends of time neither can be put in UTC."""
    return one > other
