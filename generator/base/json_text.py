"""Values as JSON text for machines that people may look at, too: what a terminal would act on is escaped."""

import json
import re

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Controls beyond those of ASCII, ends of lines, signs that turn text around, halves of signs: JSON lets them stand."""


def json_text(value: object) -> str:
    """Return a value as indented JSON with sorted keys and an end of line."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
