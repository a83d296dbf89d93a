"""Answers → states: validators, digests, and what owners are told."""

from datetime import UTC, datetime, timedelta

import pytest

from generator.base.digest import digest
from generator.ingest.feed_parser import parse_feed
from generator.ingest.polling import visit_results as results
from generator.ingest.polling.source_answer import SourceAnswer
from generator.model.collection import HostRest, SourceState
from generator.model.ingest import EntryVerdict, ParsedFeed, WireEntry
from generator.net.retry import DAY, HOUR
from tests.ingest.kit import entry, source

MOMENT = datetime(2026, 11, 10, 12, tzinfo=UTC)
NOW = int(MOMENT.timestamp())
FEED = ParsedFeed("rss", entries=(WireEntry(),))


def body(text: bytes = b"feed", etag: str = "") -> SourceAnswer:
    return SourceAnswer("body", body=text, status=200, etag=etag)


def test_equal_bodies_are_the_same_only_on_the_same_basis() -> None:
    before = SourceState(body=digest(b"feed"), basis=b"1")
    assert results.is_same_body(before, body(), b"1")
    assert not results.is_same_body(before, body(), b"2")
    assert not results.is_same_body(before, body(b"other"), b"1")
    assert not results.is_same_body(SourceState(), body(), b"")


def test_validators_of_another_body_are_forgotten() -> None:
    before = SourceState(etag='"1"', modified="yesterday")
    state = results.read_state(before, source(), body(etag='"2"'), FEED, NOW)
    assert (state.etag, state.modified, state.body) == ('"2"', "", digest(b"feed"))


def test_validators_of_a_304_replace_ours_if_there_are_any() -> None:
    before = SourceState(etag='"1"', modified="yesterday")
    answer = SourceAnswer("unchanged", status=304, etag='"2"')
    state = results.answered_state(before, source(), answer, NOW)
    assert (state.etag, state.modified) == ('"2"', "yesterday")


def test_a_failure_keeps_the_state_of_the_feed() -> None:
    before = SourceState(etag='"1"', body=b"1", news=5)
    state = results.answered_state(before, source(), SourceAnswer("failed", fault="down", reason="x"), NOW)
    assert (state.etag, state.body, state.news, state.fault) == ('"1"', b"1", 5, "down")


def test_no_feed_is_a_failure() -> None:
    state = results.read_state(SourceState(), source(), body(), ParsedFeed(problem="odd"), NOW)
    assert (state.fault, state.reason, state.body) == ("page", "is not a feed: odd", b"")


def test_the_earliest_held_entry_counts() -> None:
    held = [EntryVerdict(entry(n, published=MOMENT + timedelta(hours=n)), "held") for n in (5, 3)]
    state = results.judged_state(SourceState(), held, b"basis", NOW)
    assert (state.held, state.basis) == (NOW + 2 * HOUR, b"basis")


def test_news_are_new_and_updated_records() -> None:
    before = SourceState(news=1)
    assert results.judged_state(before, [EntryVerdict(entry(), "known")], b"", NOW).news == 1
    assert results.judged_state(before, [EntryVerdict(entry(), "new")], b"", NOW).news == NOW


def test_rules_that_drop_everything_are_reported_after_a_month() -> None:
    dropped = [EntryVerdict(entry(), "dropped")]
    state = results.judged_state(SourceState(), dropped, b"", NOW)
    assert results.describe_state(state, source(), NOW + 29 * DAY) == ("", "", False)
    assert "since 2026-11-10" in results.describe_state(state, source(), NOW + 30 * DAY)[0]
    assert results.judged_state(state, [EntryVerdict(entry(), "known")], b"", NOW).dropped_since == 0


def test_a_host_rests_longer_each_time_unless_it_says_how_long() -> None:
    busy = SourceAnswer("failed", status=429, fault="busy")
    first = results.rest_of_host(None, busy, NOW)
    second = results.rest_of_host(first, busy, NOW)
    assert (first, second) == (HostRest(NOW + HOUR, 1), HostRest(NOW + 2 * HOUR, 2))
    told = SourceAnswer("failed", status=429, wait=90, fault="busy")
    assert results.rest_of_host(second, told, NOW).until == NOW + 90


def test_notices_about_failing_and_moved_sources() -> None:
    gone = SourceState(fault="gone", reason="410: is gone", failures=1)
    assert results.describe_state(gone, source(), NOW) == ("410: is gone", "broadsheet sources update", True)
    busy = SourceState(fault="busy", failures=1, due=NOW)
    assert results.describe_state(busy, source(), NOW)[0] == (
        "its host asked for a pause until 2026-11-10 12:00 UTC"
    )
    missing = SourceState(fault="missing", reason="404", failures=3, asked=NOW, since=NOW - 3 * DAY, due=NOW)
    assert results.describe_state(missing, source(), NOW)[0].startswith("404 for 3 days; next attempt")
    moved = SourceState(moved="https://b.example/", moved_since=NOW)
    assert results.describe_state(moved, source(), NOW)[0].endswith("will be applied on 2026-11-17")


def test_the_notice_about_a_private_source_names_allow_private() -> None:
    state = SourceState(fault="private", reason="a.example resolves to this machine", failures=1)
    notice, hint, said = results.describe_state(state, source(), NOW)
    assert said
    assert notice == "a.example resolves to this machine"
    assert "allow_private = true" in hint


@pytest.mark.parametrize(
    "body",
    [
        "<rss version='2.0'><channel><title>Bees</title><it",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>B",
    ],
)
def test_a_feed_that_is_cut_off_before_its_first_entry_failed(body: str) -> None:
    feed = parse_feed(body.encode(), {}, "https://a.example/")
    state = results.read_state(SourceState(), source(), SourceAnswer("body", body=body.encode()), feed, NOW)
    assert state.fault
    assert state.reason.startswith("has no entries, and is not well-formed (")


def test_an_empty_feed_is_fine() -> None:
    body = (
        b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>B</title></channel></rss>"
    )
    feed = parse_feed(body, {"content-type": "text/plain; charset=latin-1"}, "https://a.example/")
    assert results.read_state(SourceState(), source(), SourceAnswer("body", body=body), feed, NOW).fault == ""
