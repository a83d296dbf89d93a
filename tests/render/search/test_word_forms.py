"""The words of the index are those that Pagefind files the words of a text under."""

import pytest

from generator.base.errors import SearchIndexError
from generator.render.search import word_forms
from generator.render.search.pagefind import find_executable, index_text
from generator.render.search.word_forms import look_up_words, split_text

BINARY = find_executable()
pytestmark = pytest.mark.skipif(
    BINARY is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)


def forms_of(*words: str, language: str = "en") -> dict[str, list[tuple[str, str, int]]]:
    assert BINARY is not None
    found = look_up_words(BINARY, words, language).forms
    return {
        word: [(form.word, form.variant, weight) for form, weight in forms] for word, forms in found.items()
    }


def test_a_word_is_filed_in_lower_case_as_its_stem() -> None:
    assert forms_of("Kettles,", "kettle", "—") == {
        "Kettles,": [("kettl", "", 24)],
        "kettle": [("kettl", "", 24)],
        "—": [],
    }
    assert forms_of("Kindern", language="de")["Kindern"] == [("kind", "", 24)]


def test_parts_of_a_word_weigh_less_than_all_of_it() -> None:
    assert sorted(forms_of("node.js")["node.js"]) == [("js", "", 12), ("node", "", 12), ("nodej", "", 24)]


def test_a_word_with_accents_is_a_variant() -> None:
    assert forms_of("café", "cafe") == {"café": [("cafe", "café", 24)], "cafe": [("cafe", "", 24)]}


def test_commands_to_pagefind_are_words() -> None:
    command = "___PAGEFIND_WEIGHT___9"
    assert forms_of("one", command, "___PAGEFIND_ANCHOR___a:b", "two")["two"] == [("two", "", 24)]
    assert ("pagefind", "", 12) in forms_of(command)[command]


def test_words_of_a_text_are_between_spaces() -> None:
    assert split_text(" one\u200b \u200b two\u00a0three\n") == ["one", "two", "three"]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"languages": {"en": {"hash": "x"}}}'])
def test_an_unknown_format_is_refused(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(word_forms, "index_text", lambda *_: {word_forms.ENTRY: data})
    with pytest.raises(SearchIndexError, match="unknown format"):
        forms_of("one")


def test_a_word_that_is_not_counted_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert BINARY is not None
    monkeypatch.setattr(
        word_forms, "index_text", lambda binary, text, tag: index_text(binary, f"{text} x", tag)
    )
    with pytest.raises(SearchIndexError, match="2 words were counted as 3"):
        look_up_words(BINARY, ["one", "two"], "en")


def test_forms_are_found_in_every_chunk_of_pagefind() -> None:
    words = [f"word{number}x" for number in range(30_000)]
    assert all(forms[0] == (word, "", 24) for word, forms in forms_of(*words).items())
