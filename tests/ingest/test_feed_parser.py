"""Bodies of any format: the content tells which, and nothing is ever opened or fetched."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.feed_parser import find_feed_links, parse_feed
from generator.ingest.limits import MAX_BODY
from generator.model.ingest import WireLink

FEEDS = Path(__file__).parent / "feeds"
URL = "https://a.example/feed"
RSS = b"<rss version='2.0'><channel><title>T</title><item><title>One two</title><link>/1</link></item></channel></rss>"


@pytest.mark.parametrize(
    ("name", "format"),
    [("rss-plain.xml", "rss"), ("rdf.xml", "rdf"), ("atom.xml", "atom"), ("json-feed.json", "json")],
)
@pytest.mark.parametrize(
    "type", ["text/html", "application/octet-stream", "application/json", "", "text/xml; charset=x"]
)
def test_the_content_tells_the_format_whatever_the_type(name: str, format: str, type: str) -> None:
    feed = parse_feed((FEEDS / name).read_bytes(), {"Content-Type": type}, URL)
    assert (feed.format, bool(feed.entries)) == (format, True)


def test_a_page_is_no_feed_and_names_its_feeds() -> None:
    feed = parse_feed(
        (FEEDS / "h-feed.html").read_bytes(), {"content-type": "text/html"}, "https://millpond.example/x"
    )
    assert (feed.is_feed(), feed.is_html, feed.problem) == (False, True, "a web page, not a feed")
    assert feed.feeds == (
        WireLink("https://millpond.example/feed.xml", "alternate", "application/rss+xml", 0, "Posts"),
    )


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<link href="/a" rel="alternate" type="application/atom+xml">', ["https://a.example/a"]),
        ("<LINK REL='alternate home' TYPE='application/feed+json' HREF=b>", ["https://a.example/b"]),
        ('<link rel="alternate" type="application/json" href="/wp-json/1">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/a">', []),
        ('<link rel="alternate" hreflang="de" href="/de">', []),
        ('<link rel="alternate" type="application/rss+xml">', []),
    ],
)
def test_feeds_of_a_page_are_found(html: str, urls: list[str]) -> None:
    assert [link.url for link in find_feed_links(html, URL)] == urls


def test_a_sitemap_needs_its_kind() -> None:
    body = (FEEDS / "sitemap-plain.xml").read_bytes()
    assert 'kind = "sitemap"' in parse_feed(body, {}, URL).problem
    assert parse_feed(body, {}, URL, "sitemap").format == "sitemap"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"/etc/passwd",
        b"file:///etc/passwd",
        b"http://127.0.0.1:9/",
        b"\x00\x01\x02",
        b"{",
        b"[]",
    ],
)
def test_other_documents_never_open_files(body: bytes) -> None:
    feed = parse_feed(body, {}, URL)
    assert (feed.is_feed(), feed.entries) == (False, ())
    assert feed.problem


def test_entities_of_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    body = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + RSS.replace(
        b"One two", b"One &x; two"
    )
    assert "hidden" not in repr(parse_feed(body, {}, URL))


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", ""), ("iso-8859-1", ""), ("windows-1251", "windows-1251"), ("utf-16", "utf-16")],
)
def test_the_charset_of_the_header_or_the_declaration_counts(charset: str, declared: str) -> None:
    word = "Привет" if charset in ("windows-1251", "utf-16") else "café"
    head = f'<?xml version="1.0"{f" encoding={chr(34)}{declared}{chr(34)}" if declared else ""}?>'
    body = (head + RSS.decode().replace("One two", word)).encode(charset)
    headers = {} if declared else {"Content-Type": f"application/xml; charset={charset}"}
    assert parse_feed(body, headers, URL).entries[0].title == word


def test_a_packed_file_is_unpacked_up_to_the_limit() -> None:
    assert parse_feed(gzip.compress(RSS), {}, URL).format == "rss"
    assert parse_feed(gzip.compress(RSS)[:-20], {}, URL).format in ("rss", "")
    assert "more than" in parse_feed(gzip.compress(b" " * (MAX_BODY + 1)), {}, URL).problem


@given(st.binary(max_size=300), st.sampled_from(["feed", "sitemap", "h-feed"]))
def test_any_body_is_taken(body: bytes, kind: str) -> None:
    parse_feed(body, {}, URL, kind)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(
            [b"<item>", b"</item>", b"<title>", b"a", b"</title>", b"&x;", b"<![CDATA[", b"]]>", b"<"]
        ),
        max_size=30,
    )
)
def test_any_order_of_tags_is_taken(parts: list[bytes]) -> None:
    parse_feed(b"<rss version='2.0'><channel>" + b"".join(parts), {}, URL)
