"""What is said of a fault: what was expected and found, what becomes of it, how to mend it. One fault, one word."""

from typing import Any

import pytest

from generator.base.problem import Problem
from generator.normalise.item import normalise
from tests.normalise.records import LINK, record

BECOMES = {
    "ignored",
    "the rest is ignored",
    "truncated",
    "read as true",
    "read as false",
    "shown as an article",
}


def told(fields: dict[str, Any]) -> tuple[Problem, ...]:
    return normalise(record(**{"title": "Story", **fields}))[1]


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        (
            "quality",
            "good",
            "expected a whole number, found 'good': ignored",
            "Write it in digits, such as 35.",
        ),
        ("members", -5, "expected a whole number of at least 0, found -5: ignored", "Correct the number."),
        ("published", "maybe", "expected true or false, found 'maybe': read as true", "Write true or false."),
        ("removed", "maybe", "expected true or false, found 'maybe': read as false", "Write true or false."),
        ("type", "opinion", "expected one of article, ", "Correct the type."),
        (
            "ratings",
            "good",
            "expected a mapping with average and count, found 'good': ignored",
            "Write it as {",
        ),
        (
            "ratings",
            {"average": 9},
            "expected a number from 0 to 5, found 9: ignored",
            "Correct the number.",
        ),
        (
            "ratings",
            {"average": "x"},
            "expected a number from 0 to 5, found 'x': ignored",
            "Write it in digits",
        ),
        ("topics", 5, "expected a list, found 5: ignored", "Write it as a list"),
        ("related", "no", "expected a list, found 'no': ignored", "Write it as a list"),
        (
            "related",
            ["x"],
            "expected a mapping with title and webUrl, found 'x': ignored",
            "Add at least",
        ),
        (
            "images",
            "no",
            "expected an http or https URL, or the path",
            "Use a full URL, or a path",
        ),
        ("images", [{"url": "../x.png"}], "expected an http or https URL, or the path", "Use a full URL"),
        (
            "images",
            [{"url": "/x.png", "height": -3}],
            "expected a whole number of at least 0, found -3: ignored",
            "Correct the number.",
        ),
        (
            "actions",
            "javascript:x",
            "expected an http or https URL, found 'javascript:x': ignored",
            "Use a URL",
        ),
        ("actions", [5], "expected an http or https URL, found 5: ignored", "Write the full URL"),
        (
            "actions",
            [{}],
            "expected a mapping with url and title, found a mapping: ignored",
            "Write it as {url",
        ),
        (
            "provider",
            ["x"],
            "expected a mapping with name and domain, found a list: ignored",
            "Write it as {name",
        ),
        (
            "publishedDateTime",
            "soon",
            "expected a date and time, found 'soon': ignored",
            "Use 2026-11-30 or",
        ),
        (
            "publishedDateTime",
            "2024-02-30T10:00:00Z",
            "expected a date and time, found '2024-02-30T10:00:00Z' (there is no 30 February 2024): ignored",
            "Correct the date.",
        ),
        ("excerpt", ["x"], "expected text, found a list: ignored", "Write a single text"),
        (
            "category",
            "x" * 101,
            "expected at most 100 characters, found more: truncated",
            "Shorten the text.",
        ),
        (
            "tags",
            ["x"] * 51,
            "expected at most 50 entries, found 51: the rest is ignored",
            "Shorten the list.",
        ),
        (
            "webUrl",
            "javascript:alert(1)",
            "expected an http or https URL",
            "Use a URL that starts with",
        ),
        (
            "webUrl",
            "ftp://a.example/x",
            "expected an http or https URL",
            "Use a URL that starts with",
        ),
        ("webUrl", "x.example/25", "expected an http or https URL", "Add https:// in front of it."),
        ("webUrl", "/blog/x.html", "expected an http or https URL", "Write the full URL"),
        ("webUrl", "https://u:p@a.example/", "expected an http or https URL", "Write the full URL"),
        ("webUrl", "words", "expected an http or https URL", "Write the full URL"),
        (
            "webUrl",
            ["x"],
            "expected an http or https URL, found a list: ignored",
            "Write the full URL",
        ),
    ],
)
def test_an_invalid_value_is_reported_once_with_outcome_and_hint(
    field: str, value: Any, message: str, hint: str
) -> None:
    (problem,) = told({field: value})
    assert problem.severity == "warning"
    assert problem.field.startswith(field)
    assert problem.message.startswith(message)
    assert problem.message.rpartition(": ")[2] in BECOMES
    assert problem.hint.startswith(hint)
    assert problem.hint.endswith(".")


def test_a_valid_value_without_its_list_is_only_repaired() -> None:
    (problem,) = told({"related": {"title": "T", "webUrl": LINK}})
    assert (problem.severity, problem.field) == ("repaired", "related")


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ({}, "expected a title or a name, found none", "Add a title"),
        ({"title": ""}, "expected a title or a name, found none", "Add a title"),
        ({"title": ["a", "b"]}, "expected a title or a name, found a list", "Add a title"),
        ({"name": {"x": "y"}}, "expected a title or a name, found a mapping", "Add a title"),
        (
            {"Title": "x"},
            "expected a title or a name, found none",
            "Rename the field Title to title.",
        ),
        (
            {"NAME": "x"},
            "expected a title or a name, found none",
            "Rename the field NAME to name.",
        ),
        (
            {"titel": "x"},
            "expected a title or a name, found none",
            "Rename the field titel to title.",
        ),
        ({"tags": ["x"], 5: "x"}, "expected a title or a name, found none", "Add a title"),
    ],
)
def test_a_record_without_a_title_is_an_error_with_the_value_found(
    fields: dict[str, Any], message: str, hint: str
) -> None:
    item, (problem,) = normalise(record(**{str(name): value for name, value in fields.items()}))
    assert item is None
    assert (problem.severity, problem.field, problem.message) == ("error", "title", message)
    assert problem.hint.startswith(hint)


def test_the_name_replaces_an_invalid_title() -> None:
    item, (problem,) = normalise(record(title=["x"], name="N"))
    assert item is not None
    assert item.title == "N"
    assert (problem.severity, problem.field) == ("warning", "title")
