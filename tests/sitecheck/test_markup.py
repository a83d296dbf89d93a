"""The markup of pages, whole and in parts."""

from time import process_time

import pytest

from generator.sitecheck.markup import MAX_DEPTH, MarkupReader, NestingError


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>A &amp; B</title><p>x", "A & B"),
        ("<TITLE>A</TITLE>", "A"),
        ("<!-- <title>no</title> --><title>A</title>", "A"),
        ("<script>'<title>no</title>'</script><title>A</title>", "A"),
        ("<title></title><title>A</title>", "A"),
        ("<title>A <b>b</b></title>", "A <b>b</b>"),
        ("<p>x<svg><title>no</title></svg>", ""),
        ("<title>A", "A"),
        ("<p>x", ""),
        ("", ""),
    ],
)
def test_the_title_of_a_page_is_found(html: str, title: str) -> None:
    assert MarkupReader().read_title(html.encode()) == title


def test_styles_are_read_without_the_text_around_them() -> None:
    html = b"<p>url(no.png)<style>p { background: url(a.png) }</style>url(no.png)"
    assert MarkupReader().read(html).styles == ["p { background: url(a.png) }"]


def test_metadata_counts_in_the_head_only() -> None:
    meta = "<meta name=description content=%s>"
    html = f"<head>{meta % 1}</head><body>{meta % 2}<link rel=canonical href=c>".encode()
    markup = MarkupReader().read(html)
    assert (markup.metadata["description"], markup.canonical) == ("1", "")


@pytest.mark.parametrize("depth", [300, 2_100, 5_000, MAX_DEPTH - 10])
@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_links_are_found_at_any_depth(tag: str, depth: int) -> None:
    html = f"<{tag}>" * (depth // (tag.count(">") + 2)) + "<a href=deep id=here>x</a>"
    markup = MarkupReader().read(html.encode())
    assert (markup.urls, markup.anchors) == (["deep"], ["here"])


@pytest.mark.parametrize("html", ["<b>", "<div class=a>", "<ul><li>", "<p><span>"])
def test_what_is_nested_deeper_is_refused_at_once(html: str) -> None:
    started = process_time()
    with pytest.raises(NestingError):
        MarkupReader().read((html * 500_000 + "</i>" * 500_000).encode())
    assert process_time() - started < 2


def test_a_page_of_unclosed_elements_is_not_nested() -> None:
    html = "<p>a<br><img src=a>" * 50_000 + "<ul>" + "<li>x" * 50_000
    assert len(MarkupReader().read(html.encode()).urls) == 50_000


def test_a_reader_goes_on_after_a_page_that_is_nested_too_deep() -> None:
    reader = MarkupReader()
    with pytest.raises(NestingError):
        reader.read(b"<b id=x>" * 20_000)
    assert reader.read(b"<a href=b>" + b" " * 50_000).urls == ["b"]
    assert reader.read(b"<a href=b>").anchors == []
