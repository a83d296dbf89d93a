"""What an answer means for a link: what to remember of it, and when to ask again. Pure.

A good link is asked again after its time to live. What is dead or does not answer is asked more and more rarely, and
whoever says when to come back is believed (Retry-After, RFC 9110, section 10.2.3).
"""

from hashlib import blake2b

from msgspec import Struct

from generator.base.urls import MAX_URL_LENGTH
from generator.model.results.link_check import LinkEntry, LinkState
from generator.net.retry import DAY, HOUR, MINUTE, classify_status, double_pause

TTL = 14 * DAY
"""A good link is believed so long."""

_FIRST: dict[LinkState, int] = {"failed": HOUR, "dead": DAY, "closed": 14 * DAY, "busy": HOUR}
_LONGEST: dict[LinkState, int] = {"failed": 7 * DAY, "dead": 30 * DAY, "closed": 90 * DAY, "busy": 7 * DAY}
"""Seconds to wait after the first time that a link is found so, and after many: each time twice as long."""

_CLOSED = frozenset((401, 402, 403, 407, 451, 999))
"""There is somebody, who does not let us in. 999 is what LinkedIn says to programs."""


class LinkResult(Struct, frozen=True):
    """What came of asking for one link. ``moved`` is where permanent redirects lead, ``wait`` the seconds that the host
    asked us to stay away; ``reached`` and ``answered`` are as for pictures."""

    state: LinkState
    status: int = 0
    moved: str = ""
    wait: int | None = None
    reason: str = ""
    reached: bool = True
    answered: bool = True


def classify_link(status: int, retry_after: str, moved: str, now: int) -> LinkResult:
    """Return what a status means. ``retry_after`` is the header of that name, "" for none."""
    if 200 <= status < 300:
        return LinkResult("good", status, moved)
    told = classify_status(status, retry_after, now)
    if status == 429 or told.wait is not None:
        return LinkResult("busy", status, wait=told.wait, reason=told.reason)
    if status in _CLOSED:
        return LinkResult("closed", status, reason=told.reason)
    return LinkResult("dead" if told.kind == "gone" else "failed", status, reason=told.reason)


def updated_link(url: str, before: LinkEntry | None, reply: LinkResult, now: int) -> LinkEntry:
    """Return what to remember of an address. ``now`` is in seconds."""
    since = before.since if before is not None and before.state == reply.state else now
    moved = reply.moved if reply.moved != url and len(reply.moved) <= MAX_URL_LENGTH else ""
    if reply.state == "good":
        return LinkEntry("good", now + TTL + _spread(url), now, since, reply.status, moved)
    failures = (before.failures if before else 0) + 1
    return LinkEntry(
        state=reply.state,
        due=now + _pause(reply, failures),
        asked=now,
        since=since,
        status=reply.status,
        reason=reply.reason,
        failures=failures,
    )


def _spread(url: str) -> int:
    """Spread what was asked on one day over a quarter of the time to live."""
    return int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big") * (TTL // 4) >> 32


def _pause(reply: LinkResult, failures: int) -> int:
    longest = _LONGEST[reply.state]
    if reply.wait is not None:
        return max(MINUTE, min(reply.wait, longest))
    return double_pause(_FIRST[reply.state], failures, longest)


def is_due(entry: LinkEntry | None, now: int) -> bool:
    """Tell whether to ask for a link. Where the clock was wrong once, it is asked again."""
    return entry is None or entry.due <= now or entry.asked > now + DAY
