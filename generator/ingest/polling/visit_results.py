"""Answers and parsed feeds → the next state of a source, and the notice about it. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec.structs import replace

from generator.base.digest import digest
from generator.ingest.feed_parser import EMPTY
from generator.ingest.polling.source_answer import SourceAnswer
from generator.ingest.polling.visit_policy import (
    LONGEST_REST,
    MOVE_DAYS,
    failed_state,
    is_dead,
    is_move_certain,
    is_reported,
    unchanged_state,
    with_hints,
    with_move,
)
from generator.model.collection import HostRest, SourceFault, SourceState
from generator.model.ingest import EntryVerdict, ParsedFeed
from generator.model.ingest_sources import Source
from generator.net.retry import DAY, HOUR, double_pause

_EMPTY_DAYS, _DROPPED_DAYS = 7, 30
_UPDATE_HINT = "broadsheet sources update"
_FAULT_HINTS: dict[SourceFault, str] = {
    "gone": _UPDATE_HINT,
    "private": "if it is yours: allow_private = true in sources.toml",
}


def is_same_body(before: SourceState, answer: SourceAnswer, basis: bytes) -> bool:
    """Return whether an answer is the same as last time, so that it need not be parsed."""
    if answer.kind == "unchanged":
        return True
    return before.basis == basis and bool(before.body) and digest(answer.body) == before.body


def answered_state(before: SourceState, source: Source, answer: SourceAnswer, now: int) -> SourceState:
    """Return the state after a failure, or after an answer that does not have to be parsed."""
    if answer.kind == "failed":
        return failed_state(before, source, answer.fault, _reason(answer), now, answer.wait)
    state = unchanged_state(before, source, now, answer.max_age, answer.etag, answer.modified)
    return with_move(state, source, answer.moved, now)


def _reason(answer: SourceAnswer) -> str:
    if answer.fault == "refused":
        return f"{answer.status}: refused this request (many hosts refuse data centres)"
    if answer.fault == "gone":
        return "410: is gone for good; no longer fetched"
    return str(answer.status) if answer.fault == "missing" else answer.reason


def read_state(
    before: SourceState, source: Source, answer: SourceAnswer, feed: ParsedFeed, now: int
) -> SourceState:
    """Return the state after a body was parsed."""
    if not feed.is_feed() or _is_broken(feed):
        return failed_state(before, source, "page", _page_reason(feed), now)
    entries = len(feed.entries)
    state = replace(
        with_hints(before, feed.hints),
        etag="",
        modified="",
        body=digest(answer.body),
        read=entries or before.read,
        empty_since=0 if entries or not before.read else before.empty_since or now,
    )
    return answered_state(state, source, answer, now)


def _is_broken(feed: ParsedFeed) -> bool:
    """Return whether a feed is so damaged or truncated that nothing can be read."""
    return bool(feed.problem) and not (feed.entries or feed.pages or feed.tombstones)


def _page_reason(feed: ParsedFeed) -> str:
    if feed.is_feed():
        return f"has no entries, and is not well-formed ({feed.problem})"
    if feed.problem == EMPTY:
        return "is empty, not a feed"
    if feed.feeds:
        return f"is a web page, not a feed; its feed may be {feed.feeds[0].url}"
    return "is a web page that names no feed" if feed.is_html else f"is not a feed: {feed.problem}"


def judged_state(state: SourceState, verdicts: Iterable[EntryVerdict], basis: bytes, now: int) -> SourceState:
    """Return the state after the entries were decided and the records written."""
    found = list(verdicts)
    held = [
        int(each.entry.published.timestamp())
        for each in found
        if each.verdict == "held" and each.entry.published
    ]
    dropped = bool(found) and all(each.verdict == "dropped" for each in found)
    has_news = any(each.verdict in ("new", "updated") for each in found)
    return replace(
        state,
        basis=basis,
        held=min(held) - HOUR if held else 0,
        news=now if has_news else state.news or now,
        dropped_since=(state.dropped_since or now) if dropped else 0,
    )


def rest_of_host(before: HostRest | None, answer: SourceAnswer, now: int) -> HostRest:
    """Return the pause of a host that asked for one: as long as it said, else an hour, doubling each time."""
    times = before.times + 1 if before else 1
    wait = answer.wait if answer.wait is not None else double_pause(HOUR, times, LONGEST_REST)
    return HostRest(now + wait, times)


def describe_state(state: SourceState, source: Source, now: int) -> tuple[str, str, bool]:
    """Return a notice about a source, a hint, and whether this run should report it. Both texts are "" for none."""
    if state.fault:
        return _describe_fault(state), _FAULT_HINTS.get(state.fault, ""), is_reported(state)
    if state.strange:
        hosts = ", ".join(state.strange[:3])
        said = f"may have a new owner: all its entries link to {hosts} now; none is taken"
        return said, f"broadsheet sources try {source.id}", True
    if state.moved:
        at = "can be applied now" if is_move_certain(state, source, now) else "will be applied on "
        at += "" if at.endswith("now") else _day(state.moved_since + MOVE_DAYS * DAY)
        return f"moved to {state.moved}; {at}", _UPDATE_HINT, True
    if state.empty_since and now - state.empty_since >= _EMPTY_DAYS * DAY:
        return f"has been empty since {_day(state.empty_since)}", "", True
    if state.dropped_since and now - state.dropped_since >= _DROPPED_DAYS * DAY:
        since = _day(state.dropped_since)
        return f"no entry has passed its rules since {since}", f"broadsheet sources try {source.id}", True
    return "", "", False


def _describe_fault(state: SourceState) -> str:
    if state.fault in ("gone", "private"):  # not a question of time
        return state.reason
    if state.fault == "busy":
        return f"its host asked for a pause until {_minute(state.due)}"
    lasted = (state.asked - state.since) // DAY
    since = f" for {lasted} days" if lasted > 1 else ""
    if is_dead(state):
        return f"{state.reason}{since}; retried monthly"
    return f"{state.reason}{since}; next attempt {_minute(state.due)}"


def _day(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"


def _minute(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M} UTC"
