"""The text of site checks and deployments: sizes, growth, and the commit."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.base.problem import Problem
from generator.model.results.deployment import Deployment, DeployOptions
from generator.model.results.site_check import SiteCheckReport, SiteGrowth, SiteSize
from generator.reports.site_check import deployment_lines, site_check_lines, size_lines

SIZE = SiteSize(1200, 10_600_000, (("images", 7_700_000), (".", 500_000)), ("images/a.jpg", 200_000))
EMPTY = SiteSize(1, 0, (), ("", 0))


def test_size_folders_and_largest_file() -> None:
    assert list(size_lines(SIZE)) == [
        "1,200 files, 10.6 MB",
        "    folders: images 7.7 MB, . 0.5 MB",
        "    largest file: images/a.jpg 0.2 MB",
    ]
    assert list(size_lines(EMPTY)) == ["1 file, 0.0 MB"]


@pytest.mark.parametrize(
    ("full", "lines"),
    [
        ({"size": None, "files": None}, []),
        (
            {"size": "2031-04", "files": None},
            ["    at this rate, limits of the host are reached: size in 2031-04"],
        ),
    ],
)
def test_growth(full: dict[str, str | None], lines: list[str]) -> None:
    growth = SiteGrowth(date(2026, 3, 20), 14, 4_700_000, 255, full)
    assert list(size_lines(replace(EMPTY, growth=growth)))[1:] == [
        "    growth in the year to 2026-03-20: 14 items, about 4.7 MB and 255 files",
        *lines,
    ]


def test_the_last_line_counts_problems() -> None:
    problems = (Problem("a.html", 0, "", "m"), Problem("b.html", 0, "", "m", severity="warning"))
    *_, last = site_check_lines(SiteCheckReport("https://a.example/", problems, 161, 9745, EMPTY))
    assert last == "161 pages and 9,745 links of https://a.example/: 1 error, 1 warning"


@pytest.mark.parametrize(
    ("before", "after", "dry_run", "line"),
    [
        ("", "b" * 40, False, "Published bbbbbbbbbbbb to gh-pages at origin."),
        ("a" * 40, "b" * 40, False, "Published bbbbbbbbbbbb to gh-pages at origin, replacing aaaaaaaaaaaa."),
        ("a" * 40, "", False, "Nothing to publish: gh-pages at origin is up to date."),
        ("a" * 40, "", True, "Would publish to gh-pages at origin, replacing aaaaaaaaaaaa."),
    ],
)
def test_deployments(before: str, after: str, dry_run: bool, line: str) -> None:
    options = DeployOptions(Path("output"), "origin", "gh-pages", dry_run=dry_run)
    assert list(deployment_lines(options, Deployment(before, after, EMPTY, ())))[-1] == line
