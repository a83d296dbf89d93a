"""``fetch``: sources on loopback become records, politely, and a lost cache changes nothing."""

import gzip
import sys
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from time import monotonic

import pytest

from generator.base.errors import OutputError, SettingsError
from generator.base.storage.file_lock import lock_file
from generator.ingest.polling.collector import CollectResult
from generator.ingest.polling.source_store import FILE, load_store
from generator.net.limits import RequestLimits
from generator.reports.collection import fetch_lines
from tests.support.desk import BEES, NOW, WASPS, Desk
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import Site


@pytest.fixture(scope="module")
def running() -> Iterator[FeedHost]:
    with feed_host() as host:
        yield host


@pytest.fixture
def desk(site: Site, running: FeedHost) -> Desk:
    return Desk(site, running)


def test_entries_become_records_and_a_second_fetch_writes_nothing(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES, WASPS))
    assert desk.fetch().total("new") == 2
    written = desk.records()
    assert list(written) == [
        "2026/11/2026-11-09-bees-were-counted.md",
        "2026/11/2026-11-09-wasps-were-not-counted.md",
    ]
    stamps = [file.stat().st_mtime_ns for file in (desk.site.content / "_news").rglob("*.md")]
    report = desk.fetch(2)
    assert (report.count("unchanged"), report.total("new"), report.total("updated")) == (1, 0, 0)
    assert stamps == [file.stat().st_mtime_ns for file in (desk.site.content / "_news").rglob("*.md")]


def test_a_source_is_not_fetched_before_it_is_due(desk: Desk) -> None:
    desk.source(more='every = "3h"')
    desk.host.give("/feed", rss(BEES))
    desk.fetch()
    assert desk.fetch(2).count("not due") == 1
    assert desk.host.times("/feed") == 1
    assert desk.fetch(2, force=True).count("unchanged") == 1
    assert desk.fetch(2.1, only=["hedgerow"]).count("unchanged") == 1
    assert desk.fetch(5.05).count("unchanged") == 1


def test_validators_are_sent_back_exactly_as_received(desk: Desk) -> None:
    desk.source()
    modified = "Mon, 9 Nov 2026 10:00:00 +0000"
    desk.host.give("/feed", rss(BEES), etag='W/"a--gzip"', last_modified=modified)
    desk.fetch()
    desk.host.give("/feed", b"", 304, etag='"other"')
    assert desk.fetch(2).count("unchanged") == 1
    headers = desk.host.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('W/"a--gzip"', modified)
    desk.fetch(4)
    assert desk.host.asked[-1][1]["if-none-match"] == '"other"'


def test_pages_with_microformats_need_a_package(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.source(more='kind = "h-feed"')
    monkeypatch.setitem(sys.modules, "mf2py", None)
    with pytest.raises(SettingsError, match="expected the package mf2py, found none"):
        desk.fetch()
    assert desk.host.asked == []


def test_a_lost_cache_makes_no_duplicate(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES))
    desk.fetch()
    before = desk.records()
    desk.lose_cache()
    assert desk.fetch(1).total("new") == 0
    assert desk.records() == before


def test_a_lost_record_comes_back_although_the_body_is_unchanged(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES, WASPS), etag='"1"')
    desk.fetch()
    before = desk.records()
    (desk.site.content / "_news" / next(iter(before))).unlink()
    desk.fetch(2)
    assert "if-none-match" not in desk.host.asked[-1][1]


def test_a_new_rule_is_applied_although_the_body_is_unchanged(desk: Desk) -> None:
    desk.source(more='keep = ["wasps"]')
    desk.host.give("/feed", rss(BEES, WASPS), etag='"1"')
    assert desk.fetch().total("dropped") == 1
    desk.site.edit("sources.toml", 'keep = ["wasps"]', "")
    assert desk.fetch(2).count("read") == 1


def test_an_entry_dated_ahead_comes_by_itself(desk: Desk) -> None:
    desk.source()
    ahead = format_datetime(NOW + timedelta(hours=5), usegmt=True)
    desk.host.give("/feed", rss(BEES, ("later", "Of this evening", ahead)), etag='"1"')
    assert desk.fetch().total("held") == 1
    assert desk.fetch(2).total("new") == 0
    assert desk.fetch(6).total("new") == 1


def test_a_record_that_somebody_edited_stays(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES))
    desk.fetch()
    file = desk.site.content / "_news" / next(iter(desk.records()))
    file.write_text(file.read_text("utf-8").replace("Bees were", "Bees are"), "utf-8")
    before = desk.records()
    desk.host.give("/feed", rss(("bees", "Bees have been counted again", BEES[2])))
    report = desk.fetch(2)
    assert desk.records() == before
    assert (report.total("updated"), report.total("kept")) == (0, 1)
    assert list(fetch_lines(report))[1] == "0 new records, 0 updated, 1 kept as edited by hand"
    assert "  kept      Bees have been counted again (edited by hand)" in fetch_lines(report, explain=True)


@pytest.mark.parametrize("date", ["yesterday-ish", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_a_date_that_cannot_be_used_is_told_and_added_when_the_feed_repairs_it(desk: Desk, date: str) -> None:
    desk.source()
    desk.host.give("/feed", rss(("bees", "Bees were counted", date), ("wasps", "Wasps were counted", date)))
    report = desk.fetch()
    shown = "yesterday-ish" if "ish" in date else "2099-01-01"
    words = f"2 new records, 0 updated, 2 without a date in the feed (could not use “{shown}”)"
    assert list(fetch_lines(report))[1] == words
    assert f"  new       Bees were counted (no date: could not use “{shown}”)" in fetch_lines(report, True)
    file = desk.site.content / "_news/undated/wasps-were-counted.md"
    file.write_text(file.read_text("utf-8") + "Mine.\n", "utf-8")
    desk.host.give("/feed", rss(BEES, ("wasps", "Wasps were counted", BEES[2])))
    report = desk.fetch(2)
    assert (report.total("updated"), report.total("kept")) == (1, 1)
    records = desk.records()
    assert b"\npublishedDateTime: 2026-11-09T09:20:00Z\n" in records["undated/bees-were-counted.md"]
    assert b"publishedDateTime" not in records["undated/wasps-were-counted.md"]
    desk.host.give("/feed", rss(("bees", "Bees were counted", WASPS[2])))
    assert desk.fetch(4).total("updated") == 0


@pytest.mark.parametrize("body", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_body_is_called_empty(desk: Desk, body: bytes) -> None:
    desk.source()
    desk.host.give("/feed", body)
    assert desk.fetch().sources[0].notice.startswith("is empty, not a feed;")


def test_a_title_that_changes_is_updated(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES))
    desk.fetch()
    desk.host.give("/feed", rss(("bees", "Bees have been counted again", BEES[2])))
    assert desk.fetch(2).total("updated") == 1
    assert b"Bees have been counted again" in next(iter(desk.records().values()))


def test_a_dry_run_writes_nothing_at_all(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES), etag='"1"')
    report = desk.fetch(dry_run=True)
    assert (report.total("new"), desk.records()) == (1, {})
    assert load_store(desk.site.cache).states == {}
    assert desk.fetch().total("new") == 1


def test_offline_makes_no_requests(desk: Desk) -> None:
    desk.source()
    report = desk.fetch(offline=True)
    assert (report.ended, desk.host.asked) == ("offline", [])


@pytest.mark.parametrize(
    ("status", "words", "first_hours"),
    [
        (404, "404", 6),
        (403, "refused this request", 24),
        (402, "refused this request", 24),
        (500, "the host answered 500", 1),
    ],
)
def test_a_failure_is_retried_at_growing_intervals(
    desk: Desk, status: int, words: str, first_hours: int
) -> None:
    desk.source()
    desk.host.give("/feed", b"no", status)
    report = desk.fetch()
    assert report.count("failed") == 1
    assert words in report.sources[0].notice
    assert desk.fetch(first_hours - 0.5).count("not due") == 1
    assert desk.fetch(first_hours + 0.1).count("failed") == 1
    assert desk.fetch(first_hours * 2).count("not due") == 1


def test_a_server_error_is_retried_once_in_the_same_run(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", b"no", 500)
    desk.fetch()
    assert desk.host.times("/feed") == 2


def test_a_source_that_is_gone_is_no_longer_fetched(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", b"no", 410)
    assert desk.fetch().sources[0].hint == "broadsheet sources update"
    assert desk.fetch(24 * 300).count("not due") == 1


def test_a_host_that_asks_for_rest_gets_it_as_a_whole(desk: Desk) -> None:
    desk.source("a", "/a")
    desk.source("b", "/b")
    desk.host.give("/a", b"", 429, retry_after="7200")
    desk.host.give("/b", b"", 429, retry_after="7200")
    one = RequestLimits(at_once=1, per_host=1, redirects=5)
    desk.fetch(limits=one)
    assert len(desk.host.asked) == 1
    assert desk.fetch(1.9, force=True).count("resting") == 2
    desk.host.give("/a", rss(BEES))
    desk.host.give("/b", rss(WASPS))
    assert desk.fetch(2.1).count("read") == 2


@pytest.mark.parametrize("retry_after", ["31536000", "99999999999999999999"])
def test_a_rest_lasts_a_week_at_most(desk: Desk, retry_after: str) -> None:
    desk.source()
    desk.host.give("/feed", b"", 503, retry_after=retry_after)
    desk.fetch()
    assert desk.fetch(24 * 7 - 1).count("resting") == 1
    assert desk.fetch(24 * 7 + 1).count("failed") == 1


def test_a_permanent_move_is_followed_and_remembered(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", b"", 301, location="/new")
    desk.host.give("/new", rss(BEES))
    report = desk.fetch()
    assert (report.total("new"), report.sources[0].hint) == (1, "broadsheet sources update")
    assert f"moved to {desk.host.url('/new')}" in report.sources[0].notice
    desk.host.give("/feed", b"", 302, location="/new")
    assert desk.fetch(2).sources[0].notice == ""


def test_a_page_is_a_failure_that_names_the_feed(desk: Desk) -> None:
    desk.source()
    page = '<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/rss.xml"></html>'
    desk.host.give("/feed", page, content_type="text/html")
    report = desk.fetch()
    assert report.count("failed") == 1
    assert f"its feed may be {desk.host.url('/rss.xml')}" in report.sources[0].notice


def test_a_body_that_is_too_large_does_not_affect_other_sources(desk: Desk) -> None:
    desk.source("large", "/large")
    desk.source()
    desk.host.give("/large", b"<rss>" + b" " * 8_500_000)
    desk.host.give("/feed", rss(BEES))
    report = desk.fetch()
    assert (report.count("failed"), report.total("new")) == (1, 1)
    assert "larger than" in report.sources[0].notice


def test_a_bomb_is_given_up_while_it_unpacks(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", gzip.compress(bytes(60_000_000)), content_encoding="gzip")
    report = desk.fetch()
    assert (report.count("failed"), "larger than" in report.sources[0].notice) == (1, True)
    assert desk.fetch(23).count("not due") == 1


def test_a_body_that_drips_is_given_up_in_time(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES), x_drip="0.1")
    slow = RequestLimits(read=1.0, total=0.4)
    started = monotonic()
    assert desk.fetch(limits=slow).count("failed") == 1
    assert monotonic() - started < 10
    assert desk.host.times("/feed") == 2


@pytest.mark.parametrize(
    ("declared", "charset", "encoded"),
    [
        ("utf-8", "", "utf-8"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-8", "", "iso-8859-1"),
        ("utf-16", "", "utf-8"),
        ("us-ascii", "", "utf-8"),
        ("nonsense", "nonsense", "utf-8"),
        ("iso-8859-1", "iso-8859-1", "utf-8-sig"),
    ],
)
def test_entries_come_whatever_a_host_says_of_its_charset(
    desk: Desk, declared: str, charset: str, encoded: str
) -> None:
    desk.source()
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    feed = head + rss(("bees", "Bienen für alle gezählt", BEES[2]))
    kind = f"application/rss+xml; charset={charset}" if charset else "application/rss+xml"
    desk.host.give("/feed", feed.encode(encoded), content_type=kind)
    assert desk.fetch().total("new") == 1
    (text,) = desk.records().values()
    assert "Bienen f" in text.decode()
    if encoded != "iso-8859-1" or charset:
        assert 'title: "Bienen für alle gezählt"' in text.decode()


@pytest.mark.parametrize("etag", ['W/"1"', '"1"'])
def test_an_etag_that_changes_with_an_equal_body_is_no_news(desk: Desk, etag: str) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES), etag=etag)
    desk.fetch()
    desk.host.give("/feed", rss(BEES), etag=etag.replace("1", "2"))
    assert desk.fetch(2).count("unchanged") == 1
    desk.fetch(4)
    assert desk.host.asked[-1][1]["if-none-match"] == etag.replace("1", "2")


def test_a_cut_body_is_a_failure(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES), content_length="100000")
    assert desk.fetch().count("failed") == 1


def test_a_304_to_a_request_without_conditions_is_no_answer(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", b"", 304)
    assert desk.fetch().count("failed") == 1


def test_a_feed_that_is_empty_now_is_taken_as_unchanged(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES))
    desk.fetch()
    desk.host.give("/feed", rss())
    assert desk.fetch(2).sources[0].notice == ""
    assert "has been empty since" in desk.fetch(24 * 8).sources[0].notice


def test_private_sources_need_leave_and_take_no_redirects(desk: Desk) -> None:
    desk.site.write("site.toml", "")
    desk.source("refused", "/feed")
    desk.source("inside", "/inside", "allow_private = true")
    desk.source("leading", "/leading", "allow_private = true")
    desk.host.give("/inside", rss(BEES))
    desk.host.give("/leading", b"", 302, location="/inside")
    report = desk.fetch()
    assert [each.state for each in report.sources] == ["failed", "read", "failed"]
    assert "this machine" in report.sources[0].notice
    assert f"it redirects to {desk.host.url('/inside')}, which" in report.sources[2].notice
    assert desk.host.times("/feed") == 0


def test_secrets_come_from_the_environment_and_go_nowhere_else(desk: Desk) -> None:
    desk.source(more='header = { Authorization = "env:HEDGEROW_TOKEN" }')
    desk.host.give("/feed", b"", 302, location=f"http://localhost:{desk.host.port}/other")
    report = desk.fetch()
    assert "HEDGEROW_TOKEN is not set" in report.sources[0].notice
    assert desk.host.asked == []
    desk.site.write(
        "site.toml", f'[images]\nallow_hosts = ["127.0.0.1:{desk.host.port}", "localhost:{desk.host.port}"]'
    )
    desk.host.give("/other", rss(BEES))
    desk.fetch(1, environment={"HEDGEROW_TOKEN": "open sesame"})
    assert [headers.get("authorization") for _, headers in desk.host.asked] == ["open sesame", None]
    assert all(b"sesame" not in file.read_bytes() for file in desk.site.cache.rglob("*") if file.is_file())


def test_a_record_that_cannot_be_written_does_not_affect_others(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES, WASPS), etag='"1"')
    desk.site.write("_news/2026/11/2026-11-09-bees-were-counted.md", "---\ntitle: [\n---\n")
    report = desk.fetch()
    assert len(report.errors) == 1
    assert len(desk.records()) == 2
    (desk.site.content / "_news/2026/11/2026-11-09-bees-were-counted.md").unlink()
    desk.fetch(2)
    assert "if-none-match" not in desk.host.asked[-1][1]


def test_an_unknown_source_brings_the_nearest(desk: Desk) -> None:
    desk.source()
    with pytest.raises(SettingsError) as error:
        desk.fetch(only=["hegdrow"])
    assert "hedgerow" in error.value.hint


def test_the_same_answers_and_time_give_the_same_bytes(desk: Desk) -> None:
    desk.source()
    desk.host.give("/feed", rss(BEES, WASPS))
    desk.fetch()
    first = desk.records()
    for path in first:
        (desk.site.content / "_news" / path).unlink()
    desk.lose_cache()
    desk.fetch()
    assert desk.records() == first


def test_without_a_network_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.source()
    offline = CollectResult({}, offline=True)
    monkeypatch.setattr("generator.commands.fetch_run.request_sources", lambda *_: offline)
    with pytest.raises(OutputError, match="there is no network"):
        desk.fetch()
    assert desk.records() == {}
    assert not (desk.site.cache / FILE).exists()


def test_two_fetches_do_not_run_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.source()
    monkeypatch.setattr("generator.commands.fetch._LOCK_TIMEOUT", 0.0)
    with (
        lock_file(desk.site.cache / "sources.lock", 1.0),
        pytest.raises(OutputError, match="another fetch with this cache"),
    ):
        desk.fetch()
    assert desk.host.asked == []


def test_a_private_source_is_fetched_at_once_after_it_is_allowed(desk: Desk) -> None:
    desk.source()
    desk.site.write("site.toml", "")
    desk.host.give("/feed", rss(BEES))
    (outcome,) = desk.fetch().sources
    assert (outcome.state, outcome.said) == ("failed", True)
    assert "allow_private = true" in outcome.hint
    assert desk.fetch(0.1).count("not due") == 1
    desk.source("wood", "/wood", more="paused = true")  # another edit
    assert desk.fetch(0.1).count("not due") == 1
    desk.site.edit("sources.toml", 'id = "hedgerow"', 'id = "hedgerow"\nallow_private = true')
    assert desk.fetch(0.2).total("new") == 1
