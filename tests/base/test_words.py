"""Words and pairs of text in any language."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.words import (
    _MARKS,
    UNSPACED,
    WordSplitter,
    cut_pairs,
    load_stemmer,
    load_stop_words,
    search_pairs,
)
from tests.support.headlines import HEADLINES

SCRIPT = Path(__file__).parents[2] / "templates/static/search.js"


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("en", "The new GPT4: is it for the École? 2021", ["gpt4", "école"]),
        ("en-GB", "Trains and a train", ["train", "train"]),
        ("de", "Was die Bahn über ihre neuen Züge nicht sagt", ["bahn", "zug"]),
        ("de", "Cafe\u0301", ["café"]),
        ("ru", "Поезда и поездов", ["поезд", "поезд"]),
        ("en", "Почему поезда", ["поезд"]),
        ("ar", "القطار", ["قطار"]),
        ("ja", "新幹線の駅", ["新幹", "幹線"]),
        ("en", "東京 station", ["東京", "station"]),
        ("ko", "열차", ["열차"]),
        ("vi", "Cà chua", ["cà", "chua"]),
        ("xx", "The word", ["the", "word"]),
        ("en", "", []),
    ],
)
def test_a_text_is_split_into_the_terms_that_say_something(
    language: str, text: str, terms: list[str]
) -> None:
    assert WordSplitter(language).split(text) == terms
    assert list(WordSplitter(language).explain(text)) == list(dict.fromkeys(terms))


def test_terms_are_explained_by_the_words_of_the_text() -> None:
    assert WordSplitter("de").explain("Züge, Zug") == {"zug": "züge"}
    assert WordSplitter("ja").explain("東京") == {"東京": "東京"}
    assert WordSplitter("de").split("Züge, Zug", frozenset({"züge"})) == ["zug"]


@pytest.mark.parametrize("language", sorted(HEADLINES))
def test_no_word_loses_its_marks(language: str) -> None:
    for title in [title for group in HEADLINES[language] for title in group]:
        words = WordSplitter(language).explain(title).values()
        assert not any(category(word[0])[0] == "M" for word in words)
        assert all(word in normalize("NFC", title.lower()) for word in words)


def test_marks_are_those_of_unicode() -> None:
    marks = re.compile(f"[{_MARKS}]")
    assert {category(char)[0] for char in map(chr, range(0x3100)) if marks.match(char)} == {"M"}


@pytest.mark.parametrize(
    ("run", "pairs"),
    [("新幹線", ["新幹", "幹線"]), ("駅", ["駅"]), ("ที่นี่", ["ที่นี่"]), ("서울역", ["서울", "울역"]), ("", [])],
)
def test_a_run_is_cut_into_overlapping_pairs(run: str, pairs: list[str]) -> None:
    assert cut_pairs(run) == pairs


def test_every_character_of_a_run_begins_a_pair_of_the_index() -> None:
    assert search_pairs("東京駅 to 東京").split() == ["東京", "京駅", "駅", "京"]
    assert search_pairs("no runs") == ""


@given(st.text(alphabet=st.characters(categories=("L", "M", "N", "P", "Z")), max_size=60))
def test_any_text_is_split(text: str) -> None:
    for language in ("en", "ja", "th"):
        assert all(WordSplitter(language).split(text))
    assert search_pairs(text).split() == list(dict.fromkeys(search_pairs(text).split()))


@pytest.mark.parametrize("language", sorted(HEADLINES))
def test_every_language_has_words_that_say_nothing(language: str) -> None:
    assert len(load_stop_words(language)) > 80


def test_an_unknown_language_has_no_stop_words_and_no_stems() -> None:
    assert not load_stop_words("xx")
    assert load_stemmer("xx")("Züge") == "Züge"


def test_the_script_cuts_a_question_as_the_index_cuts_a_text() -> None:
    """The characters are compared as text, and what is made of them with a JavaScript engine, if there is one."""
    script = SCRIPT.read_text("utf-8")
    found = re.search(r"const RUNS =\n  /\[(.+)\]\+/gu", script)
    assert found
    ranges = re.sub(r"\\u\{(\w+)\}|\\u(\w{4})", lambda each: chr(int(each[1] or each[2], 16)), found[1])
    assert set(re.findall("(.)-(.)", ranges)) == set(re.findall("(.)-(.)", UNSPACED))
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no JavaScript engine")
    functions = "".join(
        re.findall(r"^(?:const RUNS =.*?gu\n|function cut\w+.*?^\}\n)", script, re.DOTALL | re.MULTILINE)
    )
    titles = [title for groups in HEADLINES.values() for group in groups for title in group]
    program = f"{functions}console.log(JSON.stringify({json.dumps(titles)}.map(cutRuns)))"
    ran = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True, timeout=60)
    for title, cut in zip(titles, json.loads(ran.stdout), strict=True):
        pairs = [
            pair for run in re.findall(f"[{UNSPACED}]+", normalize("NFC", title)) for pair in cut_pairs(run)
        ]
        assert set(pairs) <= set(cut.split())
        assert set(pairs) <= set(search_pairs(title).split())
