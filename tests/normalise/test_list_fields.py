"""Lists of values and of names."""

from typing import Any

import pytest

from generator.model.item import ItemAction, ItemImage, Publisher, RelatedLink
from generator.normalise.list_fields import list_entries, list_names
from generator.normalise.problems import ProblemCollector
from tests.normalise.records import LINK, faulty


@pytest.mark.parametrize(
    ("field", "value", "attribute", "becomes"),
    [
        ("topics", "AI", "topics", ("AI",)),
        ("tags", {"name": "GB"}, "tags", ("GB",)),
        ("images", "https://a.example/x.png", "images", (ItemImage("https://a.example/x.png"),)),
        ("images", {"url": "https://a.example/x.png"}, "images", (ItemImage("https://a.example/x.png"),)),
        ("levels", "Beginner", "levels", ("Beginner",)),
        ("provider", "News", "source", Publisher("News")),
        ("related", {"title": "T", "webUrl": LINK}, "related", (RelatedLink(LINK, "T", LINK),)),
        ("actions", {"url": LINK, "title": "Get"}, "actions", (ItemAction(LINK, "Get"),)),
    ],
)
def test_a_single_value_in_place_of_a_list_is_repaired(
    field: str, value: Any, attribute: str, becomes: Any
) -> None:
    item, faults = faulty(**{field: value})
    assert getattr(item, attribute) == becomes
    assert faults == [("repaired", field)]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, ()),
        ("", ()),
        ([], ()),
        (["AI", "ai", " AI ", "Bees"], ("AI", "Bees")),
        ([{"name": "Ada"}, {"name": "Bob"}], ("Ada", "Bob")),
        ([2021], ("2021",)),
    ],
)
def test_names_are_kept_in_order_without_duplicates(value: Any, names: tuple[str, ...]) -> None:
    problems = ProblemCollector("x.md")
    assert list_names(problems, "tags", value) == names
    assert not problems.listed()


@pytest.mark.parametrize(
    ("value", "field", "names"),
    [
        (5, "tags", ()),
        (["AI", ["x"], {"y": 1}, None], "tags[1]", ("AI",)),
        ([f"t{n}" for n in range(51)], "tags", tuple(f"t{n}" for n in range(50))),
        (["x" * 101], "tags", ("x" * 99 + "…",)),
    ],
)
def test_invalid_entries_are_reported(value: Any, field: str, names: tuple[str, ...]) -> None:
    problems = ProblemCollector("x.md")
    assert list_names(problems, "tags", value) == names
    assert [(problem.severity, problem.field) for problem in problems.listed()] == [("warning", field)]


def test_a_single_value_with_a_problem_of_its_own_is_reported_once() -> None:
    problems = ProblemCollector("x.md")
    for entry in list_entries(problems, "actions", "x", 5):
        problems.expected("actions", "a URL", entry)
    assert [problem.severity for problem in problems.listed()] == ["warning"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("tags", "bees birds", "found a single text with spaces, 'bees birds': read as one name"),
        ("tags", "bees, big birds", "found a single text with commas, 'bees, big birds': read as one name"),
        ("tags", "bees", "expected a list, found a single value: read as a list with one entry"),
        ("topics", "Big Birds", "expected a list, found a single value: read as a list with one entry"),
    ],
)
def test_a_text_that_others_split_is_a_warning(field: str, value: str, expected: str) -> None:
    problems = ProblemCollector("a.md")
    assert list_names(problems, field, value) == (value,)
    (problem,) = problems.listed()
    assert problem.message == expected
    assert problem.severity == ("repaired" if expected.startswith("expected") else "warning")
    if "spaces" in expected:
        assert problem.hint == 'Write a list, [bees, birds], or ["bees birds"] if it is one name.'
