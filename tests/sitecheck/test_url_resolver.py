"""Links resolved to the files of a site."""

import pytest

from generator.base.errors import SettingsError
from generator.sitecheck.url_resolver import ResolvedUrl, UrlResolver, file_of

BASE = "https://you.example/radar/"


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "radar",
        "ftp://a.example/",
        "https:///x",
        "file:///tmp/",
        "http://[",
        "https://a.example:x/",
        "https://a.example:99999/",
        "https://a.example/?a=b",
        "https://a.example/#a",
        "https://a.example/\n",
    ],
)
def test_an_invalid_base_url_is_an_error(base_url: str) -> None:
    with pytest.raises(SettingsError, match="is not the URL of a site"):
        UrlResolver(base_url)


def test_the_slash_at_the_end_of_the_base_url_is_optional() -> None:
    assert UrlResolver("https://you.example/radar").base_url == BASE


@pytest.mark.parametrize(
    ("link", "resolved"),
    [
        ("", ResolvedUrl("a/index.html", "")),
        ("b/#c%20d", ResolvedUrl("a/b/", "c d")),
        ("../p.jpg?v=1", ResolvedUrl("p.jpg", "")),
        ("/radar/%C3%A9/", ResolvedUrl("é/", "")),
        ("HTTPS://YOU.example/radar/", ResolvedUrl("", "")),
        ("//you.example/radar/b", ResolvedUrl("b", "")),
        ("/other/", ResolvedUrl(None, "")),
        ("../../", ResolvedUrl(None, "")),
        ("http://you.example/radar/", ResolvedUrl(None, "")),
        ("https://other.example/radar/", None),
        ("https://you.example:8443/radar/", None),
        ("mailto:me@you.example", None),
        ("https://[broken", None),
    ],
)
def test_a_link_is_resolved_as_a_host_does_it(link: str, resolved: ResolvedUrl | None) -> None:
    resolver = UrlResolver(BASE)
    assert resolver.resolve(link, "a/index.html") == resolved
    assert resolver.resolve(link, "a/index.html") == resolved, "the second time from the cache"


def test_a_relative_link_depends_on_its_page() -> None:
    resolver = UrlResolver(BASE)
    assert [resolver.resolve_file("x/", page) for page in ("index.html", "a/index.html", "é/ü.html")] == [
        "x/index.html",
        "a/x/index.html",
        "é/x/index.html",
    ]


@pytest.mark.parametrize(
    ("path", "file"), [("", "index.html"), ("a/", "a/index.html"), ("a", "a"), ("a.html", "a.html")]
)
def test_the_file_of_a_folder_is_its_index(path: str, file: str) -> None:
    assert file_of(path) == file
