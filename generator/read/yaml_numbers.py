"""Parse plain scalars of number fields by YAML 1.2's core schema (yaml.org/spec/1.2.2, section 10.3.2).

This applies to the fields in :data:`generator.read.field_names.NUMBERS`. In all other fields a scalar is text.
"""

import re

_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

_INTEGER = re.compile(r"([-+]?)0*([0-9]+)")

_BASED = re.compile(r"0(?:x0*[0-9a-fA-F]{1,16}|o0*[0-7]{1,21})")

_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

_LIMIT = 1 << 63
"""Integers have 64 bits, like those of MessagePack and JSON readers. Larger ones become floats."""

_DIGITS = 19
"""Decimal digits of the largest 64-bit integer."""


def parse_number(text: str) -> bool | int | float | str:
    """Return the value of a plain scalar, or the text itself if it is not a finite number or a Boolean.

    >>> parse_number("0x1F"), parse_number("true"), parse_number("many")
    (31, True, 'many')
    """
    if text in _BOOLEANS:
        return _BOOLEANS[text]
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
    """Return whether a number is neither infinite nor NaN."""
    return value - value == 0
