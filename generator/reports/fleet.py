"""Convert the results of a fleet to a table and to JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from generator.base.json_text import json_text
from generator.base.text import make_legible, plural
from generator.model.report import BuildReport
from generator.model.results.fleet import SiteOutcome
from generator.reports.build import DEFAULT_BASE_URL, plain_report

_HEADINGS = ("Items", "Written", "Warnings", "Errors", "Seconds")


def fleet_lines(outcomes: Sequence[SiteOutcome]) -> Iterator[str]:
    """Yield a table with a row for each site, then what concerns several sites."""
    names = {each.name: make_legible(each.name) for each in outcomes}
    width = max(len("Site"), *map(len, names.values()))
    yield _row("Site", _HEADINGS, width)
    for each in outcomes:
        cells = _cells(each.report) if each.report else ("-", "-", "-", "-", "stopped")
        yield _row(names[each.name], cells, width)
    reports = {names[each.name]: each.report for each in outcomes if each.report}
    unset = [name for name, report in reports.items() if report.base_url == DEFAULT_BASE_URL]
    if unset:
        yield f"Address  base_url is not set: {', '.join(unset)}. Set it before you publish"
    stopped = len(outcomes) - len(reports)
    yield plural(len(reports), "site") + (f" built, {stopped:,} stopped by errors" if stopped else " built")


def _row(name: str, cells: Sequence[str], width: int) -> str:
    return f"{name:<{width}}" + "".join(f"  {cell:>8}" for cell in cells)


def _cells(report: BuildReport) -> tuple[str, ...]:
    found: Counter[str] = Counter(problem.severity for problem in report.problems)
    found.update(finding.severity for finding in report.findings)
    counts = (report.counts.items, report.counts.written, found["warning"], found["error"])
    return (*[f"{count:,}" for count in counts], f"{report.seconds:.2f}")


def fleet_json(outcomes: Sequence[SiteOutcome]) -> str:
    """Return the reports of all sites by name as JSON. A site that an error stopped has that error instead."""
    return json_text({"sites": {each.name: _plain(each) for each in outcomes}})


def _plain(outcome: SiteOutcome) -> dict[str, Any]:
    if outcome.report is None:
        return {"error": outcome.error, "hint": outcome.hint}
    return plain_report(outcome.report)
