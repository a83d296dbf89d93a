"""HTML as text: lines and paragraphs, without markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.html_text import decode_entities, html_line, html_paragraphs


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("Tom &amp; <b>Jerry</b>", "Tom & Jerry"),
        ("a < b and List<T>", "a < b and List<T>"),
        ("one<br>two<p>three", "one two three"),
        ("<script>alert(1)</script>text<!-- no -->", "text"),
        ("<style>p{}", ""),
        ("&lt;b&gt;", "<b>"),
        ("&amp;lt;", "&lt;"),
        ("<![CDATA[inside]]> out", "inside out"),
        ("half<b", "half<b"),
    ],
)
def test_a_line_has_no_markup(html: str, line: str) -> None:
    assert html_line(html) == line


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>one</p><p>two <i>three</i></p>", ["one", "two three"]),
        ("one<br/>two", ["one", "two"]),
        ("one <img src=x> still one", ["one still one"]),
        ("one\n\ntwo\nstill two", ["one", "two still two"]),
        ("<div><div></div></div>", []),
        ("a\x00b", ["ab"]),
    ],
)
def test_blocks_are_paragraphs(html: str, paragraphs: list[str]) -> None:
    assert html_paragraphs(html) == paragraphs


def test_a_reference_of_thousands_of_digits_stays() -> None:
    text = f"&#{'9' * 5000};"
    assert decode_entities(text) in (text, "\ufffd")


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert "\n" not in html_line(text)
    assert all(html_paragraphs(text))
