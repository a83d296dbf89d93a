"""What a page says of itself, and what its owner forbids."""

import pytest

from generator.ingest.formats.web_page import page_entry, parse_web_page
from generator.model.ingest import WireImage

URL = "https://hedgerow.example/bees"
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE = """<!doctype html><html lang="en-GB"><head><title>Hedgerow</title>
<meta property="og:title" content="Bees &amp; wasps"><meta name="description" content="They were counted.">
<meta property="og:image" content="/comb.jpg"><meta property="og:image:width" content="1200">
<meta property="article:published_time" content="2026-11-09T09:20:00Z"><link rel="canonical" href="/bees">{}</head>"""


def test_a_page_gives_an_entry() -> None:
    page = parse_web_page(PAGE.format("").encode(), HTML, URL)
    assert (page.title, page.description) == ("Bees & wasps", "They were counted.")
    assert page.published == "2026-11-09T09:20:00Z"
    assert page.image == WireImage("https://hedgerow.example/comb.jpg", 1200)
    entry = page_entry(page, URL)
    assert entry is not None
    assert (entry.links[0].url, entry.language, entry.summary_is_html) == (URL, "en-GB", False)


@pytest.mark.parametrize(
    ("head", "header", "forbidden"),
    [
        ('<meta name="robots" content="NoIndex, nofollow">', "", {"noindex", "nofollow"}),
        ('<meta name="broadsheet" content="none">', "", {"noindex", "nosnippet", "noimageindex"}),
        ("", "noimageindex", {"noimageindex"}),
        ("", "googlebot: noindex, nosnippet", set()),
        ("", "broadsheet: nosnippet", {"nosnippet"}),
    ],
)
def test_what_the_owner_forbids(head: str, header: str, forbidden: set[str]) -> None:
    headers = {**HTML, "x-robots-tag": header} if header else HTML
    page = parse_web_page(PAGE.format(head).encode(), headers, URL)
    assert page.forbidden - {""} == forbidden
    assert (page.image is None) == ("noimageindex" in forbidden)
    assert (page.description == "") == ("nosnippet" in forbidden)
    assert (page_entry(page, URL) is None) == ("noindex" in forbidden)


@pytest.mark.parametrize(
    ("html", "published"),
    [
        ('<title>T</title><script>{"datePublished": "2026-11-01"}</script>', "2026-11-01"),
        ('<title>T</title><time datetime="2026-11-02T00:00Z">', "2026-11-02T00:00Z"),
        ("<title>T</title>", ""),
    ],
)
def test_dates_that_pages_have(html: str, published: str) -> None:
    assert parse_web_page(html.encode(), HTML, URL).published == published


def test_a_canonical_url_of_another_host_is_not_believed() -> None:
    page = parse_web_page(b"<title>T</title><link rel=canonical href='https://other.example/x'>", HTML, URL)
    entry = page_entry(page, URL)
    assert entry is not None
    assert entry.links[0].url == URL


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>Bücher</title>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("<meta charset=iso-8859-1><title>Bücher</title>".encode("latin-1"), "text/html"),
        ("<title>Bücher</title>".encode(), "text/html; charset=nonsense"),
    ],
)
def test_encodings(body: bytes, kind: str) -> None:
    assert parse_web_page(body, {"content-type": kind}, URL).title == "Bücher"


def test_a_page_without_a_title_is_no_entry() -> None:
    assert page_entry(parse_web_page(b"<p>x", HTML, URL), URL) is None


@pytest.mark.parametrize(
    "linked",
    [
        '{"@type": "NewsArticle", "headline": "The headline"}',
        '{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": "BlogPosting", "headline": "The headline"}]}',
    ],
)
def test_the_headline_of_linked_data_is_better_than_the_title_of_the_window(linked: str) -> None:
    script = f'<script type="application/ld+json">{linked}</script>'
    body = f"<title>Site - Short</title>{script}"
    assert parse_web_page(body.encode(), HTML, URL).title == "The headline"
    named = f'<meta property="og:title" content="As shared">{body}'
    assert parse_web_page(named.encode(), HTML, URL).title == "As shared"
