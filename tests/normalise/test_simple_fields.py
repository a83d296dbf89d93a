"""Simple fields are read by type; values without an attribute of their own are facts."""

from typing import Any

import pytest

from generator.model.record_fields import FieldType, RecordField
from generator.normalise import simple_fields
from generator.normalise.problems import ProblemCollector
from generator.normalise.simple_fields import normalise_simple_fields


def read(monkeypatch: pytest.MonkeyPatch, kind: FieldType, value: object) -> tuple[dict[str, Any], int]:
    """Read a fact of a type. Return the attributes and the number of problems."""
    monkeypatch.setattr(simple_fields, "SIMPLE_FIELDS", (RecordField("extra", kind, label="length"),))
    problems = ProblemCollector("_news/a.md")
    return normalise_simple_fields(problems, {"extra": value, "other": 1}), problems.count


@pytest.mark.parametrize(
    ("kind", "value", "fact"),
    [
        ("text", " <b>CC</b> BY ", "CC BY"),
        ("names", ["a", "A", "b"], ("a", "b")),
        ("integer", "-3", -3),
        ("count", 0, 0),
        ("number", "4.5", 4.5),
        ("boolean", "yes", True),
        ("boolean", False, False),
        ("duration", "PT2M", 120),
    ],
)
def test_a_fact_is_read_by_its_type(
    monkeypatch: pytest.MonkeyPatch, kind: FieldType, value: object, fact: object
) -> None:
    assert read(monkeypatch, kind, value) == ({"facts": (("extra", fact),)}, 0)


@pytest.mark.parametrize("kind", ["text", "names", "integer", "count", "number", "boolean", "duration"])
@pytest.mark.parametrize("value", [None, ""])
def test_an_empty_field_is_no_fact(monkeypatch: pytest.MonkeyPatch, kind: FieldType, value: object) -> None:
    assert read(monkeypatch, kind, value) == ({}, 0)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("count", -1), ("integer", "many"), ("number", "x"), ("duration", "long"), ("text", {"a": 1})],
)
def test_a_wrong_value_is_a_problem_and_no_fact(
    monkeypatch: pytest.MonkeyPatch, kind: FieldType, value: object
) -> None:
    assert read(monkeypatch, kind, value) == ({}, 1)


def test_fields_with_an_attribute_set_it() -> None:
    fields = {"price": "Free", "members": "12", "length": "PT1M", "levels": ["Beginner"]}
    assert normalise_simple_fields(ProblemCollector("a.md"), fields) == {
        "price": "Free",
        "member_count": 12,
        "length": 60,
        "levels": ("Beginner",),
    }
