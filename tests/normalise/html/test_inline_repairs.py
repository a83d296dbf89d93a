"""Inline elements around blocks, and those that lack something."""

import pytest

from generator.normalise.html.inline_repairs import flatten, is_block, repair_inline
from generator.normalise.html.tree import Element, parse_clean_html, write_html


def first(html: str) -> Element:
    element = parse_clean_html(html).children[0]
    assert isinstance(element, Element)
    return element


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("<b>one<p>two</p>three</b>", "<b>one</b><p><b>two</b></p><b>three</b>"),
        ("<span>one<p>two</p></span>", "one<p>two</p>"),
        ('<a href="/x"><p>block</p></a>', '<a href="/x"><p>block</p></a>'),
        ("<a>no address</a>", "no address"),
        ("<time>yesterday</time>", "yesterday"),
        ("<time>2026-03-04</time>", "<time>2026-03-04</time>"),
        ('<ins datetime="2026-02-30">new</ins>', "<ins>new</ins>"),
        ("<ruby>no reading</ruby>", "no reading"),
    ],
)
def test_an_inline_element_is_in_blocks_not_around_them(html: str, repaired: str) -> None:
    assert write_html(repair_inline(first(html))) == repaired


def test_an_element_with_a_block_in_it_may_be_one() -> None:
    assert is_block(first("<p>x</p>"))
    assert is_block(first("<del><p>x</p></del>"))
    assert not is_block(first("<b><p>x</p></b>"))
    assert not is_block("text")


def test_flat_text_keeps_its_words_apart() -> None:
    assert (
        write_html(flatten(parse_clean_html("one<p>two</p><i>three</i>").children)) == "one two <i>three</i>"
    )
