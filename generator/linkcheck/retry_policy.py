"""Decide what to cache of a link, and when to check it again. Pure.

A working link is checked again after its time to live. A dead or silent one is retried at growing intervals.
Retry-After is respected (RFC 9110, section 10.2.3).
"""

from hashlib import blake2b

from generator.base.urls import MAX_URL_LENGTH
from generator.model.results.link_check import LinkEntry, LinkState
from generator.net.errors import HostResult, RequestFailure
from generator.net.retry import DAY, HOUR, classify_status, double_pause

TTL = 14 * DAY
"""Seconds until a working link is checked again."""

_FIRST_PAUSE: dict[LinkState, int] = {"failed": HOUR, "dead": DAY, "closed": 14 * DAY, "busy": HOUR}
_MAX_PAUSE: dict[LinkState, int] = {"failed": 7 * DAY, "dead": 30 * DAY, "closed": 90 * DAY, "busy": 7 * DAY}
"""Seconds to wait after the first failure of a kind, and after many. The delay doubles each time."""

_ACCESS_DENIED = frozenset((401, 402, 403, 407, 451, 999))
"""The page exists, but we may not read it. LinkedIn answers programs with 999."""


class LinkResult(HostResult, frozen=True):
    """Result of requesting one link. ``moved`` is the target of permanent redirects."""

    state: LinkState
    moved: str = ""


def classify_link(status: int, retry_after: str, moved: str, now: int, host: str = "") -> LinkResult:
    """Return the result for an HTTP status.

    ``retry_after`` is the Retry-After header, "" if absent, ``host`` the one that answered, if a redirect led to
    another.
    """
    if 200 <= status < 300:
        return LinkResult("good", moved, status=status, host=host)
    failure = classify_status(status, retry_after, now, host)
    if failure.busy:
        state: LinkState = "busy"
    elif status in _ACCESS_DENIED:
        state = "closed"
    else:
        state = "dead" if failure.kind == "gone" else "failed"
    return _result_of_failure(state, failure)


def link_of_failure(failure: RequestFailure, is_unknown_host: bool) -> LinkResult:
    """Return the result for a request that got no response."""
    if failure.busy:
        return _result_of_failure("busy", failure)
    if failure.kind == "blocked":
        return _result_of_failure("closed", failure)
    return _result_of_failure("dead" if is_unknown_host else "failed", failure)


def _result_of_failure(state: LinkState, failure: RequestFailure) -> LinkResult:
    return LinkResult(
        state,
        host=failure.host,
        status=failure.status,
        wait=failure.wait,
        reason=failure.reason,
        reached=failure.reached,
        answered=failure.answered,
    )


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
        return result.wait
    return double_pause(_FIRST_PAUSE[result.state], failures, longest)


def is_due(entry: LinkEntry | None, now: int) -> bool:
    """Return whether to check a link. If the clock was wrong before, it is checked again."""
    return entry is None or entry.due <= now or entry.asked > now + DAY
