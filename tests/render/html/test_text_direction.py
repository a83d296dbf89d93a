"""Only texts that may run the other way are marked."""

import unicodedata

import pytest
from markupsafe import Markup

from generator.render.html.text_direction import TextDirection

HEBREW = "מי השאיר את האור דולק?"


@pytest.mark.parametrize("text", ["Own words", "", "1 – 2", "Ключ", "日本語", "naïve “quotes” 🙂"])
def test_a_text_without_letters_from_right_to_left_is_marked_only_on_pages_that_run_so(text: str) -> None:
    assert TextDirection("ltr").print_attribute(text) == ""
    assert TextDirection("ltr").print_text(text) == text
    assert TextDirection("rtl").print_attribute(text) == ' dir="auto"'
    assert TextDirection("rtl").print_text(text) == f"<bdi>{text}</bdi>"


@pytest.mark.parametrize("text", [HEBREW, "من يملك", "A \u200f!", "Latin, then ף", "𐤀", "ﻼ"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_text_with_one_is_always_marked(direction: str, text: str) -> None:
    assert TextDirection(direction).print_attribute(text) == ' dir="auto"'
    assert TextDirection(direction).print_text(text) == f"<bdi>{text}</bdi>"


def test_every_character_that_runs_from_right_to_left_counts() -> None:
    strong = [
        character
        for character in map(chr, range(0x110000))
        if unicodedata.bidirectional(character) in ("R", "AL", "RLE", "RLO", "RLI")
    ]
    assert len(strong) > 1_000
    assert [each for each in strong if not TextDirection("ltr").print_attribute(each)] == []


def test_a_text_is_escaped_once() -> None:
    assert TextDirection("ltr").print_text("<b> & c") == "&lt;b&gt; &amp; c"
    assert TextDirection("rtl").print_text("<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert isinstance(TextDirection("rtl").print_text("a"), Markup)
