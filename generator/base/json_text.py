"""JSON text for programs, safe to print to a terminal."""

import json
import re

_CONTROL_CHARACTERS = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Characters that JSON allows unescaped but that can affect a terminal: controls beyond ASCII, line separators,
bidirectional marks, lone surrogates.
"""


def json_text(value: object) -> str:
    """Return a value as indented JSON with sorted keys and a final newline."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    return _CONTROL_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
