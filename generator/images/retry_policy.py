"""What an answer means for an address: what to remember of it, and when to ask again. Pure.

The rules are those of a polite reader of feeds. A picture is asked for again after its time to live, with the
validators its host gave (RFC 9110, section 13). What is gone is asked for more and more rarely; whoever says when
to come back is believed (Retry-After, section 10.2.3). A good picture is never given up for a bad answer: our copy is
there for the day when the original is gone.
"""

from hashlib import blake2b
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.base.urls import MAX_URL_LENGTH
from generator.images.fetch_index import FetchEntry, State
from generator.model.fetched_images import Blob, FetchOutcome, FetchState
from generator.net.errors import RequestFailure
from generator.net.retry import DAY, HOUR, MINUTE, double_pause

Kind = Literal["picture", "not modified", "refused", "forbidden", "failed", "gone"]
"""How a try ended. ``failed`` may be otherwise in an hour; ``gone`` is what the host itself says of the picture."""

_FIRST = {"failed": HOUR // 6, "gone": DAY, "refused": 7 * DAY, "forbidden": 7 * DAY}
_LONGEST = {"failed": DAY, "gone": 90 * DAY, "refused": 90 * DAY, "forbidden": 90 * DAY}
"""Seconds to wait after the first failure of a kind, and after many: each time twice as long."""

_LONGEST_WISH = 30 * DAY
"""A host that wants more time than this gets this much."""


class FetchResult(Struct, frozen=True):
    """What came of asking for one picture.

    ``final`` is the address that answered in the end, ``blob`` a picture that was kept, ``wait`` the seconds that the
    host asked us to stay away, ``reason`` why there is no picture, for people. ``reached`` tells whether a connection
    came about, ``answered`` whether anything sensible came over it.
    """

    kind: Kind
    final: str = ""
    status: int = 0
    blob: Blob | None = None
    etag: str = ""
    modified: str = ""
    wait: int | None = None
    reason: str = ""
    reached: bool = True
    answered: bool = True


def result_of_failure(failure: RequestFailure) -> FetchResult:
    """Return the answer that a failed request amounts to."""
    return FetchResult(
        failure.kind,
        status=failure.status,
        wait=failure.wait,
        reason=failure.reason,
        reached=failure.reached,
        answered=failure.answered,
    )


def updated_entry(url: str, before: FetchEntry | None, answer: FetchResult, now: int, ttl: int) -> FetchEntry:
    """Return what to remember of an address. ``now`` and ``ttl`` are in seconds."""
    final = answer.final if answer.final != url and len(answer.final) <= MAX_URL_LENGTH else ""
    if answer.kind == "not modified" and before is not None:
        return replace(before, state="good", due=_renewal(url, now, ttl), asked=now, reason="", failures=0)
    if answer.blob is not None:
        return FetchEntry(
            state="good",
            due=_renewal(url, now, ttl),
            asked=now,
            blob=answer.blob,
            final=final,
            status=answer.status,
            etag=answer.etag,
            modified=answer.modified,
        )
    failures = (before.failures if before else 0) + 1
    old = before or FetchEntry("failed", 0, 0)
    return replace(
        old,
        state=_state(answer.kind),
        due=now + _pause(answer, failures),
        asked=now,
        reason=answer.reason,
        final=old.final if old.blob else final,
        status=old.status if old.blob else answer.status,
        failures=failures,
    )


def _state(kind: Kind) -> State:
    return kind if kind in ("refused", "forbidden") else "failed"


def _renewal(url: str, now: int, ttl: int) -> int:
    """Spread renewals over a quarter of the time to live: what came on one day is not all asked for on one day."""
    spread = int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big") / 2**32
    return now + ttl + int(ttl * spread / 4)


def _pause(answer: FetchResult, failures: int) -> int:
    if answer.wait is not None:
        return max(MINUTE, min(answer.wait, _LONGEST_WISH))
    return double_pause(_FIRST[answer.kind], failures, _LONGEST[answer.kind])


def result_for_skipped(answer: FetchResult) -> FetchResult:
    """Return what an answer means for the other pictures of its host, which is not asked for them."""
    if answer.answered:
        return answer
    return replace(answer, reason=f"its host did not answer before: {answer.reason}")


def fetch_outcome(url: str, before: FetchEntry | None, answer: FetchResult) -> FetchOutcome:
    """Return what to tell of an address that was asked."""
    if answer.kind == "picture":
        return FetchOutcome(url, "fetched")
    if answer.kind == "not modified":
        return FetchOutcome(url, "not modified")
    if before is not None and before.blob is not None:
        return FetchOutcome(url, "kept", f"{answer.reason}; our copy is shown")
    return FetchOutcome(url, _verdict(_state(answer.kind)), answer.reason)


def cached_outcome(url: str, entry: FetchEntry) -> FetchOutcome:
    """Return what to tell of an address that was not asked in this build."""
    if entry.blob is not None:
        return FetchOutcome(url, "kept", f"{entry.reason}; our copy is shown" if entry.reason else "")
    return FetchOutcome(url, _verdict(entry.state), entry.reason)


def _verdict(state: State) -> FetchState:
    return "failed" if state in ("failed", "good") else "refused"
