"""Responses of a site without a server: pages with the script, redirects, and error pages."""

from pathlib import Path

import pytest

from generator.server.files import OutputFiles
from generator.server.live_reload import SCRIPT
from generator.server.responses import ResponseMaker

PAGE = "<!doctype html><title>A</title><body><p>Text</p></body>"


@pytest.fixture
def pages(tmp_path: Path) -> ResponseMaker:
    (tmp_path / "topics").mkdir()
    for path in ("index.html", "topics/index.html"):
        (tmp_path / path).write_text(PAGE, "utf-8")
    (tmp_path / "feed.rss").write_text("<rss/>", "utf-8")
    maker = ResponseMaker(OutputFiles(str(tmp_path)))
    maker.base = "/repo/"
    return maker


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        (b"/repo/", 200, None),
        (b"/repo/topics/", 200, None),
        (b"/", 302, "/repo/?q=1"),
        (b"/repo", 301, "/repo/?q=1"),
        (b"/repo/topics", 301, "/repo/topics/?q=1"),
        (b"/repo/none/", 404, None),
        (b"/other/", 404, None),
    ],
)
def test_status_and_redirects(pages: ResponseMaker, path: bytes, status: int, location: str | None) -> None:
    response = pages.respond(path, b"q=1", {})
    assert (response.status_code, response.headers.get("location")) == (status, location)


def test_a_page_gets_the_script_and_other_files_do_not(pages: ResponseMaker) -> None:
    assert bytes(pages.respond(b"/repo/", b"", {}).body).count(SCRIPT.encode()) == 1
    assert pages.respond(b"/repo/feed.rss", b"", {}).body == b"<rss/>"
    assert pages.respond(b"/repo/feed.rss", b"", {}, head=True).body == b""


def test_a_page_that_the_browser_has_is_not_sent_again(pages: ResponseMaker) -> None:
    tag = pages.respond(b"/repo/", b"", {}).headers["etag"]
    again = pages.respond(b"/repo/", b"", {"if-none-match": tag})
    assert (again.status_code, again.body) == (304, b"")


def test_error_pages_say_why_and_are_not_cached(pages: ResponseMaker, tmp_path: Path) -> None:
    missing = pages.respond(b"/repo/none/", b"", {})
    assert b"Page not found. The site is at /repo/" in missing.body
    (tmp_path / "404.html").write_text("<body>Our own 404</body>", "utf-8")
    missing = pages.respond(b"/repo/none/", b"", {})
    assert b"Our own 404" in missing.body
    assert missing.headers["cache-control"] == "no-store"
    pages.base = ""
    assert pages.respond(b"/repo/", b"", {}).status_code == 503


def test_the_state_of_a_page_follows_its_content(pages: ResponseMaker, tmp_path: Path) -> None:
    before = pages.page_state(b"/repo/")
    assert before is not None
    (tmp_path / "index.html").write_text(PAGE.replace("Text", "Other"), "utf-8")
    assert pages.page_state(b"/repo/") != before
    assert pages.page_state(b"/repo/feed.rss") is None
    assert pages.page_state(b"/") is None
