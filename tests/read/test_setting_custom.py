"""The table ``[site.custom]`` takes every value of TOML in a form that templates can print."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.read.settings import load_settings


def write(folder: Path, text: str) -> Path:
    (folder / "site.toml").write_text(text, "utf-8")
    return folder


def test_every_value_of_toml_has_a_form(tmp_path: Path) -> None:
    text = (
        '[site.custom]\nhero = "a.webp"\nn = 1\nx = 1.5\nyes = true\nday = 2026-11-30\nnow = 2026-11-30T09:00:00Z\n'
        "at = 09:00:00\nlist = [1, {a = 2026-01-01}]\n[site.custom.deep.er]\na = 1\n"
    )
    assert load_settings(write(tmp_path, text), {}).site.custom == {
        "hero": "a.webp",
        "n": 1,
        "x": 1.5,
        "yes": True,
        "day": "2026-11-30",
        "now": "2026-11-30T09:00:00+00:00",
        "at": "09:00:00",
        "list": [1, {"a": "2026-01-01"}],
        "deep": {"er": {"a": 1}},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[site]\ncustom = "x"',
            r"site\.toml:2: site\.custom: expected a table: \[site\.custom\], found 'x'",
        ),
        (
            f"[site.custom]\nn = {1 << 63}",
            r"site\.toml:1: site\.custom: expected whole numbers of at most 64",
        ),
    ],
)
def test_other_values_are_errors(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(write(tmp_path, text), {})
