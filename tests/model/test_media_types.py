"""Media types are those that production hosts send, whatever the machine's own tables say."""

import mimetypes

import pytest

from generator.model.media_types import is_page, media_type


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("style.1234abcd.css", "text/css; charset=utf-8"),
        ("x.js", "text/javascript; charset=utf-8"),
        ("feed.rss", "application/rss+xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.AVIF", "image/avif"),
        ("a.jpg", "image/jpeg"),
        ("a.wasm", "application/wasm"),
        ("a.woff2", "font/woff2"),
        (".nojekyll", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_ending(name: str, kind: str) -> None:
    mimetypes.add_type("text/wrong", ".rss")
    assert media_type(name) == kind


def test_pages_are_told_by_their_ending() -> None:
    assert is_page("index.html")
    assert is_page("OLD.HTM")
    assert not is_page("feed.atom")
