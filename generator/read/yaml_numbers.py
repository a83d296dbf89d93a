"""Plain scalars of number fields, by YAML 1.2's core schema (yaml.org/spec/1.2.2, section 10.3.2).

Only fields in :data:`generator.read.field_names.NUMBERS` come here; everywhere else a scalar is the text written.
"""

import re

_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

_INTEGER = re.compile(r"([-+]?)0*([0-9]+)")

_BASED = re.compile(r"0(?:x0*[0-9a-fA-F]{1,16}|o0*[0-7]{1,21})")

_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

_LIMIT = 1 << 63
"""Integers are 64 bits wide, as wherever a record may go next; beyond, they count as floats."""

_DIGITS = 19
"""Decimal digits of the largest 64-bit integer."""


def parse_number(text: str) -> bool | int | float | str:
    """Return what a plain scalar stands for, or the text itself where that is no number, or no finite one."""
    if text in _TRUTH:
        return _TRUTH[text]
    if match := _INTEGER.fullmatch(text):
        sign, digits = match.groups()
        if len(digits) <= _DIGITS and -_LIMIT <= (value := int(sign + digits)) < _LIMIT:
            return value
    elif _BASED.fullmatch(text):
        return value if (value := int(text, 0)) < _LIMIT else text
    if not _FLOAT.fullmatch(text):
        return text
    real = float(text)
    return real if is_finite(real) else text


def is_finite(value: float) -> bool:
    """Tell a number from infinity and NaN, neither of which is a measure of anything."""
    return value - value == 0
