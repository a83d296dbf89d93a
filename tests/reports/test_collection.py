"""Reports of a fetch and of sources."""

import json

from generator.model.collection import EntryOutcome, FetchReport, SourceOutcome, SourceRow
from generator.reports.collection import fetch_json, fetch_lines, source_lines

REPORT = FetchReport(
    (
        SourceOutcome("a", "read", new=2, entries=(EntryOutcome("Bees", "u", "new", "", "p", ("T",)),)),
        SourceOutcome("long", "failed", notice="404", hint="do this", said=True),
        SourceOutcome("c", "unchanged", notice="early"),
    )
)


def test_the_summary_is_calm() -> None:
    assert list(fetch_lines(REPORT)) == [
        "3 sources: 1 unchanged, 1 read, 1 failed",
        "2 new records, 0 updated",
        "! long  404    (do this)",
    ]


def test_verbose_shows_early_problems_and_explain_entries() -> None:
    lines = list(fetch_lines(REPORT, explain=True, verbose=True))
    assert "  new       Bees  [T]" in lines
    assert "! c     early" in lines


def test_the_report_for_machines_has_all_sources() -> None:
    assert [each["id"] for each in json.loads(fetch_json(REPORT))["sources"]] == ["a", "long", "c"]


def test_the_table_has_columns() -> None:
    lines = list(source_lines([SourceRow("a", "fine", "2026-11-09", 3, "now", "")]))
    assert lines[0].split("  ")[0].strip() == "source"
    assert lines[1].startswith("a       fine   2026-11-09  3")
