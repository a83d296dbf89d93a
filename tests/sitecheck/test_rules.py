"""What is wrong between the files of a site."""

import pytest

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.rules import SiteChecker
from generator.sitecheck.url_resolver import UrlResolver

BASE = "https://you.example/radar/"
FILES = {"index.html", "a/index.html", "é/index.html", "p.jpg"}


def told(*links: str, page: str = "a/index.html") -> list[str]:
    """Return what is said of links on a page."""
    sheets = [
        CheckedFile(page, links, is_page=True),
        CheckedFile("index.html", anchors=frozenset({"main", "ü"}), is_page=True),
    ]
    return [
        f"{each.severity}: {each.message}"
        for each in SiteChecker(FILES, sheets, UrlResolver(BASE)).problems()
    ]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "#top",
        "./",
        "../",
        "../#main",
        "/radar/#%C3%BC",
        "/radar/p.jpg",
        "../p.jpg?v=1",
        f"{BASE}%C3%A9/",
        f"{BASE}é/",
        "//you.example/radar/",
        "https://YOU.example/radar/",
        "https://other.example/gone",
        "mailto:me@you.example",
        "data:image/png;base64,AAAA",
        "javascript:void(0)",
        "https://[broken",
        "/radar/#:~:text=x",
    ],
)
def test_valid_links(link: str) -> None:
    assert told(link) == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("gone/", "error: broken link: gone/"),
        ("/radar/p.png", "error: broken link: /radar/p.png"),
        (f"{BASE}feed.rss", f"error: broken link: {BASE}feed.rss"),
        ("#gone", "error: broken anchor: #gone"),
        ("../#Main", "error: broken anchor: ../#Main"),
        ("/radar/a", "warning: no slash at the end of the link: /radar/a"),
        ("/p.jpg", f"error: link outside {BASE}: /p.jpg"),
        ("https://you.example/blog/", f"warning: link outside {BASE}: https://you.example/blog/"),
        ("http://you.example/radar/", f"warning: link outside {BASE}: http://you.example/radar/"),
        ("../../p.jpg", f"warning: link outside {BASE}: ../../p.jpg"),
    ],
)
def test_broken_links(link: str, expected: str) -> None:
    assert told(link) == [expected]


def listed(path: str, canonical: str) -> CheckedFile:
    return CheckedFile(path, canonical=canonical, is_page=True, is_listed=True)


def problems(*sheets: CheckedFile) -> list[tuple[str, str]]:
    paths = {sheet.path for sheet in sheets}
    return [(each.path, each.message) for each in SiteChecker(paths, sheets, UrlResolver(BASE)).problems()]


def test_sitemaps_are_the_pages() -> None:
    home, item = listed("index.html", BASE), listed("é/index.html", f"{BASE}%C3%A9/")
    hidden = CheckedFile("404.html", canonical=f"{BASE}404.html", is_page=True)
    foreign = CheckedFile("google123.html", is_page=True)
    right = CheckedFile("sitemap.xml", locs=(BASE, f"{BASE}%C3%A9/"))
    assert problems(home, item, hidden, foreign, right) == []
    assert problems(home, item, CheckedFile("sitemap.xml", locs=(BASE,))) == [
        ("é/index.html", "not in any sitemap")
    ]
    assert problems(home, hidden, CheckedFile("sitemap.xml", locs=(BASE, BASE, f"{BASE}404.html"))) == [
        ("sitemap.xml", f"duplicate sitemap entry: {BASE}"),
        ("sitemap.xml", f"not an indexable page: {BASE}404.html"),
    ]


def test_no_two_pages_claim_one_address() -> None:
    one, two = listed("index.html", BASE), listed("b/index.html", BASE)
    assert problems(one, two, CheckedFile("sitemap.xml", locs=(BASE,))) == [
        ("index.html", f"duplicate canonical URL: {BASE}")
    ]


def test_a_site_that_was_built_for_another_address() -> None:
    (found,) = problems(listed("index.html", "http://localhost:8000/"))
    assert found == ("index.html", f"canonical URL outside {BASE}: http://localhost:8000/")


def test_files_that_are_broken_or_hold_sealed_values() -> None:
    assert problems(CheckedFile("a.rss", broken="x"), CheckedFile("b.js", sealed=True)) == [
        ("a.rss", "cannot parse the file: x"),
        ("b.js", "contains sealed data"),
    ]
