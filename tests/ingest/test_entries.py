"""Addresses, guids, kinds and languages of entries."""

from typing import Any

import pytest

from generator.ingest.entries import build_entries, choose_url, parse_seconds
from generator.model.ingest import Entry, ParsedFeed, WireEntry, WireLink
from tests.ingest.kit import source

BASE = "https://a.example/feed"


def build(feed: dict[str, Any] | None = None, settings: dict[str, Any] | None = None, **fields: Any) -> Entry:
    values = {"title": "One two", "links": (WireLink("https://a.example/1"),), **fields}
    parsed = ParsedFeed(format="rss", base=BASE, entries=(WireEntry(**values),), **(feed or {}))
    return build_entries(parsed, source(**(settings or {})), "en")[0][0]


PAGE = WireLink("https://a.example/page", type="text/html")
PDF = WireLink("https://a.example/x.pdf", type="application/pdf")
SOUND = WireLink("https://a.example/x.mp3", "enclosure", "audio/mpeg")


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"original_url": "https://o.example/1", "links": (PAGE,)}, "https://o.example/1"),
        ({"links": (PDF, PAGE)}, "https://a.example/page"),
        ({"links": (PDF,), "id": "https://a.example/id", "id_is_url": True}, "https://a.example/x.pdf"),
        (
            {
                "links": (WireLink("https://a.example/s", "self"),),
                "id": "https://a.example/id",
                "id_is_url": True,
            },
            "https://a.example/id",
        ),
        ({"id": "https://a.example/id", "enclosures": (SOUND,)}, "https://a.example/x.mp3"),
        ({"id": "tag:x", "id_is_url": True, "enclosures": (SOUND,)}, "https://a.example/x.mp3"),
        ({"links": (WireLink("javascript:alert(1)"), PAGE)}, "https://a.example/page"),
        ({"links": (WireLink("https://u:p@a.example/"),)}, ""),
        ({"links": (WireLink("https://A.example?utm_source=x#top"),)}, "https://a.example/"),
        ({}, ""),
    ],
)
def test_the_first_usable_address_counts(fields: dict[str, Any], url: str) -> None:
    assert choose_url(WireEntry(**fields))[0] == url


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("01:02:33", 3753),
        ("62:33", 3753),
        ("3753", 3753),
        ("3753.5", 3753),
        (" 1800 ", 1800),
        ("0", 0),
        ("99999999", 0),
        ("999:00:00", 0),
        ("1h 2m", 0),
        ("-5", 0),
        ("", 0),
    ],
)
def test_durations_are_seconds_or_with_colons(text: str, seconds: int) -> None:
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize(
    ("link", "id", "anchor"),
    [
        ("https://a.example/log#v4", "4", "v4"),
        ("https://a.example/log", "https://a.example/log#v4", "v4"),
        ("https://a.example/log", "https://a.example/other#v4", ""),
        ("https://a.example/log#xtor=RSS-1", "4", ""),
        ("https://a.example/log#:~:text=Bees", "4", ""),
        ("https://a.example/log#/post", "4", ""),
    ],
)
def test_a_fragment_may_name_a_part_of_a_page(link: str, id: str, anchor: str) -> None:
    assert choose_url(WireEntry(id=id, links=(WireLink(link),)))[1] == anchor


@pytest.mark.parametrize(
    ("id", "guid"),
    [
        ("https://a.example/1", ""),
        ("https://A.example/1?utm_source=rss#x", ""),
        ("https://a.example/?p=1", "https://a.example/?p=1"),
        (" tag:a\n1 ", "tag:a 1"),
        ("", ""),
    ],
)
def test_a_guid_is_kept_if_it_is_not_the_address(id: str, guid: str) -> None:
    assert build(id=id).guid == guid


def test_guids_of_any_length_are_distinguished() -> None:
    one, two = (build(id="x" * 9000 + end).guid for end in "ab")
    assert one != two
    assert len(one) < 100


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://www.youtube.com/watch?v=a", "video"),
        ("https://youtu.be/abcdefg", "video"),
        ("https://player.vimeo.com/1", "video"),
        ("https://notyoutube.com/x", "article"),
    ],
)
def test_hosts_of_videos_are_known(link: str, kind: str) -> None:
    assert build(links=(WireLink(link),)).kind == kind


@pytest.mark.parametrize(
    ("entry", "feed", "locale"),
    [
        ("de_at", "fr", "de-AT"),
        ("", "fr", "fr"),
        ("en-US", "fr", ""),
        ("", "", ""),
        ("not a tag!", "zh-hans-cn", "zh-Hans-CN"),
    ],
)
def test_the_language_is_written_where_it_is_not_the_sites(entry: str, feed: str, locale: str) -> None:
    assert build({"language": feed}, language=entry).locale == locale


@pytest.mark.parametrize(
    ("title", "provider"),
    [
        ("Hedgerow - RSS", "Hedgerow"),
        ("Hedgerow » Feed", "Hedgerow"),
        ("The RSS Book", "The RSS Book"),
        ("", "a.example"),
        ("A &amp; B", "A & B"),
    ],
)
def test_the_provider_is_the_feeds_title_without_its_tail(title: str, provider: str) -> None:
    assert build({"title": title}).provider == provider


def test_the_updated_date_replaces_a_missing_published_date() -> None:
    entry = build(published="never", updated="2026-11-03T09:20:00Z", created="2026-11-01")
    assert entry.published == entry.updated
    assert build(created="2026-11-01").published is not None


def test_an_excerpt_that_is_the_title_is_empty() -> None:
    assert build(summary="<p>ONE TWO</p>").excerpt == ""


def test_long_titles_are_cut() -> None:
    assert len(build(title="word " * 200).title) <= 300


@pytest.mark.parametrize(
    ("link", "domain"),
    [("https://www.a.example/1", "a.example"), ("http://localhost:8080/1", ""), ("http://intranet/1", "")],
)
def test_a_host_without_a_domain_gives_none(link: str, domain: str) -> None:
    """A record with the domain ``localhost`` would be a warning of ``check``."""
    assert build(links=(WireLink(link),)).domain == domain
