"""The text that builds and checks print: exact counts, and paths that can be opened."""

import json
from typing import Any, Literal

import msgspec
import pytest

from generator.base.problem import Problem, count_other_files
from generator.model.fetched_images import FetchOutcome, ImageCounts, ImageReport
from generator.model.report import BuildReport, Counts, UnknownField
from generator.model.trace import OutputAction
from generator.reports import build as report
from generator.reports.problem_groups import brief_lines

FAULTY = Problem("_news/a.md", 3, "title", "expected a title, found none", "Give it one.")
COUNTED = Counts(
    records=41,
    items=38,
    unpromoted=5,
    left_out=(("duplicate", 2), ("faulty", 1)),
    topics=1,
    pages=31,
    written=31,
    unchanged=244,
    removed=2,
    beside=1,
)


def built(counts: Counts = COUNTED, **given: Any) -> BuildReport:
    return BuildReport("content", "output", "https://a.example/", counts, (), (), **given)


def repaired(path: str) -> Problem:
    return Problem(path, 1, "", "expected UTF-8, found a BOM", severity="repaired")


def test_every_record_is_built_or_left_out_and_other_files_are_counted_apart() -> None:
    line = next(report.summary(built()))
    assert line == (
        "Records  41: 38 built, 3 left out (2 duplicate, 1 faulty); 5 built but not promoted; "
        "1 problem in other files"
    )
    assert next(report.summary(built(Counts(records=1, items=1)))) == "Records  1: 1 built"


def test_a_language_without_texts_is_named_with_the_way_out() -> None:
    lines = list(report.summary(built(untranslated=("fr-CA", "de", "en"))))
    assert lines[-2] == (
        "Wording  no texts in fr-CA, so labels are in English (there are de, en). words/fr-CA.toml in your templates "
        "adds them: docs/theming.md#wording"
    )
    assert not any("Wording" in line for line in report.summary(built()))


@pytest.mark.parametrize("state", ["refused", "failed"])
def test_pictures_that_are_amiss_come_with_the_way_to_their_reasons(
    state: Literal["refused", "failed"],
) -> None:
    outcome = FetchOutcome("https://a.example/p.jpg", state, "it is cut short")
    line = "Images   1 cached"
    told = built(pictures=ImageReport(ImageCounts(kept=1), (outcome,)))
    assert f"{line} (-v lists 1 problem)" in list(report.summary(told))
    assert line in list(report.summary(told, verbose=True))
    later = built(
        pictures=ImageReport(ImageCounts(kept=1), (msgspec.structs.replace(outcome, state="later"),))
    )
    assert line in list(report.summary(later))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, "Output   31 written, 244 unchanged, 2 removed"),
        (
            {"settled": True},
            "Output   31 written, 244 unchanged, 2 removed (nothing changed since the last build)",
        ),
        ({"dry_run": True}, "Would write 31, leave 244 unchanged, remove 2"),
        (
            {"dry_run": True, "actions": (OutputAction("index.html", "write", "asked for", 0),)},
            "Would render 31 again and write those that differ, remove 2",
        ),
    ],
)
def test_what_moved_is_told_from_what_would(given: dict[str, Any], line: str) -> None:
    assert line in list(report.summary(built(**given)))


@pytest.mark.parametrize(
    ("actions", "lines"),
    [
        ([], ["keep    244 files (same)"]),
        ([("a", "keep", "same"), ("b", "keep", "same")], ["keep    2 files (same)"]),
        ([("a", "write", "new")], ["write   a  (new)"]),
        ([("a", "write", "asked for")], ["render  a  (asked for)"]),
        (
            [("a", "remove", "orphaned"), ("b", "keep", "same")],
            ["remove  a  (orphaned)", "keep    1 other file (same)"],
        ),
    ],
)
def test_an_explanation_counts_what_is_kept_only_where_something_is(
    actions: list[tuple[Any, Any, Any]], lines: list[str]
) -> None:
    given = tuple(OutputAction(*each) for each in actions)
    assert list(report.explanation(built(actions=given))) == lines


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        ("content", "content/_news/a.md"),
        ("./content/", "content/_news/a.md"),
        (".", "_news/a.md"),
        ("../site/content", "../site/content/_news/a.md"),
        ("/srv/site", "/srv/site/_news/a.md"),
    ],
)
def test_paths_can_be_opened_from_where_the_command_was_called(folder: str, path: str) -> None:
    first, hint = report.problem_lines([FAULTY], folder)
    assert first == f"error: {path}:3: title: expected a title, found none"
    assert hint == "    Give it one."
    assert next(report.github_lines([FAULTY], folder)).startswith(f"::error file={path},line=3::")


def test_machines_get_paths_relative_to_the_content_folder() -> None:
    unknown = [
        UnknownField("excerp", 1, ("_news/a.md:3",), "excerpt"),
        UnknownField("x", 2, ("a.md:1", "b.md:1")),
    ]
    found = json.loads(report.problems_json([FAULTY], unknown))
    assert found["problems"][0]["path"] == "_news/a.md"
    assert found["unknown_fields"] == {"excerp": 1, "x": 2}
    assert found["unknown_places"] == {"excerp": ["_news/a.md:3"], "x": ["a.md:1", "b.md:1"]}


def test_a_build_only_counts_what_it_repaired_and_a_check_shows_it() -> None:
    problems = [FAULTY, repaired("a.md"), repaired("a.md"), repaired("b.md")]
    assert list(brief_lines(problems, "content"))[2:] == [
        "repaired: 2 files, in memory only (details: broadsheet check)"
    ]
    assert len(list(report.problem_lines(problems, "content"))) == 5


def test_a_check_sums_up_all_problems_and_says_how_many_are_in_other_files() -> None:
    problems = [FAULTY, repaired("b.md"), Problem("_data/x.yaml", 0, "", "m", severity="warning")]
    assert count_other_files(problems, ["_news/a.md", "b.md"]) == 1
    assert report.check_line(problems, 3, 1) == (
        "3 records: 1 error, 1 warning, 1 repaired; 1 of them in other files"
    )
    assert report.check_line([], 1, 0) == "1 record: 0 errors, 0 warnings, 0 repaired"


def test_strict_says_how_many_problems_made_it_fail() -> None:
    problems = [FAULTY, FAULTY, Problem("a.md", 0, "", "m", severity="warning"), repaired("a.md")]
    assert report.failed(problems, strict=True)
    assert report.failure(problems).startswith("Failed (--strict): 2 errors, 1 warning.")
    assert not report.failed([repaired("a.md")], strict=True)
