"""JSON is safe to print to a terminal."""

import json

import pytest

from generator.base.json_text import json_text

CONTROL_CHARACTERS = ("\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\ufeff", "\ud800")


@pytest.mark.parametrize("sign", CONTROL_CHARACTERS, ids=ascii)
def test_control_characters_are_escaped(sign: str) -> None:
    text = json_text({f"a{sign}": [f"b{sign}c"]})
    assert sign not in text
    assert json.loads(text) == {f"a{sign}": [f"b{sign}c"]}


def test_letters_of_all_scripts_are_not_escaped() -> None:
    assert json_text(["Zürich, 東京 🎈"]) == '[\n  "Zürich, 東京 🎈"\n]\n'
