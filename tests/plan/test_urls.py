"""Every address of the site lies under its base path."""

import pytest

from generator.plan.urls import UrlBuilder


@pytest.mark.parametrize(
    ("base", "place", "link", "absolute"),
    [
        ("https://x.example/", "", "/", "https://x.example/"),
        ("https://x.example/feed/", "", "/feed/", "https://x.example/feed/"),
        ("https://x.example/feed/", "topics/ai/", "/feed/topics/ai/", "https://x.example/feed/topics/ai/"),
        ("https://x.example:8443/a/b/", "feed.rss", "/a/b/feed.rss", "https://x.example:8443/a/b/feed.rss"),
        (
            "https://x.example/",
            "topics/größe/",
            "/topics/gr%C3%B6%C3%9Fe/",
            "https://x.example/topics/gr%C3%B6%C3%9Fe/",
        ),
        ("https://x.example/", 'a"b/', "/a%22b/", "https://x.example/a%22b/"),
        ("https://x.example/ä/", "a/", "/%C3%A4/a/", "https://x.example/%C3%A4/a/"),
    ],
)
def test_places_become_links_and_absolute_urls(base: str, place: str, link: str, absolute: str) -> None:
    addresses = UrlBuilder(base)
    assert addresses.link(place) == link
    assert addresses.absolute(place) == absolute
