"""The lines that ``serve`` prints: one for each build, and each problem once."""

from typing import Any

import pytest
from msgspec.structs import replace

from generator.base.problem import Problem
from generator.model.fetched_images import ImageCounts, ImageReport
from generator.model.report import BuildReport, Counts, SearchReport
from generator.server.log_lines import (
    collect_problems,
    completed_lines,
    first_lines,
    rebuild_lines,
    stopped_lines,
)
from generator.server.outcomes import BuildFailed, BuildResult, ServedProblem

ERROR = Problem("a.md", 1, "title", "expected a title, found none", "Add one.")
WARNING = Problem("b.md", 2, "", "doubtful", severity="warning")


def report(*problems: Problem, **fields: Any) -> BuildReport:
    counts = Counts(records=3, items=2, written=14, unchanged=86)
    return replace(
        BuildReport("content", "out", "https://a.example/", counts, problems, (), seconds=0.09), **fields
    )


def test_the_first_build() -> None:
    assert list(first_lines(report(WARNING))) == [
        "warning: content/b.md:2: doubtful",
        "Built    2 of 3 records: 14 written of 100 files, 0.09 s",
    ]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ([], "everything"),
        (["a.md"], "a.md"),
        (["a.md", "b.md"], "a.md, b.md"),
        (["a.md", "b.md", "c.md"], "a.md and 2 others"),
        (["\x1b[31m"], "\\x1b[31m"),
    ],
)
def test_a_rebuild_names_a_few_changed_files(changed: list[str], names: str) -> None:
    assert list(rebuild_lines(report(), changed, None)) == [f"Rebuilt  {names}: 14 written, 0.09 s"]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            (),
            (ERROR,),
            ["error: content/a.md:1: title: expected a title, found none", "    Add one.", " (1 error)"],
        ),
        ((ERROR,), (ERROR,), [" (1 error)"]),
        ((ERROR,), (WARNING,), ["warning: content/b.md:2: doubtful", " (errors fixed, 1 warning)"]),
        ((WARNING,), (), [""]),
    ],
    ids=["new", "still", "fixed", "warning gone"],
)
def test_problems_are_printed_once_and_counted(
    before: tuple[Problem, ...], after: tuple[Problem, ...], lines: list[str]
) -> None:
    *problems, counts = lines
    assert list(rebuild_lines(report(*after), ["a.md"], report(*before))) == [
        *problems,
        f"Rebuilt  a.md: 14 written, 0.09 s{counts}",
    ]


def test_a_complete_build_prints_what_it_added() -> None:
    images = ImageReport(ImageCounts(fetched=2, failed=1, refused=1))
    built = report(pictures=images, search=SearchReport("made", 3, 0.1), counts=Counts(written=5, removed=1))
    assert list(completed_lines(built, None)) == [
        "Complete 2 images fetched, 2 images not available, search index updated: 5 written, 1 removed, 0.09 s"
    ]
    assert list(completed_lines(report(), None)) == []


def test_a_failed_build() -> None:
    assert list(stopped_lines(BuildFailed("wrong", "Fix it."))) == ["Error: wrong", "    Fix it."]
    assert list(stopped_lines(BuildFailed("wrong"))) == ["Error: wrong"]
    assert list(stopped_lines(BuildFailed("gone:\na.md\x1b"))) == ["Error: gone:\na.md\\x1b"]


def test_pages_show_errors_only() -> None:
    assert collect_problems(BuildResult(report(ERROR, WARNING))) == (
        ServedProblem("error: content/a.md:1: title: expected a title, found none", "Add one."),
    )
    assert collect_problems(BuildFailed("wrong", "Fix it.")) == (ServedProblem("Error: wrong", "Fix it."),)
