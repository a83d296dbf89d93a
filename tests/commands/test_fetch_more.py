"""Pages of sitemaps, images of pages, older entries: what feeds only point to."""

from collections.abc import Iterator
from typing import Any

import pytest

from generator.base.errors import SettingsError
from tests.support.desk import BEES, Desk
from tests.support.feed_host import FeedHost, feed_host, rss
from tests.support.site_kit import Site

SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


@pytest.fixture(scope="module")
def running() -> Iterator[FeedHost]:
    with feed_host() as host:
        yield host


@pytest.fixture
def desk(site: Site, running: FeedHost) -> Desk:
    return Desk(site, running)


def sitemap(desk: Desk, *names: str, date: str = "2026-11-09") -> str:
    urls = "".join(
        f"<url><loc>{desk.host.url(f'/{name}')}</loc><lastmod>{date}</lastmod></url>" for name in names
    )
    return SITEMAP.format(urls)


def give_page(desk: Desk, name: str, more: str = "", **headers: Any) -> None:
    page = f'<title>The page of {name}</title><meta name="description" content="All about {name}.">{more}'
    desk.host.give(f"/{name}", page, content_type="text/html", **headers)


def test_pages_of_a_plain_sitemap_become_records(desk: Desk) -> None:
    desk.source(more='kind = "sitemap"')
    for name in ("one", "two", "hidden", "private/x"):
        give_page(desk, name, '<meta name="robots" content="noindex">' if name == "hidden" else "")
    desk.host.give("/robots.txt", "User-agent: *\nDisallow: /private/")
    desk.host.give("/feed", sitemap(desk, "one", "two", "hidden", "private/x"))
    assert desk.fetch().total("new") == 2
    assert desk.host.times("/private/x") == 0
    assert any(b'excerpt: "All about one."' in text for text in desk.records().values())
    give_page(desk, "three")
    desk.host.give("/feed", sitemap(desk, "one", "two", "hidden", "private/x", "three"))
    assert desk.fetch(2).total("new") == 1
    assert [desk.host.times(f"/{name}") for name in ("one", "hidden", "three")] == [1, 1, 1]


def test_a_page_that_failed_is_requested_next_time(desk: Desk) -> None:
    desk.source(more='kind = "sitemap"')
    desk.host.give("/robots.txt", "", 500)
    give_page(desk, "one")
    desk.host.give("/feed", sitemap(desk, "one"), etag='"1"')
    assert desk.fetch().total("new") == 0
    desk.host.give("/robots.txt", "", 404)
    assert desk.fetch(2).total("new") == 1


def test_an_index_of_sitemaps_is_read_to_its_newest(desk: Desk) -> None:
    desk.source(more='kind = "sitemap"')
    index = f"<sitemapindex><sitemap><loc>{desk.host.url('/map')}</loc></sitemap></sitemapindex>"
    desk.host.give("/feed", index)
    desk.host.give("/map", sitemap(desk, "one"))
    give_page(desk, "one")
    assert desk.fetch().total("new") == 1


def test_an_image_of_the_page_where_the_feed_has_none(desk: Desk) -> None:
    url = desk.host.url("/bees")
    item = f"<item><title>Bees were counted</title><link>{url}</link><pubDate>{BEES[2]}</pubDate></item>"
    desk.settings('[fetch]\npictures = "page"\n')
    desk.source()
    desk.host.give("/feed", f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>")
    give_page(desk, "bees", '<meta property="og:image" content="/comb.jpg">')
    assert desk.fetch().total("new") == 1
    assert f'images: [{{url: "{desk.host.url("/comb.jpg")}"}}]'.encode() in next(
        iter(desk.records().values())
    )
    before = desk.records()
    desk.fetch(2)
    assert (desk.host.times("/bees"), desk.records()) == (1, before)


def test_an_image_that_the_owner_does_not_want_used(desk: Desk) -> None:
    item = f"<item><title>Bees were counted</title><link>{desk.host.url('/bees')}</link></item>"
    desk.source(more='pictures = "page"')
    desk.host.give("/feed", f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>")
    give_page(desk, "bees", '<meta property="og:image" content="/comb.jpg">', x_robots_tag="noimageindex")
    desk.fetch()
    assert b"images:" not in next(iter(desk.records().values()))


def archive(desk: Desk, next_path: str, *entries: tuple[str, str, str]) -> str:
    link = (
        f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{next_path}"/>'
        if next_path
        else ""
    )
    return rss(*entries).replace("<channel>", f"<channel>{link}", 1)


def test_older_entries_are_read_when_asked_for(desk: Desk) -> None:
    desk.source()
    old = ("old", "An old story of bees", "Mon, 09 Nov 2020 09:20:00 GMT")
    older = ("older", "An older story of bees", "Mon, 09 Nov 2015 09:20:00 GMT")
    desk.host.give("/feed", archive(desk, "/page2", BEES), etag='"1"')
    desk.host.give("/page2", archive(desk, "/page3", old))
    desk.host.give("/page3", archive(desk, "/page2", older))
    assert desk.fetch().total("new") == 1
    assert desk.host.times("/page2") == 0
    assert desk.fetch(1, only=["hedgerow"], backfill=2).total("new") == 1
    assert desk.host.times("/page3") == 0
    assert desk.fetch(2, only=["hedgerow"], backfill=100).total("new") == 1
    assert desk.fetch(3, force=True).total("new") == 0
    with pytest.raises(SettingsError, match="--only"):
        desk.fetch(4, backfill=5)
