"""What is read out of one file: links and anchors, whatever way they are written."""

from time import perf_counter, process_time

import pytest

from generator.model.results.site_check import CheckedFile
from generator.sitecheck.pages import PageReader


def read_page(path: str, data: bytes) -> CheckedFile:
    return PageReader().read_page(path, data)


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<a href=a/>x</a>", ["a/"]),
        ("<A HREF='a/'>x</A>", ["a/"]),
        ('<a href="a?b=1&amp;c=2">x</a>', ["a?b=1&c=2"]),
        ('<img src="a.jpg" srcset="a.jpg 1x, b,c.jpg 2x,d.jpg 3x">', ["a.jpg", "b,c.jpg", "d.jpg"]),
        ('<source srcset="a.webp 320w,\n b.webp 640w">', ["a.webp", "b.webp"]),
        ('<video poster="p.jpg"></video>', ["p.jpg"]),
        ('<form action="/search/"></form>', ["/search/"]),
        ("<p style=\"background: url('x.png')\">x</p>", ["x.png"]),
        ("<style>p { background: url(y.png) }</style>", ["y.png"]),
        ("<style>@import 'a.css'; @import url( b.css ); /* url(gone.png) */</style>", ["a.css", "b.css"]),
        (
            "<style>p { background: URL(\"data:image/svg+xml,<svg fill='red'>\") }</style>",
            ["data:image/svg+xml,<svg fill='red'>"],
        ),
        (
            '<base href="../x/"><a href="a/">x</a><a href="#b">x</a><a href="/c/">x</a>',
            ["../x/a/", "../x/#b", "/c/"],
        ),
        ('<img srcset="a.png, b.png 2x , ,c.png">', ["a.png", "b.png", "c.png"]),
        ('<meta property="og:image" content="/card.jpg">', ["/card.jpg"]),
        ('<meta http-equiv="Refresh" content="0; URL=/new/">', ["/new/"]),
        ('<!-- <a href="gone/">x</a> --><p title="<a href=gone/>">x</p>', []),
        ("<script>const a = '<a href=\"gone/\">'</script>", []),
    ],
)
def test_links_of_a_page(html: str, links: list[str]) -> None:
    assert list(read_page("a.html", html.encode()).links) == links


@pytest.mark.parametrize(
    "html",
    [
        f'<img srcset="{"," * 100_000}">',
        f'<img srcset="{"a ( " * 50_000}">',
        f"<style>url({' ' * 100_000}</style>",
        f"<style>{'url(' * 50_000}</style>",
        f"<style>{'/*' * 50_000}</style>",
        f"<style>@import {' ' * 100_000}</style>",
        f"<style>{'@import ' * 50_000}</style>",
    ],
    ids=lambda html: html[:20],
)
def test_punctuation_alone_is_parsed_in_linear_time(html: str) -> None:
    started = perf_counter()
    read_page("a.html", html.encode())
    assert perf_counter() - started < 5, "not in linear time: that takes minutes"


MANY = " ".join(f"a{number}='>'" for number in range(100_000))


@pytest.mark.parametrize(
    "html",
    [
        f"<p>x<a {MANY}>y</a>",
        f"<a {MANY} href=b>",
        f"<a {MANY.replace(' ', '/')}>",
        f"<a {MANY.replace(chr(39), chr(34))}>",
        f"<a x='<script>' {MANY}>",
        f"<SCRIPT {MANY}></SCRIPT>",
        f"<!--><a {MANY}> -->",
        f"<title>x</title><a {MANY}>",
    ],
    ids=lambda html: html[:20],
)
def test_a_tag_of_countless_attributes_is_read_in_linear_time(html: str) -> None:
    started = process_time()
    page = read_page("a.html", f"{html}<!-- --></a><p id=after>".encode())
    assert process_time() - started < 2, "a tree compares every attribute with every other"
    assert not page.broken


@pytest.mark.parametrize(
    "html",
    [
        f"<!-- <a {MANY}> --><a href=b>x</a>",
        f"<script>a <b '{'c ' * 100_000}'</script><a href=b>x</a>",
        f'<img alt="{"a word " * 10_000}"><a href=b>x</a>',
        f"<p>a < b {'c ' * 100_000}<a href=b>x</a>",
        f"<p>{'<i title=x></i>' * 20_000}<a href=b>x</a>",
    ],
    ids=lambda html: html[:20],
)
def test_long_text_is_no_tag_of_many_attributes(html: str) -> None:
    assert "b" in read_page("a.html", html.encode()).links


def test_metadata_of_a_page() -> None:
    page = read_page(
        "a.html",
        b'<head><link rel="canonical" href="https://a.example/"></head><p id="one"><a name="two">x</a>',
    )
    assert (page.canonical, page.is_listed) == ("https://a.example/", True)
    assert page.anchors == {"one", "two"}
    assert not read_page("a.html", b"<p>no canonical").is_listed


@pytest.mark.parametrize(
    "meta",
    ['<meta name="robots" content="NOINDEX">', '<meta http-equiv="refresh" content="0; url=/">'],
)
def test_noindex_and_redirect_pages_are_not_listed(meta: str) -> None:
    html = f'<head><link rel="canonical" href="https://a.example/">{meta}</head>'
    assert not read_page("a.html", html.encode()).is_listed


def test_an_empty_page_is_broken() -> None:
    assert read_page("a.html", b" \n").broken
