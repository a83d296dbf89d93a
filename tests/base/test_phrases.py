"""Phrases are met as whole words, whatever their case, blanks and hyphens."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.phrases import PhraseIndex, count_words, fold_text


def met(phrase: str, text: str) -> bool:
    return 0 in PhraseIndex([(phrase, 0)]).find(fold_text(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Power Apps", "New in power-apps today"),
        ("low-code", "A LOW CODE tool"),
        ("low code", "low\u2011code"),
        ("bee", "The bee's knees"),
        ("bee", "(Bee)"),
        ("straße", "STRASSE gesperrt"),
        ("café", "Cafe\u0301 noir"),
        ("ｗｉｄｅ", "wide"),
        ("don't", "I don’t"),
        ("C++", "C++ and C"),
        (".NET", "on .NET 9"),
        ("2.0", "version 2.0 is out"),
        ("时代", "人工智能时代"),
        ("AI", "AI時代"),
        ("U.S.", "in the U.S. today"),
        ("a b c", "a b b a b c"),
    ],
)
def test_a_phrase_is_met(phrase: str, text: str) -> None:
    assert met(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("bee", "beer"),
        ("bee", "a frisbee"),
        ("Power Apps", "power and apps"),
        ("Power Apps", "powerapps"),
        (".NET", "ASP.NET"),
        ("2.0", "12.0"),
        ("C++", "C"),
        ("---", "---"),
        ("", "anything"),
    ],
)
def test_a_phrase_is_not_met(phrase: str, text: str) -> None:
    assert not met(phrase, text)


def test_overlapping_phrases_are_all_met() -> None:
    index = PhraseIndex([("power", 1), ("power apps", 2), ("apps", 3), ("power apps portal", 4), ("apps", 5)])
    assert set(index.find(fold_text("Power Apps"))) == {1, 2, 3, 5}


WORDS = st.lists(st.sampled_from(["ab", "a", "b", "abc", "é", "x-y"]), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS, max_size=6), WORDS)
def test_the_index_finds_what_a_regular_expression_would(phrases: list[str], text: str) -> None:
    folded = fold_text(text)
    found = set(PhraseIndex((phrase, number) for number, phrase in enumerate(phrases)).find(folded))
    expected = {
        number
        for number, phrase in enumerate(phrases)
        if re.search(rf"(?<!\w){re.escape(fold_text(phrase))}(?!\w)", folded)
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "words"), [("Bees, counted", 2), ("x", 1), ("—", 0), ("日本語", 3), ("low-code AI", 3)]
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words
