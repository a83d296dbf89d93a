"""Slugs, lines and words."""

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.text import MAX_SLUG_BYTES, fold_lines, make_slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A hiring boom -- in apparel!", "a-hiring-boom-in-apparel"),
        ("  Crème brûlée & Øre  ", "creme-brulee-øre"),
        ("Straße nach Łódź", "strasse-nach-łodz"),
        ("ﬁnance № 5", "finance-no-5"),
        ("東京の天気", "東京の天気"),
        ("がぎぐ", "がぎぐ"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("новый год", "новыи-год"),
        ("C++ & C#", "c-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", ""),
        ("", ""),
        ("🎉 !!", ""),
        ("a\x00b\nc\u202ed", "a-b-c-d"),
        ("CON", "con-page"),
        ("Lpt1.", "lpt1-page"),
        ("com¹", "com1-page"),
        ("console", "console"),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_any_script(text: str, name: str) -> None:
    assert make_slug(text) == name


def test_a_slug_is_cut_between_words() -> None:
    assert make_slug("one two three four", limit=12) == "one-two"
    assert make_slug("one two three four", limit=13) == "one-two-three"


def test_a_slug_of_one_long_word_is_cut_within_it() -> None:
    assert make_slug("a " + "b" * 100, limit=20) == "a-" + "b" * 18


def test_a_slug_fits_a_file_name_in_any_script() -> None:
    assert len(make_slug("東" * 200, limit=200).encode()) <= MAX_SLUG_BYTES


@given(st.text(max_size=120), st.integers(10, 80))
def test_a_slug_is_a_safe_path_segment_and_its_own_slug(text: str, limit: int) -> None:
    name = make_slug(text, limit)
    assert make_slug(name, limit) == name
    assert len(name) <= limit
    assert len(name.encode()) <= MAX_SLUG_BYTES
    assert is_normalized("NFC", name)
    assert not set(name) & set('/\\.:*?"<>| \x00\n')
    assert name == name.strip("-")


def test_white_space_becomes_single_spaces() -> None:
    assert fold_lines("\n a\t\u00a0b \u2028c ") == "a b c"
