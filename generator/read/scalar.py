"""Plain scalars of number fields, by YAML 1.2's core schema (yaml.org/spec/1.2.2, section 10.3.2).

Only fields in :data:`generator.read.names.NUMBERS` come here; everywhere else a scalar is the text written.
"""

import re

_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

_INTEGER = re.compile(r"[-+]?[0-9]+")

_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

_LIMIT = 1 << 63
"""Integers are 64 bits wide, as everywhere that a record may go next; beyond, they count as floats."""

_LONGEST = 400
"""Characters of the longest number worth reading: no finite float needs more before the point."""


def number(text: str) -> bool | int | float | str:
    """Return the value that a plain scalar stands for, or the text itself where it is no number (or no finite one)."""
    if text in _TRUTH:
        return _TRUTH[text]
    if len(text) > _LONGEST or not _FLOAT.fullmatch(text):
        return text
    if _INTEGER.fullmatch(text) and -_LIMIT <= int(text) < _LIMIT:
        return int(text)
    value = float(text)
    return value if is_finite(value) else text


def is_finite(value: float) -> bool:
    """Tell a number from infinity and NaN, neither of which is a measure of anything."""
    return value - value == 0
