"""Characters of texts: wrong decoding is found, controls and invisible characters go."""

import pytest
from ftfy import TextFixerConfig

from generator.base.characters import FTFY_OPTIONS, MOJIBAKE, compose_text, replace_controls


@pytest.mark.parametrize("text", ["cafÃ©", "itâ€™s", "Ð¿Ñ€", "ðŸ˜€"])
def test_wrong_decoding_is_found(text: str) -> None:
    assert MOJIBAKE.search(text)


@pytest.mark.parametrize("text", ["café", "it’s", "ÉCOLE", "naïve", "„Zitat“", "日本語"])
def test_right_text_is_not_suspected(text: str) -> None:
    assert MOJIBAKE.search(text) is None


@pytest.mark.parametrize(
    ("text", "clean"), [("a\x00b", "ab"), ("a\x0bb", "a b"), ("\x93a\x94", "“a”"), ("a\ud800", "a")]
)
def test_controls_are_replaced(text: str, clean: str) -> None:
    assert replace_controls(text) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("cafe\u0301", "café"),
        ("a\u200bb", "ab"),
        ("x\u200d", "x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202eabc", "abc"),
    ],
)
def test_text_is_composed_without_invisible_characters(text: str, clean: str) -> None:
    assert compose_text(text) == clean


def test_the_options_are_those_of_the_library() -> None:
    assert TextFixerConfig(**FTFY_OPTIONS).unescape_html is False
