"""Decide what an HTTP status means and how long to stay away. Pure.

Sources: RFC 9110, sections 10.2.3 (Retry-After) and 15 (status codes).
"""

from datetime import UTC
from email.utils import parsedate_to_datetime

from generator.net.errors import RequestFailure

MINUTE, HOUR, DAY = 60, 3600, 86_400

_MEANINGS = {
    401: " (for members only)",
    403: " (not for us)",
    404: " (not there)",
    410: " (gone for good)",
    429: " (too many requests)",
    500: " (it is broken)",
    502: " (it is broken)",
    503: " (not now)",
    504: " (it is broken)",
}


def classify_status(status: int, retry_after: str, now: int) -> RequestFailure:
    """Return what an unsuccessful status means. ``retry_after`` is the header of that name, "" for none; ``now`` is in
    seconds since 1970."""
    wait = parse_retry_after(retry_after, now) if status in (429, 503) else None
    reason = f"its host answered {status}{_MEANINGS.get(status, '')}"
    if wait is not None:
        reason += " and asks to be left alone for a while"
    gone = 400 <= status < 500 and status not in (408, 425, 429)
    return RequestFailure("gone" if gone else "failed", status=status, wait=wait, reason=reason)


def parse_retry_after(header: str, now: int) -> int | None:
    """Return the number of seconds that a host asks for, from a number or a date; ``None`` for anything else."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return int(text[:10])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0, int((date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()) - now)


def double_pause(first: int, failures: int, longest: int) -> int:
    """Return the seconds to wait after some failures in a row: twice as long each time, up to ``longest``."""
    return min(first << min(failures - 1, 20), longest)
