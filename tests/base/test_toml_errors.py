"""Errors of TOML: what is there twice is named with both lines, and the hint fits."""

import pytest

from generator.base.errors import SettingsError
from generator.base.toml_text import parse_toml


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[site]\n[lists]\n[site]\n", "3: [site] is in the file twice (first on line 1)", "under one line"),
        ("site.title = 'a'\n[site]\n", "2: [site] is in the file twice (first on line 1)", "under one line"),
        (
            "[site]\ntitle = 'a'\ntitle = 'b'\n",
            "3: title is in the table twice (first on line 2)",
            "one of the two",
        ),
        ("a.b = 1\na.b = 2\n", "2: a.b is in the table twice (first on line 1)", "one of the two"),
        ("[site]\ntitle = x\n", "2: not valid TOML (Invalid value)", "double quotes"),
        ("[site\n", "1: not valid TOML (Expected ']'", "A table is [name]"),
    ],
)
def test_an_error_has_its_line_and_a_fitting_hint(text: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_toml("site.toml", text)
    assert refused.value.message.startswith(f"site.toml:{message}")
    assert hint in refused.value.hint
