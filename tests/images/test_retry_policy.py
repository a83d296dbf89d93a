"""Index entries after a request: state, time of the next request, and the last good image."""

from dataclasses import dataclass
from typing import Literal

import pytest

from generator.images.fetch_index import FetchEntry
from generator.images.retry_policy import (
    FetchResult,
    cached_outcome,
    fetch_outcome,
    request_order,
    result_for_skipped,
    result_of_failure,
    skipped_entry,
    unfinished_entry,
    updated_entry,
)
from generator.model.fetched_images import Blob, FetchOutcome
from generator.net.errors import RequestFailure
from generator.net.retry import DAY, classify_status

URL = "https://a.example/p.jpg"
NOW = 1_800_000_000
TTL = 30 * DAY
BLOB = Blob(b"d" * 16, "image/jpeg", 5000, 640, 360)
GOOD = FetchEntry("good", NOW, NOW - TTL, BLOB, etag='"v1"', modified="yesterday", status=200)


def pauses(answer: FetchResult, times: int) -> list[int]:
    """Return the seconds until the next try after one failure, after two, and so on."""
    entry, found = None, []
    for _ in range(times):
        entry = updated_entry(URL, entry, answer, NOW, TTL)
        found.append(entry.due - NOW)
    return found


def test_revalidation_is_spread_after_the_time_to_live() -> None:
    answer = FetchResult("image", final=URL, status=200, blob=BLOB, etag='"v1"')
    due = [
        updated_entry(f"https://a.example/{name}.jpg", None, answer, NOW, TTL).due - NOW - TTL
        for name in range(200)
    ]
    assert min(due) >= 0
    assert max(due) <= TTL // 4
    assert len(set(due)) > 190
    assert updated_entry(URL, None, answer, NOW, TTL) == updated_entry(URL, None, answer, NOW, TTL)


def test_stores_the_final_url_only_if_it_differs() -> None:
    here = updated_entry(URL, None, FetchResult("image", final=URL, blob=BLOB), NOW, TTL)
    there = updated_entry(
        URL, None, FetchResult("image", final="https://cdn.example/p.jpg", blob=BLOB), NOW, TTL
    )
    assert (here.final, there.final) == ("", "https://cdn.example/p.jpg")
    far = "https://cdn.example/" + "x" * 10_000
    assert updated_entry(URL, None, FetchResult("image", final=far, blob=BLOB), NOW, TTL).final == ""


def test_not_modified_keeps_the_entry() -> None:
    entry = updated_entry(URL, GOOD, FetchResult("not modified", final=URL, status=304), NOW, TTL)
    assert (entry.blob, entry.etag, entry.modified, entry.status) == (BLOB, '"v1"', "yesterday", 200)
    assert entry.asked == NOW
    assert entry.due >= NOW + TTL


@pytest.mark.parametrize(
    ("answer", "first", "longest"),
    [
        (result_of_failure(classify_status(404, "", NOW)), DAY, 90 * DAY),
        (result_of_failure(classify_status(410, "", NOW)), DAY, 90 * DAY),
        (result_of_failure(classify_status(403, "", NOW)), DAY, 90 * DAY),
        (result_of_failure(classify_status(500, "", NOW)), 600, DAY),
        (result_of_failure(classify_status(408, "", NOW)), 600, DAY),
        (result_of_failure(classify_status(429, "", NOW)), 600, DAY),
        (FetchResult("failed", reason="the request took longer than 30 s"), 600, DAY),
        (FetchResult("refused", reason="it is no image"), 7 * DAY, 90 * DAY),
        (FetchResult("forbidden", reason="it is private"), 7 * DAY, 90 * DAY),
    ],
)
def test_failures_are_retried_at_growing_intervals(answer: FetchResult, first: int, longest: int) -> None:
    found = pauses(answer, 40)
    assert found[0] == first
    assert found[1] == min(2 * first, longest)
    assert found == sorted(found)
    assert found[-1] == longest


@pytest.mark.parametrize(
    ("status", "header", "pause"),
    [
        (429, "7200", 7200),
        (503, "7200", 7200),
        (503, "Fri, 15 Jan 2027 10:00:00 GMT", 1_800_007_200 - NOW),
        (429, "0", 60),
        (429, "999999999999999999999999", DAY),
        (429, "Thu, 01 Jan 1970 00:00:00 GMT", 60),
        (429, "soon", 600),
        (429, "-5", 600),
        (500, "7200", 600),
        (404, "7200", DAY),
    ],
)
def test_respects_retry_after_within_limits(status: int, header: str, pause: int) -> None:
    assert pauses(result_of_failure(classify_status(status, header, NOW)), 1) == [pause]


SILENT = FetchResult("failed", reason="the host sent nothing for 10 s", answered=False)
UNREACHED = FetchResult("failed", reason="the host is unreachable", answered=False, reached=False)
BUSY = result_of_failure(classify_status(503, "7200", NOW))


@pytest.mark.parametrize(
    ("result", "pauses"),
    [(SILENT, [0, 1200, 2400]), (UNREACHED, [600, 1200, 2400]), (BUSY, [7200, 7200, 7200])],
)
def test_a_skipped_url_counts_as_never_requested_and_rests_longer_each_time(
    result: FetchResult, pauses: list[int]
) -> None:
    entry = None
    for pause in pauses:
        entry = skipped_entry(entry, result_for_skipped(result), NOW)
        assert entry.due == (NOW + pause if pause else 0)
        assert (entry.asked, entry.state, request_order(entry)) == (0, "failed", (0, 0))
    assert entry is not None
    assert entry.reason.endswith(result.reason)


def test_urls_under_way_at_the_deadline_are_due_at_once_but_come_last() -> None:
    entry = unfinished_entry(None, NOW, "the deadline has passed")
    assert (entry.due, entry.asked, entry.reason) == (0, NOW, "the deadline has passed")
    kept = unfinished_entry(GOOD, NOW, "the deadline has passed")
    assert (kept.blob, kept.etag, kept.due) == (BLOB, '"v1"', 0)


def test_new_urls_are_requested_first_and_failed_ones_last() -> None:
    failed = updated_entry(URL, None, SILENT, NOW, TTL)
    failed_before = updated_entry(URL, None, SILENT, NOW - DAY, TTL)
    skipped = skipped_entry(None, SILENT, NOW)
    unfinished = unfinished_entry(None, NOW - 9, "")
    entries = [failed, GOOD, unfinished, None, failed_before, skipped]
    assert sorted(entries, key=request_order) == [None, skipped, GOOD, failed_before, unfinished, failed]


def test_a_blocked_request_says_how_to_allow_it() -> None:
    blocked = RequestFailure("blocked", url="http://in.example/", reason="it is private", allow="in.example")
    expected = "it is private; to allow it, add 'in.example' to [images] allow_hosts"
    assert result_of_failure(blocked) == FetchResult("forbidden", final="http://in.example/", reason=expected)


@pytest.mark.parametrize("kind", ["image", "not modified"])
def test_stores_which_hosts_needed_a_permission(kind: Literal["image", "not modified"]) -> None:
    result = FetchResult(kind, blob=BLOB if kind == "image" else None, exempt=("a.example:80",))
    entry = updated_entry(URL, GOOD, result, NOW, TTL)
    assert entry.exempt == ("a.example:80",)
    assert updated_entry(URL, entry, SILENT, NOW, TTL).exempt == ("a.example:80",)


@pytest.mark.parametrize(
    "answer",
    [
        result_of_failure(classify_status(404, "", NOW)),
        result_of_failure(classify_status(410, "", NOW)),
        result_of_failure(classify_status(503, "60", NOW)),
        FetchResult("failed", reason="the host sent nothing for 10 s"),
        FetchResult("refused", reason="it is no image (it looks like a page)"),
        FetchResult("forbidden", final="http://10.0.0.1/", reason="it is private"),
    ],
)
def test_a_failure_keeps_the_last_good_image(answer: FetchResult) -> None:
    entry = updated_entry(URL, GOOD, answer, NOW, TTL)
    assert (entry.blob, entry.etag, entry.modified) == (BLOB, '"v1"', "yesterday")
    outcome = fetch_outcome(URL, GOOD, answer)
    assert outcome.state == "kept"
    assert answer.reason in outcome.reason
    assert cached_outcome(URL, entry).state == "kept"
    back = updated_entry(URL, entry, FetchResult("not modified", final=URL, status=304), NOW, TTL)
    assert (back.reason, back.failures, back.state) == ("", 0, "good")


@dataclass
class Case:
    answer: FetchResult
    action: str


@pytest.mark.parametrize(
    "case",
    [
        Case(FetchResult("image", blob=BLOB), "fetched"),
        Case(FetchResult("not modified"), "not modified"),
        Case(FetchResult("refused", reason="why"), "refused"),
        Case(FetchResult("forbidden", reason="why"), "refused"),
        Case(FetchResult("failed", reason="why"), "failed"),
        Case(FetchResult("gone", reason="why"), "failed"),
    ],
)
def test_a_url_without_an_image_has_a_reason_now_and_from_the_cache(case: Case) -> None:
    assert fetch_outcome(URL, None, case.answer).state == case.action
    if case.answer.reason:
        entry = updated_entry(URL, None, case.answer, NOW, TTL)
        assert cached_outcome(URL, entry) == FetchOutcome(
            URL, fetch_outcome(URL, None, case.answer).state, "why"
        )
