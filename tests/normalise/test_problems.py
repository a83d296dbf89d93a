"""The problems of one record, and how they show values."""

import pytest

from generator.base.problem import Problem
from generator.normalise.problems import ProblemCollector, show_value


def test_problems_are_listed_in_the_order_they_were_added() -> None:
    problems = ProblemCollector("a.md")
    problems.add("error", "title", "expected a title, found none", "Add a title.")
    problems.repaired("body", "found control characters: removed")
    assert problems.count == 2
    assert problems.listed() == (
        Problem("a.md", 0, "title", "expected a title, found none", "Add a title.", "error"),
        Problem("a.md", 0, "body", "found control characters: removed", "", "repaired"),
    )


def test_an_unexpected_value_is_a_warning_with_reason_and_outcome() -> None:
    problems = ProblemCollector("a.md")
    problems.expected("quality", "a number", "good", "Use digits.")
    problems.expected("draft", "true or false", 3, outcome="read as false", why="not a word")
    assert [(each.message, each.hint, each.severity) for each in problems.listed()] == [
        ("expected a number, found 'good': ignored", "Use digits.", "warning"),
        ("expected true or false, found 3 (not a word): read as false", "", "warning"),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb", r"'a\nb'"),
        ("x" * 100, "'" + "x" * 59 + "…'"),
        (True, "true"),
        (5, "5"),
        pytest.param(10**5000, "a huge number", id="huge"),
        (0.5, "0.5"),
        ({"a": 1}, "a mapping"),
        ([1], "a list"),
        (None, "nothing"),
        (b"x", "a bytes"),
    ],
)
def test_a_value_is_shown_short_and_on_one_line(value: object, shown: str) -> None:
    assert show_value(value) == shown


def test_a_sealed_value_is_not_shown() -> None:
    sealed = "QUJDREVGR0hJSktMTU5PUA==;AAAAAAAAAAAAAAAAAAAAAA=="
    assert "QUJD" not in show_value(f"a {sealed} b")
