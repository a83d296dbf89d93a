"""Interpret HTTP statuses and Retry-After, and compute retry delays. Pure.

Sources: RFC 9110, sections 10.2.3 (Retry-After) and 15 (status codes).
"""

from datetime import UTC
from email.utils import parsedate_to_datetime

from generator.net.errors import RequestFailure

MINUTE, HOUR, DAY = 60, 3600, 86_400

MAX_RETRY_AFTER = DAY
"""Limit for Retry-After: a host, or a mistake of its owner, must not silence itself for longer than that."""

_MEANINGS = {
    401: " (login required)",
    403: " (forbidden)",
    404: " (not found)",
    410: " (permanently gone)",
    429: " (too many requests)",
    500: " (server error)",
    502: " (server error)",
    503: " (temporarily unavailable)",
    504: " (server error)",
}


def classify_status(status: int, retry_after: str, now: int, host: str = "") -> RequestFailure:
    """Return the failure that an unsuccessful status stands for.

    ``retry_after`` is the Retry-After header, "" if absent; ``now`` is in seconds since 1970; ``host`` is the one that
    answered, if a redirect led to another. The failure's ``wait`` is at least a minute and at most a day.
    """
    wait = parse_retry_after(retry_after, now) if status in (429, 503) else None
    if wait is not None:
        wait = max(MINUTE, min(wait, MAX_RETRY_AFTER))
    reason = f"the host answered {status}{_MEANINGS.get(status, '')}"
    if wait is not None:
        reason += " and asked to retry later"
    gone = 400 <= status < 500 and status not in (408, 425, 429)
    return RequestFailure("gone" if gone else "failed", status=status, wait=wait, reason=reason, host=host)


def parse_retry_after(header: str, now: int) -> int | None:
    """Return the seconds to wait, from a number or an HTTP date; ``None`` for anything else."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return int(text[:10])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0, int((date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()) - now)


def double_pause(first: int, failures: int, longest: int) -> int:
    """Return the seconds to wait after some failures in a row. The delay doubles each time, up to ``longest``."""
    return min(first << min(failures - 1, 20), longest)
