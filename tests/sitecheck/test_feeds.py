"""Links in feeds, sitemaps, OPML files and manifests."""

import json

import pytest

from generator.sitecheck.feeds import FeedReader, read_manifest
from generator.sitecheck.markup import MAX_DEPTH
from generator.sitecheck.pages import PageReader


def test_links_of_feeds() -> None:
    rss = (
        b"<rss><channel><link>https://a.example/</link><item><enclosure url='e.mp3'/>"
        b"<description>&lt;img src='p.jpg'&gt;</description></item></channel></rss>"
    )
    assert FeedReader(PageReader()).read_xml("f.rss", rss).links == ("https://a.example/", "e.mp3", "p.jpg")
    opml = b"<opml><body><outline xmlUrl='f.rss' htmlUrl='./'/></body></opml>"
    assert FeedReader(PageReader()).read_xml("f.opml", opml).links == ("f.rss", "./")
    feed = (
        b'{"version": "https://jsonfeed.org/version/1.1", "feed_url": "f", "items": '
        b'[{"url": "u", "image": "i", "id": "n", "content_html": "<a href=h>x</a>", "authors": [{"url": "w"}]}]}'
    )
    assert FeedReader(PageReader()).read_json("f.json", feed).links == ("f", "u", "i", "h", "w")


def test_other_json_has_no_links_and_invalid_files_are_broken() -> None:
    assert FeedReader(PageReader()).read_json("f.json", b'{"url": "u"}').links == ()
    assert FeedReader(PageReader()).read_json("f.json", b"{").broken
    assert FeedReader(PageReader()).read_xml("f.rss", b"<rss>").broken


def test_a_feed_cannot_make_the_check_read_other_files() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><rss><link>&e;</link></rss>'
    assert FeedReader(PageReader()).read_xml("f.rss", bomb).links == ()


def test_plain_text_in_atom_is_no_html() -> None:
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>&lt;a href="no">&lt;/a></summary>'
        b'<content type="html">&lt;a href="yes">&lt;/a></content></entry></feed>'
    )
    assert FeedReader(PageReader()).read_xml("f.atom", atom).links == ("yes",)


def test_a_sitemap_names_pages_and_pictures() -> None:
    xml = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="urn:i"><url><loc>a/</loc>'
        b"<i:image><i:loc>p.jpg</i:loc></i:image></url></urlset>"
    )
    sheet = FeedReader(PageReader()).read_xml("sitemap.xml", xml)
    assert (sheet.links, sheet.locs) == (("a/", "p.jpg"), ("a/",))


def test_links_of_a_manifest() -> None:
    manifest = b'{"start_url": "/radar/", "icons": [{"src": "i.png"}, {"sizes": "1x1"}], "name": "x"}'
    assert read_manifest("m.webmanifest", manifest).links == ("/radar/", "i.png")


@pytest.mark.parametrize("data", [b"[" * 100_000, b"{", b"\xff"])
def test_json_that_cannot_be_read_is_broken(data: bytes) -> None:
    assert FeedReader(PageReader()).read_json("a.json", data).broken
    assert read_manifest("m.webmanifest", data).broken


def test_a_news_sitemap_lists_no_pages() -> None:
    xml = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="urn:n"><url><loc>a/</loc>'
        b"<n:news><n:publication/></n:news></url></urlset>"
    )
    file = FeedReader(PageReader()).read_xml("news.xml", xml)
    assert (file.links, file.locs) == (("a/",), ())


def test_one_reader_gives_the_same_links_for_every_feed() -> None:
    reader = FeedReader(PageReader())
    rss = b"<rss><channel><item><description>&lt;a href='h'&gt;</description></item></channel></rss>"
    assert reader.read_xml("a.rss", rss).links == reader.read_xml("b.rss", rss).links == ("h",)


def test_a_feed_with_html_that_is_nested_too_deep_is_broken() -> None:
    html = "<b>" * (MAX_DEPTH + 1)
    feed = {"version": "https://jsonfeed.org/version/1.1", "content_html": html}
    rss = f"<rss><description><![CDATA[{html}]]></description></rss>".encode()
    for file in (
        FeedReader(PageReader()).read_xml("f.rss", rss),
        FeedReader(PageReader()).read_json("f.json", json.dumps(feed).encode()),
    ):
        assert file.broken == "its elements are nested more than 15,000 levels deep"
