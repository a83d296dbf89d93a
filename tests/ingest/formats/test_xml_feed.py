"""RSS, RDF and Atom by feedparser: what the adapter takes from it."""

from pathlib import Path

import pytest

from generator.ingest.formats.xml_feed import parse_xml_feed
from generator.ingest.limits import MAX_ENTRIES
from generator.model.ingest import Tombstone, VisitHints

FEEDS = Path(__file__).parents[1] / "feeds"
URL = "https://hedgerow.example/feed.xml"


def test_hints_about_visits_are_read() -> None:
    feed = parse_xml_feed((FEEDS / "rss-visits.xml").read_bytes(), {}, URL)
    assert feed.hints == VisitHints(720, (0, 23), (6,))


def test_tombstones_and_the_next_page_are_read() -> None:
    feed = parse_xml_feed((FEEDS / "atom.xml").read_bytes(), {}, URL)
    assert feed.tombstones == (Tombstone("tag:hedgerow.example,2026:12"),)
    assert feed.next_url == "https://hedgerow.example/atom/feed-2.atom"
    assert (feed.title, feed.language, feed.url) == ("Hedgerow", "en", "https://hedgerow.example/")


def test_an_id_does_not_depend_on_where_the_feed_is() -> None:
    body = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>7</id><title>T</title><link href='a'/></entry></feed>"
    here, there = (parse_xml_feed(body, {}, url).entries[0] for url in (URL, "https://quarry.example/feed"))
    assert here.id == there.id == "7"
    assert here.links[0].url == "https://hedgerow.example/a"
    assert there.links[0].url == "https://quarry.example/a"


def test_only_so_many_entries_are_kept_and_all_are_counted() -> None:
    item = b"<item><title>One two</title></item>"
    feed = parse_xml_feed(
        b"<rss version='2.0'><channel>" + item * (MAX_ENTRIES + 5) + b"</channel></rss>", {}, URL
    )
    assert (len(feed.entries), feed.found) == (MAX_ENTRIES, MAX_ENTRIES + 5)


def test_the_type_of_atom_texts_counts() -> None:
    body = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a &lt;b&gt;</title>"
        b"<summary type='html'>&lt;p&gt;</summary>"
        b"<content type='text'>x &lt;y&gt;</content></entry></feed>"
    )
    entry = parse_xml_feed(body, {}, URL).entries[0]
    assert (entry.title_is_html, entry.summary_is_html, entry.content_is_html) == (False, True, False)


@pytest.mark.parametrize("body", [b"<html><body>x</body></html>", b"<a/>", b"plain"])
def test_other_documents_have_no_format(body: bytes) -> None:
    assert parse_xml_feed(body, {}, URL).format == ""
