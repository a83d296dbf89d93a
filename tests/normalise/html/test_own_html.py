"""HTML of the owner: kept as it is, but well formed."""

import pytest

from generator.normalise.html.own_html import prepare_own_html


@pytest.mark.parametrize(
    "html",
    [
        '<form action="https://a.example/s" method="post"><input type="email" name="e" required=""></form>',
        '<iframe src="https://map.example/" title="Map" loading="lazy"></iframe>',
        '<script src="https://giscus.app/client.js" data-repo="a/b" async=""></script>',
        '<script type="application/json">{"a": 1}</script>',
        '<section class="hero" id="top" aria-label="Top"><p>a</p></section>',
        '<video controls="" poster="/a.webp"><source src="/a.mp4" type="video/mp4"></video>',
        '<a href="tel:+49123">call</a>',
    ],
)
def test_what_an_owner_writes_stays(html: str) -> None:
    assert prepare_own_html(html) == (html, False)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a</p></main></div></body>", "<p>a</p>"),
        ("<div><p>a", "<div><p>a</p></div>"),
        ("<!doctype html><html><head><title>t</title></head><body><p>a</p></body></html>", "<p>a</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a class="x" href="/a/">a</a>', '<a href="/a/" class="x">a</a>'),
        ("<h1>a</h1><h2>b</h2>", "<h2>a</h2><h3>b</h3>"),
        ("<h2>a</h2><h6>b</h6>", "<h2>a</h2><h6>b</h6>"),
    ],
)
def test_what_would_break_the_page_is_repaired(html: str, kept: str) -> None:
    assert prepare_own_html(html) == (kept, False)


@pytest.mark.parametrize(
    "html",
    ["<style>p {color: red}</style><p>a</p>", "<script>x()</script><p>a</p>", "<SCRIPT>x()</SCRIPT><p>a</p>"],
)
def test_what_the_policy_blocks_is_removed(html: str) -> None:
    assert prepare_own_html(html) == ("<p>a</p>", True)
