"""Sitemaps: news become entries, plain ones addresses."""

from pathlib import Path

import pytest

from generator.ingest.formats.sitemap import parse_sitemap

FEEDS = Path(__file__).parents[1] / "feeds"
URL = "https://quarry.example/sitemap.xml"


def test_a_plain_sitemap_gives_addresses_and_dates() -> None:
    feed = parse_sitemap((FEEDS / "sitemap-plain.xml").read_bytes(), URL)
    assert feed.pages == (("https://quarry.example/a", "2026-11-03"), ("https://quarry.example/b", ""))
    assert (feed.entries, feed.found, feed.is_index) == ((), 2, False)


def test_a_news_sitemap_gives_entries_alone() -> None:
    feed = parse_sitemap((FEEDS / "sitemap-news.xml").read_bytes(), URL)
    assert (len(feed.entries), feed.found, feed.pages) == (1, 1, ())
    assert feed.entries[0].source_title == "Quarry Times"


def test_an_index_gives_sitemaps() -> None:
    body = b"<sitemapindex><sitemap><loc>/1.xml</loc></sitemap><sitemap/></sitemapindex>"
    feed = parse_sitemap(body, URL)
    assert (feed.is_index, feed.pages) == (True, (("https://quarry.example/1.xml", ""),))


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"<urlse", b"<html></html>"])
def test_others_are_none(body: bytes) -> None:
    assert parse_sitemap(body, URL).format == ""
