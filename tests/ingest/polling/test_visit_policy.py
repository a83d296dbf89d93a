"""When sources are visited: the table of pauses, hints of feeds, quiet and dead sources, moves."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from generator.ingest.polling import visit_policy as policy
from generator.model.collection import SourceFault, SourceState, StoredSources
from generator.model.ingest import VisitHints
from generator.net.retry import DAY, HOUR, MINUTE
from tests.ingest.kit import source

NOW = int(datetime(2026, 11, 10, 12, tzinfo=UTC).timestamp())


def fail_times(fault: SourceFault, times: int) -> tuple[SourceState, list[int]]:
    """Fail at each visit; return the last state and the pauses in hours."""
    state, now, pauses = SourceState(), NOW, []
    for _ in range(times):
        state = policy.failed_state(state, source(), fault, "reason", now)
        pauses.append((state.due - now) // HOUR)
        now = state.due
    return state, pauses


@pytest.mark.parametrize(
    ("fault", "pauses"),
    [
        ("missing", [6, 12, 24, 48, 96, 168, 168]),
        ("refused", [24, 48, 96, 168, 168]),
        ("busy", [1, 2, 4, 8]),
        ("down", [1, 2, 4, 8, 16, 24, 24]),
        ("unusable", [24, 24]),
        ("page", [6, 12]),
    ],
)
def test_pauses_double_up_to_a_limit(fault: SourceFault, pauses: list[int]) -> None:
    assert fail_times(fault, len(pauses))[1] == pauses


def test_a_missing_source_is_dead_after_ten_failures_over_two_weeks() -> None:
    assert not policy.is_dead(fail_times("missing", 9)[0])
    state, pauses = fail_times("missing", 10)
    assert policy.is_dead(state)
    assert pauses[-1] == 30 * 24


def test_a_refusing_source_is_never_dead() -> None:
    assert not policy.is_dead(fail_times("refused", 40)[0])


@pytest.mark.parametrize(("fault", "first"), [("missing", 1), ("down", 2), ("refused", 1), ("page", 1)])
def test_temporary_failures_are_reported_from_the_second_on(fault: SourceFault, first: int) -> None:
    assert [policy.is_reported(fail_times(fault, times)[0]) for times in range(1, 4)] == [
        times >= first for times in range(1, 4)
    ]


def test_another_fault_begins_anew() -> None:
    state = fail_times("down", 5)[0]
    state = policy.failed_state(state, source(), "missing", "404", NOW)
    assert (state.failures, state.since) == (1, NOW)


def visit(state: SourceState, max_age: int = 0, every: int = HOUR) -> int:
    return policy.next_visit(state, source(every=every), NOW, max_age) - NOW


def test_a_visit_is_after_every_or_later_if_the_host_says_so() -> None:
    assert visit(SourceState(news=NOW)) == HOUR - 5 * MINUTE
    assert visit(SourceState(news=NOW), max_age=10) == HOUR - 5 * MINUTE
    assert visit(SourceState(news=NOW), max_age=2 * HOUR) == 2 * HOUR - 5 * MINUTE
    assert visit(SourceState(news=NOW, ttl=3 * HOUR)) == 3 * HOUR - 5 * MINUTE
    assert visit(SourceState(news=NOW, ttl=90 * DAY)) == DAY - 5 * MINUTE
    assert visit(SourceState(news=NOW, ttl=HOUR), every=2 * DAY) == 2 * DAY - 5 * MINUTE


def test_a_quiet_source_is_fetched_less_often() -> None:
    assert visit(SourceState(news=NOW - 13 * DAY)) == HOUR - 5 * MINUTE
    assert visit(SourceState(news=NOW - 14 * DAY)) == 6 * HOUR - 5 * MINUTE
    assert visit(SourceState(news=NOW - 60 * DAY)) == DAY - 5 * MINUTE


def test_hours_and_days_to_skip_are_skipped_but_for_a_day_at_most() -> None:
    hints = VisitHints(skip_hours=(12, 13), skip_days=())
    assert visit(policy.with_hints(SourceState(news=NOW), hints)) == 2 * HOUR
    everything = VisitHints(skip_hours=tuple(range(24)))
    assert visit(policy.with_hints(SourceState(news=NOW), everything)) <= 2 * DAY


def test_a_clock_that_went_back_does_not_silence_a_source() -> None:
    state = SourceState(asked=NOW + 400 * DAY, due=NOW + 401 * DAY)
    assert policy.is_due(state, NOW)


def test_a_move_is_certain_after_a_week() -> None:
    state = policy.with_move(SourceState(), source(), "https://new.example/feed", NOW)
    later = policy.with_move(state, source(), "https://new.example/feed", NOW + 7 * DAY)
    assert later.moved_since == NOW
    assert not policy.is_move_certain(later, source(), NOW + 6 * DAY)
    assert policy.is_move_certain(later, source(), NOW + 7 * DAY)
    assert policy.with_move(later, source(), "", NOW).moved == ""


def test_a_move_elsewhere_begins_anew() -> None:
    state = policy.with_move(SourceState(), source(), "https://new.example/feed", NOW)
    state = policy.with_move(state, source(), "https://newer.example/feed", NOW + 7 * DAY)
    assert state.moved_since == NOW + 7 * DAY


def test_a_move_to_https_is_certain_at_once() -> None:
    from msgspec.structs import replace

    plain = replace(source(), url="http://a.example/feed")
    state = policy.with_move(SourceState(), plain, "https://a.example/feed", NOW)
    assert policy.is_move_certain(state, plain, NOW)


@pytest.mark.parametrize(
    ("edit", "is_due"),
    [
        ({"allow_private": True}, True),
        ({"headers": (("Authorization", "QUARRY_TOKEN"),)}, True),
        ({"kind": "sitemap"}, True),
        ({"topics": ("Bees",)}, False),
    ],
)
@pytest.mark.parametrize("failed", [True, False])
def test_a_source_with_changed_request_settings_is_due_at_once(
    edit: dict[str, Any], is_due: bool, failed: bool
) -> None:
    before = source()
    state = policy.failed_state(SourceState(), before, "private", "inside", NOW)
    if not failed:
        state = policy.unchanged_state(SourceState(), before, NOW, 0, "", "")
    store = StoredSources({before.url: state})
    assert policy.choose_due([before], store, (), False, NOW)[0] == []
    due, _ = policy.choose_due([replace(before, **edit)], store, (), False, NOW)
    assert bool(due) == is_due
