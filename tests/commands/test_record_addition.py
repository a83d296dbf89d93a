"""``add``: a record from what a page says of itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.commands.record_addition import add_record, read_page
from tests.support.feed_host import FeedHost, feed_host
from tests.support.site_kit import Site, article

PAGE = """<!doctype html><html lang="en-GB"><head><title>Darn – Warp &amp; Weft</title>
<meta property="og:title" content="Darn"><meta property="og:description" content="Eleven hundred socks.">
<meta property="og:site_name" content="Warp &amp; Weft"><meta property="og:image" content="/sock.jpg">
<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Other", "author": {"name": "Ada"},
"datePublished": "2025-11-06T07:00:00Z", "keywords": ["Socks", "Holes"]}</script>
<link rel="canonical" href="/darn"></head></html>"""


@pytest.fixture
def host(site: Site) -> Iterator[FeedHost]:
    site.content.mkdir(exist_ok=True)
    with feed_host() as host:
        host.give("/darn", PAGE, content_type="text/html")
        yield host


def test_a_record_has_the_metadata_of_the_page_and_no_problem(site: Site, host: FeedHost) -> None:
    draft = read_page(site.content, site.cache, host.url("/darn?utm_source=x"), False, True)
    assert draft.reason.startswith("the host answered 404"), "the query is part of the URL"
    draft = read_page(site.content, site.cache, host.url("/darn"), False, True)
    assert draft.reason == ""
    added = add_record(site.content, draft.entry, ["Textiles"])
    assert added.path == "_news/2025/11/2025-11-06-darn.md"
    assert added.text == (site.content / added.path).read_text("utf-8")
    assert added.text.splitlines() == [
        "---",
        'title: "Darn"',
        'excerpt: "Eleven hundred socks."',
        "publishedDateTime: 2025-11-06T07:00:00Z",
        f'originalUrl: "{host.url("/darn")}"',
        "type: article",
        'provider: {name: "Warp & Weft", domain: "127.0.0.1", authors: [{name: "Ada"}]}',
        'topics: ["Textiles"]',
        'tags: ["Socks", "Holes"]',
        f'images: [{{url: "{host.url("/sock.jpg")}"}}]',
        "---",
    ]
    assert [str(each) for each in site.build().problems if "127.0.0.1" not in each.message] == []
    assert (site.output / "2025/11/06/darn/index.html").is_file()


def test_a_page_is_added_once(site: Site, host: FeedHost) -> None:
    add_record(site.content, read_page(site.content, site.cache, host.url("/darn"), False, True).entry)
    with pytest.raises(
        SettingsError, match=r"is already in the content folder: _news/2025/11/2025-11-06-darn\.md"
    ):
        read_page(site.content, site.cache, host.url("/darn#top"), False, True)
    assert host.times("/darn") == 1, "nobody is asked for what is known"


def test_the_canonical_url_may_be_the_one_that_is_known(site: Site, host: FeedHost) -> None:
    host.give("/darn-amp", PAGE, content_type="text/html")
    site.record("a.md", article("a", originalUrl=host.url("/darn")))
    with pytest.raises(SettingsError, match=r"is already in the content folder: a\.md"):
        read_page(site.content, site.cache, host.url("/darn-amp"), False, True)


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/none", b"", "the host answered 404"),
        ("/robots.txt", b"User-agent: *\nDisallow: /", "its robots.txt forbids it"),
    ],
)
def test_a_page_that_cannot_be_read_gives_a_guess_and_the_reason(
    site: Site, host: FeedHost, path: str, body: bytes, reason: str
) -> None:
    if body:
        host.give(path, body)
    draft = read_page(site.content, site.cache, host.url("/2026/three-thousand_roofs.html"), False, True)
    assert draft.reason.startswith(reason)
    assert (draft.entry.title, draft.entry.published) == ("Three thousand roofs", None)


def test_a_private_address_needs_leave(site: Site, host: FeedHost) -> None:
    draft = read_page(site.content, site.cache, host.url("/darn"), False, False)
    assert draft.reason != ""
    assert host.asked == []


def test_offline_makes_no_request(site: Site, host: FeedHost) -> None:
    draft = read_page(site.content, site.cache, "paper.example/a/tide-tables", True, False)
    assert (draft.entry.url, draft.entry.title) == ("https://paper.example/a/tide-tables", "Tide tables")
    assert (draft.entry.provider, draft.entry.domain) == ("paper.example", "paper.example")
    assert host.asked == []
    assert add_record(site.content, draft.entry).path == "_news/undated/tide-tables.md"


def test_a_saved_page_is_read_as_a_file(site: Site, host: FeedHost, tmp_path: Path) -> None:
    file = tmp_path / "saved.html"
    file.write_text(PAGE.replace('"/darn"', '"https://warp.example/darn"'), "utf-8")
    entry = read_page(site.content, site.cache, str(file), False, False).entry
    assert (entry.url, entry.title) == ("https://warp.example/darn", "Darn")
    assert entry.published == datetime(2025, 11, 6, 7, tzinfo=UTC)
    assert entry.images[0].url == "https://warp.example/sock.jpg"
    assert host.asked == []


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("ftp://a.example/x", "expected a URL or a file, found neither"),
        ("missing.html", "expected a URL or a file, found neither"),
        ("folder/missing.htm", "expected a URL or a file, found neither"),
        ("word", "expected a URL or a file, found neither"),
        ("https://", "expected a URL or a file, found neither"),
    ],
)
def test_other_places_are_errors(site: Site, place: str, message: str) -> None:
    site.content.mkdir()
    with pytest.raises(SettingsError, match=message):
        read_page(site.content, site.cache, place, False, False)


def test_a_saved_page_without_a_url_is_an_error(site: Site, tmp_path: Path) -> None:
    site.content.mkdir()
    (tmp_path / "saved.html").write_text("<title>T</title>", "utf-8")
    with pytest.raises(SettingsError, match="expected a saved page that names its URL"):
        read_page(site.content, site.cache, str(tmp_path / "saved.html"), False, False)


def test_two_pages_of_one_title_have_two_files(site: Site) -> None:
    site.content.mkdir()
    urls = [f"https://{name}.example/tide-tables" for name in "ab"]
    entries = [read_page(site.content, site.cache, url, True, False).entry for url in urls]
    paths = [add_record(site.content, entry).path for entry in entries]
    assert len(set(paths)) == 2


@pytest.mark.parametrize("folder", ["../x", "/x", "", "static", "pages/x", "_data/topics"])
def test_a_folder_that_has_no_records_is_an_error(site: Site, folder: str) -> None:
    site.content.mkdir()
    entry = read_page(site.content, site.cache, "https://a.example/x", True, False).entry
    with pytest.raises(SettingsError, match="--folder: expected"):
        add_record(site.content, entry, folder=folder)


@pytest.mark.parametrize(
    "text", ["", " ", "a, b", "<b>x</b>", 'A "quoted": thing', "two\nlines\x07", "---", "null"]
)
def test_typed_values_make_a_valid_record(site: Site, tmp_path: Path, text: str) -> None:
    site.content.mkdir()
    page = tmp_path / "saved.html"
    page.write_text(f"<title>T</title><meta name=author content='{text} <ada@a.example>'>", "utf-8")
    draft = read_page(site.content, site.cache, str(page), False, False, "https://a.example/x")
    added = add_record(site.content, draft.entry, [text, "Textiles"])
    assert "ada@" not in added.text
    assert "Textiles" in added.text
    assert site.build().problems == ()
