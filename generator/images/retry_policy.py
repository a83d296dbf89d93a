"""Decide what to cache of a response, and when to send the next request. Pure.

Follows the rules for well-behaved feed readers. An image is revalidated after its time to live, with the validators
of its host (RFC 9110, section 13). Failed URLs are retried at growing intervals. Retry-After is respected (section
10.2.3). A failed request never replaces a good image: the cached copy is for the day when the original is gone.
"""

from hashlib import blake2b
from typing import Literal

from msgspec.structs import replace

from generator.base.urls import MAX_URL_LENGTH
from generator.images.fetch_index import FetchEntry, State
from generator.model.fetched_images import Blob, FetchOutcome, FetchState
from generator.net.errors import HostResult, RequestFailure
from generator.net.retry import DAY, HOUR, double_pause

Kind = Literal["image", "not modified", "refused", "forbidden", "failed", "gone"]
"""Outcome of a request. ``failed``: may succeed in an hour. ``gone``: the host answered with a 4xx status."""

_FIRST_PAUSE = {"failed": HOUR // 6, "gone": DAY, "refused": 7 * DAY, "forbidden": 7 * DAY}
_MAX_PAUSE = {"failed": DAY, "gone": 90 * DAY, "refused": 90 * DAY, "forbidden": 90 * DAY}
"""Seconds to wait after the first failure of a kind, and after many. The delay doubles each time."""


class FetchResult(HostResult, frozen=True):
    """Result of requesting one image.

    ``final`` is the URL after redirects, ``blob`` the stored image. ``exempt`` are the hosts that only ``allow_hosts``
    allowed.
    """

    kind: Kind
    final: str = ""
    blob: Blob | None = None
    etag: str = ""
    modified: str = ""
    exempt: tuple[str, ...] = ()


def result_of_failure(failure: RequestFailure) -> FetchResult:
    """Return the result for a failed request."""
    is_blocked = failure.kind == "blocked"
    hint = f"; to allow it, add '{failure.allow}' to [images] allow_hosts" if failure.allow else ""
    return FetchResult(
        "forbidden" if failure.kind == "blocked" else failure.kind,
        final=failure.url if is_blocked else "",
        host=failure.host,
        status=failure.status,
        wait=failure.wait,
        reason=failure.reason + hint,
        reached=failure.reached,
        answered=failure.answered,
    )


def request_order(entry: FetchEntry | None) -> tuple[int, int]:
    """Return the sort key of a URL that is due: never requested first, then renewals, then failed ones.

    Among failed ones, the longest not requested is first. So URLs that fail each time never starve the others.
    """
    if entry is None or not entry.asked:
        return 0, 0
    return (2, entry.asked) if entry.failures else (1, 0)


def updated_entry(url: str, before: FetchEntry | None, result: FetchResult, now: int, ttl: int) -> FetchEntry:
    """Return the index entry of a URL after a request. ``now`` and ``ttl`` are in seconds."""
    final = result.final if result.final != url and len(result.final) <= MAX_URL_LENGTH else ""
    if result.kind == "not modified" and before is not None:
        return replace(
            before,
            state="good",
            due=_renewal_due(url, now, ttl),
            asked=now,
            reason="",
            failures=0,
            exempt=result.exempt,
        )
    if result.blob is not None:
        return FetchEntry(
            state="good",
            due=_renewal_due(url, now, ttl),
            asked=now,
            blob=result.blob,
            final=final,
            status=result.status,
            etag=result.etag,
            modified=result.modified,
            exempt=result.exempt,
        )
    failures = (before.failures if before else 0) + 1
    base = before or FetchEntry("failed", 0, 0)
    return replace(
        base,
        state=_state(result.kind),
        due=now + _pause(result, failures),
        asked=now,
        reason=result.reason,
        final=base.final if base.blob else final,
        status=base.status if base.blob else result.status,
        failures=failures,
    )


def skipped_entry(before: FetchEntry | None, result: FetchResult, now: int) -> FetchEntry:
    """Return the entry of a URL that was not requested, because ``result`` of another made its host rest.

    The host rests as long as if the URL had failed itself, and longer each time. But if it was reached, it may have
    been the other URLs that hang: the first time, the next build asks at once.
    """
    base = before or FetchEntry("failed", 0, 0)
    failures = base.failures + 1
    is_in_doubt = result.reached and not result.answered and not base.failures
    due = 0 if is_in_doubt else now + _pause(result, failures)
    return replace(base, state="failed", due=due, reason=result.reason, failures=failures)


def unfinished_entry(before: FetchEntry | None, now: int, reason: str) -> FetchEntry:
    """Return the entry of a URL that was under way at the deadline: due at once, but after all others."""
    base = before or FetchEntry("failed", 0, 0)
    return replace(
        base, state="failed", due=0, asked=now, reason=base.reason or reason, failures=base.failures + 1
    )


def _state(kind: Kind) -> State:
    return kind if kind in ("refused", "forbidden") else "failed"


def _renewal_due(url: str, now: int, ttl: int) -> int:
    """Return when to revalidate. Spread over a quarter of the time to live, so images of one day are not all due on
    one day."""
    spread = int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big") / 2**32
    return now + ttl + int(ttl * spread / 4)


def _pause(result: FetchResult, failures: int) -> int:
    if result.wait is not None:
        return result.wait
    return double_pause(_FIRST_PAUSE[result.kind], failures, _MAX_PAUSE[result.kind])


def result_for_skipped(result: FetchResult) -> FetchResult:
    """Return the result for the other images of a host that is not asked any more."""
    if result.busy:
        return result
    return replace(result, reason=f"the host failed an earlier request: {result.reason}")


def fetch_outcome(url: str, before: FetchEntry | None, result: FetchResult) -> FetchOutcome:
    """Return the outcome to report for a URL that was requested."""
    if result.kind == "image":
        return FetchOutcome(url, "fetched")
    if result.kind == "not modified":
        return FetchOutcome(url, "not modified")
    if before is not None and before.blob is not None:
        return FetchOutcome(url, "kept", f"{result.reason}; the cached copy is shown")
    return FetchOutcome(url, _outcome_state(_state(result.kind)), result.reason)


def cached_outcome(url: str, entry: FetchEntry) -> FetchOutcome:
    """Return the outcome to report for a URL that this build did not request."""
    if entry.blob is not None:
        return FetchOutcome(url, "kept", f"{entry.reason}; the cached copy is shown" if entry.reason else "")
    return FetchOutcome(url, _outcome_state(entry.state), entry.reason)


def _outcome_state(state: State) -> FetchState:
    return "failed" if state in ("failed", "good") else "refused"
