"""Decide when to fetch a source, and what to store after a visit. Pure. Times are seconds since 1970."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from msgspec import msgpack
from msgspec.structs import replace

from generator.base.digest import combine
from generator.base.urls import canonical_url
from generator.model.collection import OutcomeState, SourceFault, SourceState, StoredSources
from generator.model.ingest import VisitHints
from generator.model.ingest_sources import Source
from generator.net.retry import DAY, HOUR, MINUTE, double_pause
from generator.net.ssrf_guard import host_of

FAR = 253_402_214_400
"""The due time of a source that is no longer fetched (the end of the year 9999)."""

MONTH = 30 * DAY
LONGEST_HINT = DAY
LONGEST_REST = 7 * DAY

_SLACK = 5 * MINUTE
"""Tolerance for a scheduled run that starts a little early: its sources must not have to wait for the next run."""

_QUIET = ((60 * DAY, DAY), (14 * DAY, 6 * HOUR))
"""Pairs of seconds: a source without news for the first is fetched at most once in the second."""

_PAUSES: dict[SourceFault, tuple[int, int]] = {
    "missing": (6 * HOUR, 7 * DAY),
    "page": (6 * HOUR, 7 * DAY),
    "refused": (DAY, 7 * DAY),
    "private": (DAY, 7 * DAY),
    "blocked": (DAY, 7 * DAY),
    "busy": (HOUR, 7 * DAY),
    "down": (HOUR, DAY),
    "unusable": (DAY, DAY),
}
"""Seconds to wait after the first failure of a kind, and the longest wait. The pause doubles each time."""

_REPORTED_FROM: dict[SourceFault, int] = {"down": 2}
"""Failures in a row from which a fault that may be temporary is reported. Other faults are reported at once."""

MOVE_DAYS = 7
"""Days after which a permanent redirect may be applied to sources.toml."""

DEAD_AFTER = 14 * DAY
_DEAD_FAILURES = 10


def is_due(state: SourceState | None, now: int) -> bool:
    """Return whether a source should be visited now."""
    return state is None or now >= state.due or now < state.asked - HOUR  # the last: a clock that went back


def digest_asking(source: Source) -> bytes:
    """Return a digest of the settings that affect the request to a source."""
    return combine("asking", msgpack.encode((source.allow_private, source.headers, source.kind)))


def _is_edited(state: SourceState | None, source: Source) -> bool:
    return state is not None and bool(state.asking) and state.asking != digest_asking(source)


def choose_due(
    sources: Sequence[Source], store: StoredSources, only: Collection[str], force: bool, now: int
) -> tuple[list[Source], dict[str, OutcomeState]]:
    """Return the sources to fetch, least recently fetched first, and the state of every source."""
    due: list[Source] = []
    states: dict[str, OutcomeState] = {}
    for source in sources:
        rest = store.hosts.get(host_of(source.url))
        state = store.states.get(source.url)
        wanted = force or source.id in only or _is_edited(state, source)
        if source.paused:
            states[source.id] = "paused"
        elif only and source.id not in only:
            states[source.id] = "not due"
        elif rest is not None and now < rest.until:
            states[source.id] = "resting"
        elif wanted or is_due(state, now):
            due.append(source)
            states[source.id] = "left"
        else:
            states[source.id] = "not due"
    return sorted(due, key=lambda source: (store.states.get(source.url) or SourceState()).asked), states


def is_dead(state: SourceState) -> bool:
    """Return whether a source has failed for so long that it is only retried monthly."""
    lasted = state.asked - state.since
    if state.fault == "missing":
        return state.failures >= _DEAD_FAILURES and lasted >= DEAD_AFTER
    return state.fault == "down" and lasted >= MONTH


def is_reported(state: SourceState) -> bool:
    """Return whether this run should report the failure of a source."""
    return bool(state.fault) and state.failures >= _REPORTED_FROM.get(state.fault, 1)


def failed_state(
    before: SourceState, source: Source, fault: SourceFault, reason: str, now: int, wait: int | None = None
) -> SourceState:
    """Return the state after a failed visit. ``wait`` is from Retry-After. Validators and digests of the feed stay."""
    is_same = before.fault == fault
    failures = before.failures + 1 if is_same else 1
    state = replace(
        before,
        asked=now,
        fault=fault,
        reason=reason,
        failures=failures,
        since=before.since if is_same else now,
        asking=digest_asking(source),
    )
    return replace(state, due=now + _failure_pause(state, source, wait) if fault != "gone" else FAR)


def _failure_pause(state: SourceState, source: Source, wait: int | None) -> int:
    if is_dead(state):
        return MONTH
    first, longest = _PAUSES.get(state.fault, (HOUR, DAY))
    pause = min(wait, LONGEST_REST) if wait is not None else double_pause(first, state.failures, longest)
    return max(pause, source.every - _SLACK)


def unchanged_state(
    before: SourceState, source: Source, now: int, max_age: int, etag: str, modified: str
) -> SourceState:
    """Return the state after an answer. Its validators replace the stored ones, if it has any."""
    state = replace(
        before,
        etag=etag or before.etag,
        modified=modified or before.modified,
        asked=now,
        fault="",
        reason="",
        failures=0,
        since=0,
        asking=digest_asking(source),
    )
    return replace(state, due=next_visit(state, source, now, max_age))


def next_visit(state: SourceState, source: Source, now: int, max_age: int) -> int:
    """Return when to fetch a source again. ``max_age`` is from the headers of its answer, 0 if they have none."""
    pause = max(source.every, min(max(max_age, state.ttl), LONGEST_HINT))
    last = state.news or now
    pause = max(pause, next((least for quiet, least in _QUIET if now - last >= quiet), 0))
    return _skip_times(now + pause - min(_SLACK, pause // 10), state)


def _skip_times(moment: int, state: SourceState) -> int:
    """Return the first time from ``moment`` on that a feed does not ask to skip, at most a day later."""
    for hours in range(25):
        at = datetime.fromtimestamp(moment + hours * HOUR, UTC)
        if at.hour not in state.skip_hours and at.weekday() not in state.skip_days:
            return moment if not hours else (moment // HOUR + hours) * HOUR
    return moment + DAY


def with_hints(state: SourceState, hints: VisitHints) -> SourceState:
    """Return a state with the update interval and the skipped times of a feed."""
    return replace(state, ttl=hints.minutes * MINUTE, skip_hours=hints.skip_hours, skip_days=hints.skip_days)


def with_move(state: SourceState, source: Source, moved: str, now: int) -> SourceState:
    """Return a state with the URL to which a source has moved, and since when. "" means that it has not moved."""
    if not moved or canonical_url(moved) == canonical_url(source.url):
        is_https = moved.startswith("https:") and source.url.startswith("http:")
        moved = moved if is_https else ""
    since = state.moved_since if moved == state.moved else now
    return replace(state, moved=moved, moved_since=since if moved else 0)


def is_move_certain(state: SourceState, source: Source, now: int) -> bool:
    """Return whether a move may be applied: seen for a week, or only from http to https."""
    secure = f"https{source.url[4:]}" if source.url.startswith("http:") else ""
    return bool(state.moved) and (state.moved == secure or now - state.moved_since >= MOVE_DAYS * DAY)
