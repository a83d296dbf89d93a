"""TOML files of people: their faults have a line, their values are shown short."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.base.toml_text import format_value, list_choices, parse_toml, read_toml_text, suggest_setting


def test_a_fault_has_its_line() -> None:
    with pytest.raises(SettingsError, match=r"^a\.toml:2: not valid TOML"):
        parse_toml("a.toml", "a = 1\nb = x\n")


def test_a_missing_file_is_empty(tmp_path: Path) -> None:
    assert read_toml_text(tmp_path / "none.toml") == ""


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"a = '\xff'")
    with pytest.raises(SettingsError, match="expected UTF-8"):
        read_toml_text(tmp_path / "a.toml")


def test_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot read the file"):
        read_toml_text(tmp_path)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("\ufeffa = 1", "utf-8")
    assert parse_toml("a.toml", read_toml_text(tmp_path / "a.toml")) == {"a": 1}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x\x1b", "'x\\x1b'"),
        ("y" * 90, f"'{'y' * 80}…'"),
        ({}, "a table"),
        ([], "an empty list"),
        ([1, "a"], "[1, 'a']"),
        ([[1]], "a list"),
        (True, "true"),
        (10**30, "a huge number"),
    ],
)
def test_values_are_shown_short(value: object, text: str) -> None:
    assert format_value(value) == text


def test_the_nearest_name_is_suggested() -> None:
    known = {"fetch.every": "every", "fetch.folder": "folder"}
    assert suggest_setting("evry", known) == "Did you mean fetch.every?"
    assert suggest_setting("zzz", known) == ""
    assert list_choices(known) == "Choose one of fetch.every, fetch.folder."
