"""The tree of sanitised HTML."""

import pytest

from generator.normalise.html.tree import elements_of, is_blank, parse_clean_html, text_of, write_html


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text &amp; more",
        '<p>a <b>b</b><br>c</p>\n<img src="x" alt="&quot;"><hr>',
        "<div>" * 300 + "</div>" * 300,
        '<td colspan="2"></td>',
    ],
)
def test_html_is_read_and_written_unchanged(html: str) -> None:
    assert write_html(parse_clean_html(html).children) == html


def test_elements_come_in_the_order_of_the_document() -> None:
    root = parse_clean_html("<p><b>a</b><i></i></p><hr>")
    assert [each.name for each in elements_of(root)] == ["p", "b", "i", "hr"]
    assert text_of(root.children) == "a"


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ("<b> &nbsp;<br></b>", True),
        ("", True),
        ("<b>.</b>", False),
        ('<img src="x">', False),
        ("<hr>", False),
    ],
)
def test_blank_is_what_shows_nothing(html: str, blank: bool) -> None:
    assert is_blank(parse_clean_html(html).children) == blank
