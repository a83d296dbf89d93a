"""Decide what to cache of a link, and when to check it again. Pure.

A working link is checked again after its time to live. A dead or silent one is retried at growing intervals.
Retry-After is respected (RFC 9110, section 10.2.3).
"""

from hashlib import blake2b

from msgspec import Struct

from generator.base.urls import MAX_URL_LENGTH
from generator.model.results.link_check import LinkEntry, LinkState
from generator.net.retry import DAY, HOUR, MINUTE, classify_status, double_pause

TTL = 14 * DAY
"""Seconds until a working link is checked again."""

_FIRST_PAUSE: dict[LinkState, int] = {"failed": HOUR, "dead": DAY, "closed": 14 * DAY, "busy": HOUR}
_MAX_PAUSE: dict[LinkState, int] = {"failed": 7 * DAY, "dead": 30 * DAY, "closed": 90 * DAY, "busy": 7 * DAY}
"""Seconds to wait after the first failure of a kind, and after many. The delay doubles each time."""

_ACCESS_DENIED = frozenset((401, 402, 403, 407, 451, 999))
"""The page exists, but we may not read it. LinkedIn answers programs with 999."""


class LinkResult(Struct, frozen=True):
    """Result of requesting one link.

    ``moved`` is the target of permanent redirects, ``wait`` the seconds from Retry-After. ``reached`` tells whether a
    connection was made, ``answered`` whether the host sent a valid response.
    """

    state: LinkState
    status: int = 0
    moved: str = ""
    wait: int | None = None
    reason: str = ""
    reached: bool = True
    answered: bool = True


def classify_link(status: int, retry_after: str, moved: str, now: int) -> LinkResult:
    """Return the result for an HTTP status. ``retry_after`` is the Retry-After header, "" if absent."""
    if 200 <= status < 300:
        return LinkResult("good", status, moved)
    failure = classify_status(status, retry_after, now)
    if status == 429 or failure.wait is not None:
        return LinkResult("busy", status, wait=failure.wait, reason=failure.reason)
    if status in _ACCESS_DENIED:
        return LinkResult("closed", status, reason=failure.reason)
    return LinkResult("dead" if failure.kind == "gone" else "failed", status, reason=failure.reason)


def updated_link(url: str, before: LinkEntry | None, result: LinkResult, now: int) -> LinkEntry:
    """Return the cache entry of a URL after a request. ``now`` is in seconds since 1970."""
    since = before.since if before is not None and before.state == result.state else now
    moved = result.moved if result.moved != url and len(result.moved) <= MAX_URL_LENGTH else ""
    if result.state == "good":
        return LinkEntry("good", now + TTL + _spread(url), now, since, result.status, moved)
    failures = (before.failures if before else 0) + 1
    return LinkEntry(
        state=result.state,
        due=now + _pause(result, failures),
        asked=now,
        since=since,
        status=result.status,
        reason=result.reason,
        failures=failures,
    )


def _spread(url: str) -> int:
    """Spread checks over a quarter of the time to live, so that links of one day are not all due on one day."""
    return int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big") * (TTL // 4) >> 32


def _pause(result: LinkResult, failures: int) -> int:
    longest = _MAX_PAUSE[result.state]
    if result.wait is not None:
        return max(MINUTE, min(result.wait, longest))
    return double_pause(_FIRST_PAUSE[result.state], failures, longest)


def is_due(entry: LinkEntry | None, now: int) -> bool:
    """Return whether to check a link. If the clock was wrong before, it is checked again."""
    return entry is None or entry.due <= now or entry.asked > now + DAY
