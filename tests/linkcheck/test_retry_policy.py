"""Link results and cache entries: states, retry delays, moved links."""

import pytest

from generator.linkcheck.retry_policy import (
    TTL,
    LinkResult,
    classify_link,
    is_due,
    link_of_failure,
    updated_link,
)
from generator.model.results.link_check import LinkEntry
from generator.net.errors import RequestFailure
from generator.net.retry import DAY, HOUR, MINUTE

NOW = 1_800_000_000
URL = "https://a.example/"


@pytest.mark.parametrize(
    ("status", "retry_after", "state", "wait"),
    [
        (200, "", "good", None),
        (204, "", "good", None),
        (404, "", "dead", None),
        (410, "60", "dead", None),
        (401, "", "closed", None),
        (403, "", "closed", None),
        (451, "", "closed", None),
        (999, "", "closed", None),
        (429, "", "busy", None),
        (429, "60", "busy", 60),
        (503, "60", "busy", 60),
        (503, "", "failed", None),
        (500, "60", "failed", None),
        (408, "", "failed", None),
    ],
)
def test_classifies_a_status(status: int, retry_after: str, state: str, wait: int | None) -> None:
    result = classify_link(status, retry_after, "", NOW)
    assert (result.state, result.status, result.wait) == (state, status, wait)
    assert bool(result.reason) == (state != "good")


@pytest.mark.parametrize(
    ("result", "first", "longest"),
    [
        (LinkResult("failed"), HOUR, 7 * DAY),
        (LinkResult("dead"), DAY, 30 * DAY),
        (LinkResult("closed"), 14 * DAY, 90 * DAY),
        (LinkResult("busy"), HOUR, 7 * DAY),
        (classify_link(429, "0", "", NOW), MINUTE, MINUTE),
        (classify_link(503, "300", "", NOW), 300, 300),
        (classify_link(429, str(365 * DAY), "", NOW), DAY, DAY),
    ],
)
def test_retry_delays_grow_and_respect_retry_after(result: LinkResult, first: int, longest: int) -> None:
    entry, pauses = None, []
    for _ in range(20):
        entry = updated_link(URL, entry, result, NOW)
        pauses.append(entry.due - NOW)
    assert (pauses[0], pauses[-1]) == (first, longest)
    assert pauses == sorted(pauses)


@pytest.mark.parametrize(
    ("failure", "is_unknown", "state"),
    [
        (RequestFailure("failed", reason="silent"), False, "failed"),
        (RequestFailure("failed", reason="the host does not exist", reached=False), True, "dead"),
        (RequestFailure("blocked", reason="a private network"), False, "closed"),
        (RequestFailure("failed", status=503, wait=60, reason="an earlier request"), False, "busy"),
    ],
)
def test_a_failure_without_a_response_has_a_state(
    failure: RequestFailure, is_unknown: bool, state: str
) -> None:
    result = link_of_failure(failure, is_unknown)
    assert (result.state, result.reason, result.reached) == (state, failure.reason, failure.reached)


def test_checks_of_good_links_are_spread() -> None:
    dues = {updated_link(f"{URL}{number}", None, LinkResult("good"), NOW).due - NOW for number in range(100)}
    assert len(dues) > 90
    assert TTL <= min(dues) <= max(dues) <= TTL * 5 // 4


@pytest.mark.parametrize(
    ("moved", "stored"),
    [
        ("https://b.example/", "https://b.example/"),
        (URL, ""),
        ("https://b.example/" + "x" * 10_000, ""),
    ],
)
def test_stores_where_a_link_has_moved(moved: str, stored: str) -> None:
    assert updated_link(URL, None, LinkResult("good", moved, status=200), NOW).moved == stored


def test_a_link_that_works_again_is_good() -> None:
    dead = LinkEntry("dead", NOW, NOW - DAY, NOW - 90 * DAY, 404, reason="gone", failures=9)
    entry = updated_link("https://a.example/", dead, LinkResult("good", status=200), NOW)
    assert (entry.state, entry.since, entry.failures, entry.reason) == ("good", NOW, 0, "")


def test_since_changes_with_the_state_only() -> None:
    first = updated_link(URL, None, LinkResult("failed"), NOW - DAY)
    assert updated_link(URL, first, LinkResult("failed"), NOW).since == NOW - DAY
    assert updated_link(URL, first, LinkResult("dead"), NOW).since == NOW


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        (None, True),
        (LinkEntry("good", NOW, NOW - DAY, NOW), True),
        (LinkEntry("good", NOW + 1, NOW - DAY, NOW), False),
        (LinkEntry("good", NOW + 99 * DAY, NOW + 2 * DAY, NOW), True),
    ],
)
def test_a_link_is_due_after_its_time_or_a_wrong_clock(entry: LinkEntry | None, due: bool) -> None:
    assert is_due(entry, NOW) is due
