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


def report_of(*outcomes: SourceOutcome) -> list[str]:
    return list(fetch_lines(FetchReport(outcomes)))[2:]


def test_a_failure_that_is_not_told_yet_is_counted() -> None:
    early = SourceOutcome("a", "failed", notice="the host does not exist")
    assert report_of(early) == [
        "1 failed source may recover by the next run (details: -v or “broadsheet sources”)"
    ]
    assert list(fetch_lines(FetchReport((early,)), verbose=True))[2:] == ["! a  the host does not exist"]


def test_many_sources_with_one_problem_are_one_line() -> None:
    many = [SourceOutcome(f"s{number}", "failed", notice="refused", said=True) for number in range(10)]
    assert report_of(*many[:3]) == ["! s0  refused", "! s1  refused", "! s2  refused"]
    assert report_of(*many) == ["! s0, s1, s2 and 7 more (-v lists all)  refused"]
    assert len(list(fetch_lines(FetchReport(tuple(many)), verbose=True))) == 12


def test_many_problems_are_cut() -> None:
    many = [SourceOutcome(f"s{number}", "failed", notice=f"{number}", said=True) for number in range(30)]
    assert len(report_of(*many)) == 21
    assert report_of(*many)[-1] == "! and 10 more (-v lists all)"


def test_a_dry_run_lists_what_it_would_write() -> None:
    entries = [EntryOutcome(f"Title {number}", "u", "new", "", f"_news/{number}.md") for number in range(25)]
    entries[1] = EntryOutcome("Again", "u", "known", "", "_news/known.md")
    entries[2] = EntryOutcome("Better", "u", "updated", "", "_news/2.md")
    report = FetchReport((SourceOutcome("a", "read", new=23, entries=tuple(entries)),), dry_run=True)
    lines = list(fetch_lines(report))
    assert lines[:2] == ["new      _news/0.md  Title 0", "updated  _news/2.md  Better"]
    assert lines[20] == "and 4 more (-v lists all)"
    assert len(list(fetch_lines(report, verbose=True))) == 24 + 2
    assert not any("_news" in line for line in fetch_lines(FetchReport(report.sources)))
