"""Sitemaps of pictures and of news, where the settings ask for them."""

import pytest
from lxml import etree

from generator.commands.check_site import check_site
from tests.support.site_kit import Site, article, png

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}
BOTH = {"metadata": {"news_sitemap": True, "image_sitemap": True}}


def write(site: Site) -> None:
    for day in range(1, 6):
        fields = article(f"d{day}", title=f"Day {day} <&>", publishedDateTime=f"2024-05-0{day}T10:00:00Z")
        site.record(f"_news/{day}.md", fields)
    site.record("_learning/videos/v.md", article("v", type="video", publishedDateTime="2024-05-05T09:00:00Z"))
    site.record("_news/slip.md", article("slip", publishedDateTime="2999-01-01T00:00:00Z"))
    site.write("assets/p.png", png(9, 9, 9))
    pictured = article("p", publishedDateTime="2024-05-05T08:00:00Z", images=[{"url": "/assets/p.png"}])
    site.record("_news/p.md", pictured)


def test_news_are_the_articles_of_the_last_two_days(site: Site) -> None:
    write(site)
    site.build(overrides=BOTH)
    tree = site.tree()
    news = etree.fromstring(tree["sitemap-news.xml"])
    titles = [each.text for each in news.iterfind(".//n:title", NS)]
    assert sorted(map(str, titles)) == ["Day 3 <&>", "Day 4 <&>", "Day 5 <&>", "The p"]
    assert news.findtext(".//n:publication/n:name", None, NS) == "Broadsheet"
    assert news.findtext(".//n:publication/n:language", None, NS) == "en"
    assert "2024-05-05T10:00:00Z" in {each.text for each in news.iterfind(".//n:publication_date", NS)}
    assert b"Sitemap: http://localhost:8000/sitemap-news.xml\n" in tree["robots.txt"]
    assert b"sitemap-news" not in tree["sitemap.xml"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en-GB", "en"), ("pt-br", "pt"), ("zh-CN", "zh-cn"), ("zh-Hant", "zh"), ("gsw", "gsw")],
)
def test_news_name_their_language_as_readers_of_news_want_it(site: Site, language: str, told: str) -> None:
    write(site)
    site.build(overrides={**BOTH, "site": {"language": language}})
    news = etree.fromstring(site.tree()["sitemap-news.xml"])
    assert {each.text for each in news.iterfind(".//n:language", NS)} == {told}


def test_pictures_stand_with_their_pages(site: Site) -> None:
    write(site)
    site.build(overrides=BOTH)
    parts = etree.fromstring(site.tree()["sitemap-2024.xml"])
    (found,) = [each.text for each in parts.iterfind(".//i:loc", NS)]
    assert str(found).removeprefix("http://localhost:8000/") in site.tree()
    assert [each.path for each in check_site(site.output).problems] == [
        "index.html"
    ]  # it is built for this machine
    assert site.tree() == site.clean(overrides=BOTH)


def test_without_the_settings_there_are_none(site: Site) -> None:
    write(site)
    site.build()
    tree = site.tree()
    assert "sitemap-news.xml" not in tree
    assert b"xmlns:" not in tree["sitemap-2024.xml"]
