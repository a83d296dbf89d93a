"""Plain scalars of number fields, by YAML 1.2's core schema."""

import pytest

from generator.read.yaml_numbers import is_finite, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-1", -1),
        ("+1", 1),
        ("010", 10),
        ("0x1F", 31),
        ("0o17", 15),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", float(2**63)),
        ("4.5", 4.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
    ],
)
def test_numbers_and_booleans_are_parsed(text: str, value: object) -> None:
    parsed = parse_number(text)
    assert (type(parsed), parsed) == (type(value), value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "many",
        "null",
        "~",
        ".inf",
        "-.inf",
        ".nan",
        "1e999",
        "9" * 5000,
        "1_000",
        "１２",
        "0x8000000000000000",
    ],
)
def test_other_scalars_stay_text(text: str) -> None:
    assert parse_number(text) == text


def test_infinity_and_nan_are_not_finite() -> None:
    assert is_finite(1e308)
    assert not is_finite(float("inf"))
    assert not is_finite(float("-inf"))
    assert not is_finite(float("nan"))
