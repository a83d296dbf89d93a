"""The console: problems on the error stream, results on the output stream, and fewer lines with -q."""

import msgspec
import pytest

from generator.base.problem import Problem
from generator.cli.console import Console
from generator.model.fetched_images import FetchOutcome, ImageCounts, ImageReport
from generator.model.report import BuildReport, Counts
from generator.model.results.finding import Finding

REPORT = BuildReport(
    "content",
    "output",
    "https://a.example/",
    Counts(records=2, items=1),
    (
        Problem("a.md", 1, "title", "expected a title, found none"),
        Problem("b.md", 2, "", "doubtful", severity="warning"),
    ),
    (),
    ImageReport(ImageCounts(failed=1), (FetchOutcome("https://a.example/p.png", "failed", "cut short"),)),
    findings=(Finding("feed.rss", 1, "rss.guid", "expected a guid", "RSS 2.0", "warning"),),
    stages=(("read", 0.5),),
)


@pytest.mark.parametrize(
    ("quiet", "verbose", "errors", "results"),
    [
        (
            False,
            False,
            ["error: ", "warning: ", "warning: "],
            ["Records", "Site", "Images", "Output", "Done"],
        ),
        (True, False, ["error: "], []),
        (False, True, ["error: ", "warning: ", "warning: "], ["read", "image", "Records", "Site", "Images"]),
    ],
)
def test_streams_and_amount(
    quiet: bool, verbose: bool, errors: list[str], results: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Console(quiet=quiet, verbose=verbose).print_report(REPORT, explain=False)
    out, err = capsys.readouterr()
    assert [line.split(":")[0] + ": " for line in err.splitlines()] == errors
    assert [line.split()[0] for line in out.splitlines()][: len(results)] == results
    assert bool(out) == bool(results)


def test_profile_adds_the_time_of_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    Console().print_report(REPORT, explain=False, profile=True)
    assert "read          0.500 s\n" in capsys.readouterr().out


def test_explain_adds_a_line_for_unchanged_files(capsys: pytest.CaptureFixture[str]) -> None:
    report = msgspec.structs.replace(REPORT, counts=Counts(unchanged=3))
    Console().print_report(report, explain=True)
    assert capsys.readouterr().out.startswith("keep    3 files (same)\n")


def test_a_warning_has_its_hint_below_and_is_silent_with_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    Console().warn("no page uses this file", "Remove it.")
    assert capsys.readouterr().err == "warning: no page uses this file\n    Remove it.\n"
    Console(quiet=True).warn("no page uses this file")
    assert capsys.readouterr().err == ""
