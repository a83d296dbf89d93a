"""``docs/settings.md`` says of every setting what the code says, for its tables are made from the code."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

from docs.settings_tables import DOCUMENT, in_words, meanings_of, renewed
from generator.model.settings import Settings

ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| `(.*?)` \| (.+) \|$", re.MULTILINE)


def test_the_tables_are_those_that_the_code_makes() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert text == renewed(text), "run 'make docs', and commit docs/settings.md"


def test_a_row_says_name_default_and_meaning() -> None:
    shown = {row[1]: tomllib.loads(f"x = {row[3]}")["x"] for row in ROW.finditer(DOCUMENT.read_text("utf-8"))}
    defaults = msgspec.to_builtins(Settings())
    for table in defaults.values():
        for name in table:
            assert name in shown
    assert shown["page_size"] == Settings().lists.page_size
    assert tuple(shown["formats"]) == Settings().feeds.formats


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| `page_size` | whole number |", "| `page_size` | text |"),
        ("| `related` | whole number | `5` |", "| `related` | whole number | `6` |"),
        ("| `page_size` |", "| `pagesize` |"),
        ("at most. |", "at least. |"),
    ],
)
def test_what_was_altered_by_hand_is_put_right(old: str, new: str) -> None:
    text = DOCUMENT.read_text("utf-8")
    assert old in text
    assert renewed(text.replace(old, new, 1)) == text


def test_a_table_that_is_missing_is_put_in() -> None:
    text = DOCUMENT.read_text("utf-8")
    start = text.index("| Key |", text.index("## `[search]`"))
    end = text.index("\n\n", start) + 2
    assert renewed(text[:start] + text[end:]) == text


@pytest.mark.parametrize("heading", ["## `[search]`", "## `[site]`"])
def test_a_heading_that_is_missing_is_an_error(heading: str) -> None:
    text = DOCUMENT.read_text("utf-8")
    with pytest.raises(ValueError, match="expected the headings"):
        renewed(text.replace(heading, "## Something else"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (str, "text"),
        (bool, "true or false"),
        (int, "whole number"),
        (float, "number"),
        (Literal["a", "b"], '`"a"` or `"b"`'),
        (Literal["a", "b", "c"], '`"a"`, `"b"` or `"c"`'),
        (tuple[str, ...], "list of texts"),
        (tuple[Literal["a", "b"], ...], 'some of `"a"`, `"b"`'),
    ],
)
def test_types_are_said_in_words(kind: Any, words: str) -> None:
    assert in_words(kind) == words


class Unsaid(msgspec.Struct):
    """A table of settings, one of which nobody says anything about."""

    said: int = 0
    """What it means."""

    unsaid: int = 0


def test_a_setting_that_says_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"say below Unsaid\.unsaid what it means"):
        meanings_of(Unsaid)


def test_links_in_meanings_lead_somewhere() -> None:
    text = DOCUMENT.read_text("utf-8")
    anchors = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ")).lower().replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    for anchor in re.findall(r"\]\(#([^)]+)\)", text):
        assert anchor in anchors
    for file in re.findall(r"\]\((\w[\w./-]*\.md)", text):
        assert (Path(DOCUMENT).parent / file).is_file()
