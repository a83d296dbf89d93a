"""A small corpus of feeds, one for each thing that real feeds do: what becomes of every entry."""

from pathlib import Path
from typing import Any

import pytest

from generator.ingest.entries import build_entries
from generator.ingest.feed_parser import parse_feed
from generator.model.ingest import Entry, ParsedFeed
from generator.model.ingest_sources import Source, SourceKind

FEEDS = Path(__file__).parent / "feeds"
URL = "https://hedgerow.example/feed.xml"
KINDS: dict[str, SourceKind] = {"sitemap": "sitemap", "h-feed": "h-feed"}


def parse(name: str) -> ParsedFeed:
    kind: SourceKind = next((kind for start, kind in KINDS.items() if name.startswith(start)), "feed")
    return parse_feed((FEEDS / name).read_bytes(), {}, URL, kind)


def entries(name: str, **settings: Any) -> tuple[Entry, ...]:
    source = Source(id="hedgerow", url=URL, **settings)
    return build_entries(parse(name), source, "en")[0]


SHOWN: dict[str, list[dict[str, Any]]] = {
    "rss-plain.xml": [
        {
            "url": "https://hedgerow.example/notes/bees-counted",
            "title": "Bees, counted",
            "excerpt": "48,112 left the hive. 48,109 came home.",
            "published": "2026-11-03T09:20:00",
            "guid": "hedgerow-417",
            "categories": ("hives",),
            "provider": "Hedgerow",
            "domain": "hedgerow.example",
            "kind": "article",
            "locale": "",
        },
        {"title": "A wasp at the window", "published": "2026-11-02T07:00:00", "guid": ""},
    ],
    "rss-without-guid.xml": [{"guid": "", "url": "https://hedgerow.example/notes/no-guid"}],
    "rss-repeated-guids.xml": [{"guid": "moth"}, {"guid": "moth"}],
    "rss-podcast.xml": [
        {
            "url": "https://hedgerow.example/audio/9.mp3",
            "kind": "article",
            "enclosure": ("https://hedgerow.example/audio/9.mp3", "audio/mpeg"),
        }
    ],
    "rss-permalink-guid.xml": [{"url": "https://hedgerow.example/notes/guid-only", "guid": ""}],
    "rss-relative-link.xml": [
        {"url": "https://hedgerow.example/notes/relative", "image": "https://hedgerow.example/i/leaf.jpg"}
    ],
    "rss-tracking.xml": [
        {"url": "https://hedgerow.example/notes/tracked?id=7"},
        {"url": "https://hedgerow.example/notes/kept?source=field&ref=12"},
        {"url": "https://hedgerow.example/notes/burnt"},
    ],
    "rss-titles.xml": [
        {"title": "Fish & chips for “two”"},
        {"title": "When a < b and List<T> meet"},
        {"title": "One two three four five six seven eight nine ten eleven twelve…"},
    ],
    "rss-dates.xml": [
        {"published": "2026-02-06T22:48:21", "locale": "pt-BR"},
        {"published": "2026-11-02T06:00:00"},
        {"published": None},
        {"published": None},
        {"published": None},
    ],
    "rss-excerpts.xml": [
        {"excerpt": "The nettle is back."},
        {"excerpt": ""},
        {"excerpt": "First paragraph of many."},
    ],
    "rss-authors.xml": [
        {"authors": ("Ada Fennimore",)},
        {"authors": ("Ada Fennimore", "Bo Thatch")},
        {"authors": ()},
    ],
    "rss-images.xml": [
        {"image": "https://hedgerow.example/i/large.jpg"},
        {"image": "https://hedgerow.example/i/thumb.jpg"},
        {"image": "https://hedgerow.example/i/enclosed.png"},
        {"image": "https://hedgerow.example/leaf.jpg"},
        {"image": ""},
    ],
    "rss-video.xml": [{"kind": "video"}, {"kind": "video", "enclosure": None}],
    "rss-broken.xml": [
        {"title": "Fish & chips & peas", "url": "https://hedgerow.example/b/1?a=1&b=2"},
        {"title": "Never closed"},
    ],
    "rss-windows-1252.xml": [{"title": "Café for moles – at last"}],
    "rss-mojibake.xml": [{"title": "A mole’s café"}],
    "rdf.xml": [
        {
            "url": "https://hedgerow.example/r/1",
            "title": "Ein Igel im Laub",
            "published": "2026-11-03T09:20:00",
            "authors": ("Ada Fennimore",),
            "categories": ("Igel",),
            "locale": "de",
        }
    ],
    "atom.xml": [
        {
            "url": "https://hedgerow.example/atom/bees",
            "title": "Bees & wasps",
            "excerpt": "Counted & found.",
            "guid": "tag:hedgerow.example,2026:417",
            "published": "2026-11-03T09:20:00",
            "authors": ("Ada Fennimore",),
            "categories": ("Insects",),
            "image": "https://hedgerow.example/atom/comb.jpg",
        },
        {"title": "Y draenog", "locale": "cy", "published": "2026-11-02T09:20:00"},
        {
            "title": "Using the <template> element",
            "url": "https://hedgerow.example/atom/template",
            "guid": "",
        },
    ],
    "json-feed.json": [
        {
            "url": "https://hedgerow.example/j/1",
            "title": "Bees & wasps",
            "excerpt": "Counted twice.",
            "guid": "417",
            "image": "https://hedgerow.example/i/comb.jpg",
            "categories": ("hives", "7"),
            "authors": ("Ada Fennimore",),
            "enclosure": ("https://hedgerow.example/a.mp3", "audio/mpeg"),
        },
        {
            "url": "https://hedgerow.example/j/2",
            "title": "No title, and a first line of twelve words or more, as…",
            "image": "https://hedgerow.example/i/banner.jpg",
            "authors": ("Hedgerow",),
            "locale": "de",
            "published": None,
        },
    ],
    "sitemap-news.xml": [
        {
            "url": "https://quarry.example/stone",
            "title": "A stone & its story",
            "excerpt": "",
            "published": "2026-11-03T09:20:00",
            "categories": ("stone", "story"),
            "image": "https://quarry.example/i/stone.jpg",
            "domain": "quarry.example",
        }
    ],
    "h-feed.html": [
        {
            "url": "https://hedgerow.example/duck",
            "title": "A duck lands",
            "excerpt": "It stays for tea.",
            "published": "2026-11-03T09:20:00",
            "authors": ("Bo Thatch",),
            "image": "https://hedgerow.example/i/duck.jpg",
            "categories": ("birds",),
        },
        {
            "url": "https://hedgerow.example/note",
            "title": "A note without a name, of a dozen words and a few…",
        },
    ],
}
"""The entries of each feed, in order, as far as the feed is about them."""


def shown(entry: Entry, field: str) -> Any:
    match field:
        case "published":
            return entry.published and entry.published.isoformat().removesuffix("+00:00")
        case "image":
            return entry.images[0].url if entry.images else ""
        case "enclosure":
            return entry.enclosure and (entry.enclosure.url, entry.enclosure.type)
    return getattr(entry, field)


@pytest.mark.parametrize("name", SHOWN)
def test_entries_are_as_the_feed_means_them(name: str) -> None:
    found = entries(name)
    assert [
        {field: shown(entry, field) for field in expected}
        for entry, expected in zip(found, SHOWN[name], strict=True)
    ] == SHOWN[name]


def test_every_feed_of_the_corpus_is_used() -> None:
    elsewhere = {
        "rss-categories.xml",
        "rss-aggregator.xml",
        "rss-visits.xml",
        "sitemap-plain.xml",
        "subscriptions.opml",
    }
    assert {file.name for file in FEEDS.iterdir()} == SHOWN.keys() | elsewhere


def test_unusable_entries_are_reported_with_a_reason() -> None:
    skipped = build_entries(parse("rss-titles.xml"), Source(id="hedgerow", url=URL))[1]
    assert [(each.position, each.reason) for each in skipped] == [
        (3, "it has no title and no text"),
        (4, "it has no URL"),
    ]


def test_a_malformed_feed_is_read_and_its_problem_reported() -> None:
    feed = parse("rss-broken.xml")
    assert feed.format == "rss"
    assert "not well-formed" in feed.problem


def test_an_aggregator_credits_others() -> None:
    names = [(entry.provider, entry.domain) for entry in entries("rss-aggregator.xml", allow_provider=True)]
    assert names == [("Quarry Times", "quarry.example"), ("millpond.example", "millpond.example")]
    assert {entry.provider for entry in entries("rss-aggregator.xml")} == {"Hedgerow"}
    assert {entry.provider for entry in entries("rss-aggregator.xml", provider="Mine")} == {"Mine"}


def test_settings_of_a_source_go_before_the_feed() -> None:
    (entry,) = entries("rss-video.xml", type="course")[:1]
    assert entry.kind == "course"
    assert entries("atom.xml", authors=False)[0].authors == ()
    assert entries("atom.xml", pictures="off")[0].images == ()
    assert entries("atom.xml", locale="fr")[0].locale == "fr"
    assert entries("rss-plain.xml", excerpt=20)[0].excerpt == "48,112 left the…"
    assert entries("rss-plain.xml", excerpt=0)[0].excerpt == ""
