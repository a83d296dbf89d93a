"""Problems by cause: how many, the first places, and the hint once."""

from generator.base.problem import Problem
from generator.reports.problem_groups import SHOWN, brief_lines, group_problems


def dated(path: str, found: str, field: str = "publishedDateTime") -> Problem:
    message = f"expected a date and time, found {found!r}: ignored"
    return Problem(path, 4, field, message, "Use 2026-11-30.", "warning")


def test_a_single_problem_is_one_line_with_its_hint() -> None:
    assert list(brief_lines([dated("a.md", "soon")], "content")) == [
        "warning: content/a.md:4: publishedDateTime: expected a date and time, found 'soon': ignored",
        "    Use 2026-11-30.",
    ]


def test_problems_of_one_cause_are_one_block_with_the_first_places() -> None:
    problems = [dated(f"{number}.md", f"day {number}") for number in range(1200)]
    assert list(brief_lines(problems, "content")) == [
        "warning: 1,200 times: publishedDateTime: expected a date and time, found …: ignored",
        "    content/0.md:4, content/1.md:4, content/2.md:4 and 1,197 more places",
        "    Use 2026-11-30.",
    ]


def test_a_message_that_is_the_same_everywhere_is_quoted_whole() -> None:
    lines = list(brief_lines([dated("a.md", "n/a"), dated("b.md", "n/a")], "."))
    assert lines[0] == "warning: 2 times: publishedDateTime: expected a date and time, found 'n/a': ignored"
    assert lines[1] == "    a.md:4, b.md:4"


def test_field_and_severity_make_causes_and_indices_do_not() -> None:
    one, other = (
        dated("a.md", "x", "related[0].publishedDateTime"),
        dated("a.md", "y", "related[12].publishedDateTime"),
    )
    assert list(map(len, group_problems([one, other, dated("a.md", "x")]))) == [2, 1]


def test_many_causes_are_counted() -> None:
    problems = [Problem("a.md", 1, f"field{chr(97 + number)}", "bad") for number in range(SHOWN + 2)]
    lines = list(brief_lines(problems, "content"))
    assert lines[-1] == "error: and 2 more (broadsheet check lists all)"
    assert len(lines) == SHOWN + 1
