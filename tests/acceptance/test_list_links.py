"""``lists.link``: titles in lists lead to the originals, and our pages are one click away."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.support.site_kit import Site, article

HOME = "index.html"
TOPIC = "topics/clocks/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    for number in range(14):
        site.record(f"{number}.md", article(f"door-{number}", publishedDateTime=f"2024-05-{number + 1:02}"))
    site.record("v.md", article("film", type="video", publishedDateTime="2024-05-20"))
    site.record("u.md", article("undated", publishedDateTime=None, topics=["Clocks"]))
    site.record("l.md", article("linkless", originalUrl=None, publishedDateTime="2024-05-21"))
    return site


def titles(site: Site, page: str) -> dict[str, tuple[str, str]]:
    """Return title → (URL of the title, URL of the permalink) of every h-entry of a page."""
    root = html.fromstring((site.output / page).read_bytes())
    entries: Any = root.xpath("//main//*[contains(@class, 'h-entry')]")
    return {
        _text(entry, ".//*[contains(@class, 'p-name')]"): (
            _text(entry, ".//*[contains(@class, 'p-name')]/@href"),
            _text(entry, ".//a[contains(@class, 'permalink')]/@href"),
        )
        for entry in entries
    }


def _text(entry: Any, path: str) -> str:
    first = next(iter(entry.xpath(path)), "")
    return first.text_content() if hasattr(first, "text_content") else str(first)


@pytest.mark.parametrize("page", [HOME, TOPIC])
def test_titles_lead_to_our_pages_unless_the_settings_say_otherwise(site: Site, page: str) -> None:
    site.build()
    links = titles(site, page)
    assert len(links) >= 12
    assert {link for _, link in links.values()} == {""}
    assert {url[:1] for url, _ in links.values()} == {"/"}


@pytest.mark.parametrize("page", [HOME, TOPIC])
def test_titles_lead_to_the_originals_and_dates_to_our_pages(site: Site, page: str) -> None:
    site.write("site.toml", "[lists]\nlink = 'source'\n")
    assert site.build().problems == ()
    links = titles(site, page)
    assert links.pop("The linkless") == ("/2024/05/21/the-linkless/", "")
    assert links["The film"] == ("https://paper.example/film", "/2024/05/20/the-film/")
    assert {url.startswith("https://paper.example/") for url, _ in links.values()} == {True}
    links.pop("The undated", None)
    assert {link.startswith("/2024/05/") for _, link in links.values()} == {True}


def test_an_item_without_a_date_has_a_link_in_words(site: Site) -> None:
    site.write("site.toml", "[lists]\nlink = 'source'\n[site]\nlanguage = 'de'\n")
    site.build()
    assert titles(site, TOPIC)["The undated"] == (
        "https://paper.example/undated",
        "/article/the-undated/",
    )
    page = (site.output / TOPIC).read_text("utf-8")
    assert '<a class="permalink u-url" href="/article/the-undated/">Details</a>' in page


def test_the_setting_may_name_types(site: Site) -> None:
    site.write("site.toml", "[lists]\nlink = {article = 'source'}\n")
    site.build()
    links = titles(site, TOPIC)
    assert links["The film"] == ("/2024/05/20/the-film/", "")
    assert links["The door-13"] == ("https://paper.example/door-13", "/2024/05/14/the-door-13/")


def test_programs_and_search_engines_are_led_to_our_pages(site: Site) -> None:
    site.write("site.toml", "[lists]\nlink = 'source'\n")
    site.build()
    page = html.fromstring((site.output / TOPIC).read_bytes())
    data = _text(page, "//script[@type='application/ld+json']/text()")
    assert "paper.example" not in data
    own = (
        "//*[contains(@class, 'h-entry')]//a[contains(@class, 'u-url')][@href='/2024/05/20/the-film/']/@href"
    )
    assert _text(page, own)
    item = html.fromstring((site.output / "2024/05/14/the-door-13/index.html").read_bytes())
    assert _text(item, "//aside[contains(@class, 'related')]//a[starts-with(@href, '/')]/@href")
    assert not _text(
        item, "//aside[contains(@class, 'related')]//a[starts-with(@href, 'https://paper.example')]/@href"
    )


def test_an_incremental_build_follows_the_setting(site: Site) -> None:
    site.build()
    site.write("site.toml", "[lists]\nlink = {video = 'source'}\n")
    site.build()
    assert site.tree() == site.clean()
