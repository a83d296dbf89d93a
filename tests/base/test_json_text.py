"""JSON for machines shows nothing to a terminal that it would act on."""

import json

import pytest

from generator.base.json_text import json_text

UNSEEN = ("\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\ufeff", "\ud800")


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_what_a_terminal_would_act_on_is_escaped(sign: str) -> None:
    text = json_text({f"a{sign}": [f"b{sign}c"]})
    assert sign not in text
    assert json.loads(text) == {f"a{sign}": [f"b{sign}c"]}


def test_letters_of_all_scripts_stand_as_they_are() -> None:
    assert json_text(["Zürich, 東京 🎈"]) == '[\n  "Zürich, 東京 🎈"\n]\n'
