"""The tables of ``docs/settings.md`` are generated from the code and up to date."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

from docs.settings_tables import DOCUMENT, read_meanings, regenerate, type_name
from generator.model.settings import Settings

ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| `(.*?)` \| (.+) \|$", re.MULTILINE)


def test_the_tables_are_up_to_date() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert text == regenerate(text), "run 'make docs', and commit docs/settings.md"


def test_every_setting_has_a_row_with_its_default() -> None:
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
def test_a_table_edited_by_hand_is_restored(old: str, new: str) -> None:
    text = DOCUMENT.read_text("utf-8")
    assert old in text
    assert regenerate(text.replace(old, new, 1)) == text


def test_a_missing_table_is_added() -> None:
    text = DOCUMENT.read_text("utf-8")
    start = text.index("| Key |", text.index("## `[search]`"))
    end = text.index("\n\n", start) + 2
    assert regenerate(text[:start] + text[end:]) == text


@pytest.mark.parametrize("heading", ["## `[search]`", "## `[site]`"])
def test_a_missing_heading_is_an_error(heading: str) -> None:
    text = DOCUMENT.read_text("utf-8")
    with pytest.raises(ValueError, match="expected the headings"):
        regenerate(text.replace(heading, "## Something else"))


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
def test_types_are_said_type_name(kind: Any, words: str) -> None:
    assert type_name(kind) == words


class Undocumented(msgspec.Struct):
    """A table of settings, one without a meaning."""

    documented: int = 0
    """What it means."""

    undocumented: int = 0


def test_a_setting_without_a_meaning_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"Undocumented\.undocumented has no meaning"):
        read_meanings(Undocumented)


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
