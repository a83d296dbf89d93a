"""The summary of a fleet: a table for people, and all reports for programs."""

import json

from generator.base.problem import Problem
from generator.model.report import BuildReport, Counts
from generator.model.results.fleet import SiteOutcome
from generator.reports.fleet import fleet_json, fleet_lines

PROBLEMS = (
    Problem("a.md", 1, "title", "expected text"),
    Problem("b.md", 1, "title", "odd", "", "warning"),
    Problem("c.md", 1, "title", "corrected", "", "repaired"),
)


def outcome(name: str, url: str = "https://a.example/") -> SiteOutcome:
    counts = Counts(records=1300, items=1200, written=34)
    return SiteOutcome(name, BuildReport(name, f"output/{name}", url, counts, PROBLEMS, (), seconds=1.234))


def test_the_table_has_a_row_for_each_site_and_counts_problems() -> None:
    head, ai, broken, *rest = fleet_lines([outcome("ai"), SiteOutcome("broken\n", None, "no")])
    assert head.split() == ["Site", "Items", "Written", "Warnings", "Errors", "Seconds"]
    assert ai.split() == ["ai", "1,200", "34", "1", "1", "1.23"]
    assert broken.split() == ["broken\\n", "-", "-", "-", "-", "stopped"]
    assert rest == ["1 site built, 1 stopped by errors"]
    assert len({len(line) for line in (head, ai, broken)}) == 1


def test_sites_without_a_public_address_are_named() -> None:
    lines = list(fleet_lines([outcome("ai", "http://localhost:8000/"), outcome("bio")]))
    assert lines[-2] == "Address  base_url is not set: ai. Set it before you publish"
    assert lines[-1] == "2 sites built"


def test_json_has_each_report_or_the_error() -> None:
    found = json.loads(fleet_json([outcome("ai"), SiteOutcome("broken", None, "bad", "Fix it.")]))
    assert found["sites"]["broken"] == {"error": "bad", "hint": "Fix it."}
    assert found["sites"]["ai"]["counts"]["items"] == 1200
