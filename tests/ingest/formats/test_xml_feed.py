"""RSS, RDF and Atom by feedparser: what the adapter takes from it."""

from pathlib import Path
from time import process_time

import pytest

from generator.ingest.excerpts import make_excerpt
from generator.ingest.formats.xml_feed import _escape_ampersands, parse_xml_feed
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


ATOM = b"<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Ada</name></author>%b</feed>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"<content type='html'>&lt;p&gt;Hello &lt;b&gt;there&lt;/b&gt;.&lt;/p&gt;</content>",
            "Hello there.",
        ),
        (b"<content type='html'><![CDATA[<p>Hello <b>there</b>.</p>]]></content>", "Hello there."),
        (
            b"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Hello.</p></div></content>",
            "Hello.",
        ),
        (b"<content>Hello &lt;b&gt;.</content>", "Hello <b>."),
        (b"<summary>Short.</summary><content type='html'>&lt;p&gt;Long.</content>", "Short."),
        (b"<summary type='html'>&lt;i&gt;Short.</summary><content>Long.</content>", "Short."),
    ],
)
def test_an_atom_entry_without_a_summary_has_an_excerpt_of_its_content(content: bytes, expected: str) -> None:
    entry = parse_xml_feed(ATOM % (b"<entry><title>T</title>" + content + b"</entry>"), {}, URL).entries[0]
    texts = ((entry.summary, entry.summary_is_html), (entry.content, entry.content_is_html))
    assert make_excerpt(texts, "T", 300) == expected


def test_the_author_of_an_atom_feed_is_that_of_entries_without_one() -> None:
    entries = (
        b"<entry><title>T</title></entry><entry><title>U</title><author><name>Bo</name></author></entry>"
    )
    assert [entry.authors for entry in parse_xml_feed(ATOM % entries, {}, URL).entries] == [("Ada",), ("Bo",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"AT&T and R&D", "AT&T and R&D"),
        (b"AT&T &amp; R&#38;D &eacute;", "AT&T & R&D \xe9"),
        (b"<![CDATA[AT&T]]> & more", "AT&T & more"),
        (b"Q&A; again", "Q&A; again"),
    ],
)
def test_a_bare_ampersand_stays_what_it_is(text: bytes, expected: str) -> None:
    body = b"<rss version='2.0'><channel><item><title>%b</title></item></channel></rss>" % text
    assert parse_xml_feed(body, {}, URL).entries[0].title == expected


@pytest.mark.parametrize("unit", [b"<![CDATA[", b"&", b"&a", b"<![CDATA[]]", b"&#1"])
def test_repairing_ampersands_takes_linear_time(unit: bytes) -> None:
    started = process_time()
    _escape_ampersands(unit * (2_000_000 // len(unit)))
    assert process_time() - started < 2
