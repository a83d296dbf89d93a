"""Link results and cache entries: states, retry delays, moved links."""

import pytest

from generator.linkcheck.retry_policy import TTL, LinkResult, classify_link, is_due, updated_link
from generator.model.results.link_check import LinkEntry
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
        (LinkResult("busy", wait=0), MINUTE, MINUTE),
        (LinkResult("busy", wait=300), 300, 300),
        (LinkResult("busy", wait=365 * DAY), 7 * DAY, 7 * DAY),
    ],
)
def test_retry_delays_grow_and_respect_retry_after(result: LinkResult, first: int, longest: int) -> None:
    entry, pauses = None, []
    for _ in range(20):
        entry = updated_link(URL, entry, result, NOW)
        pauses.append(entry.due - NOW)
    assert (pauses[0], pauses[-1]) == (first, longest)
    assert pauses == sorted(pauses)


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
    assert updated_link(URL, None, LinkResult("good", 200, moved), NOW).moved == stored


def test_a_link_that_works_again_is_good() -> None:
    dead = LinkEntry("dead", NOW, NOW - DAY, NOW - 90 * DAY, 404, reason="gone", failures=9)
    entry = updated_link("https://a.example/", dead, LinkResult("good", 200), NOW)
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
