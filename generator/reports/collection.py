"""The report of a fetch, and the table of sources, as text and JSON."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.base.json_text import json_text
from generator.base.text import make_legible, plural
from generator.model.collection import FetchReport, SourceOutcome, SourceRow
from generator.reports.problem_groups import SHOWN

_ALIKE = 3
"""Sources with one notice that have a line each; more are one line."""


def fetch_lines(report: FetchReport, explain: bool = False, verbose: bool = False) -> Iterator[str]:
    """Yield the summary of a fetch."""
    if explain:
        for source in report.sources:
            yield from entry_lines(source)
    if report.dry_run:
        yield from _planned_lines(report, None if verbose else SHOWN)
    yield _count_sources(report)
    yield _count_records(report)
    told = [each for each in report.sources if each.said or (verbose and each.notice)]
    groups = _group_notices(told, 1 if verbose else _ALIKE)
    shown = groups if verbose else groups[:SHOWN]
    width = max((len(names) for names, *_ in shown), default=0)
    for names, notice, hint in shown:
        yield make_legible(f"! {names:<{width}}  {notice}{f'    ({hint})' if hint else ''}")
    if len(groups) > len(shown):
        yield f"! and {len(groups) - len(shown):,} more (-v lists all)"
    untold = sum(each.state == "failed" and each not in told for each in report.sources)
    if untold:
        yield f"{plural(untold, 'failed source')} may recover by the next run (details: -v or “broadsheet sources”)"


def _group_notices(told: Sequence[SourceOutcome], alike: int) -> list[tuple[str, str, str]]:
    """Return ids, notice and hint of sources. More than ``alike`` with one notice are one line."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in told:
        found.setdefault((each.notice, each.hint), []).append(each.id)
    lines: list[tuple[str, str, str]] = []
    for (notice, hint), ids in found.items():
        many = len(ids) > alike > 1
        names = [f"{', '.join(ids[:_ALIKE])} and {len(ids) - _ALIKE} more (-v lists all)"] if many else ids
        lines += [(name, notice, hint) for name in names]
    return lines


def _planned_lines(report: FetchReport, limit: int | None) -> Iterator[str]:
    """Yield the path and the title of each record that would be written."""
    planned = [
        make_legible(f"{entry.verdict:<7}  {entry.path}  {entry.title}")
        for source in report.sources
        for entry in source.entries
        if entry.verdict in ("new", "updated")
    ]
    yield from planned[:limit]
    if limit is not None and len(planned) > limit:
        yield f"and {len(planned) - limit:,} more (-v lists all)"


def _count_sources(report: FetchReport) -> str:
    counts = {
        "paused": report.count("paused"),
        "not due": report.count("not due"),
        "resting": report.count("resting"),
        "unchanged": report.count("unchanged"),
        "read": report.count("read"),
        "failed": report.count("failed"),
        "left for next time": report.count("left"),
    }
    parts = [f"{count:,} {name}" for name, count in counts.items() if count]
    return f"{plural(len(report.sources), 'source')}: {', '.join(parts) or 'nothing to fetch'}"


def _count_records(report: FetchReport) -> str:
    new, updated = report.total("new"), report.total("updated")
    parts = [plural(new, "new record"), f"{updated:,} updated"]
    more = {
        "withdrawn": "{} withdrawn",
        "held": "{} held for a later date",
        "dropped": "{} dropped by rules",
        "elsewhere": "{} already here from another source",
        "kept": "{} kept as edited by hand",
        "moved": "{} moved to another URL (their records keep the old one)",
        "repeated": "{} repeated (not written: --explain names them)",
        "old": "{} too old to be taken",
    }
    if undated := report.total("undated"):
        date = next((f" (could not use “{each.bad_date}”)" for each in report.sources if each.bad_date), "")
        parts.append(make_legible(f"{undated:,} without a date in the feed{date}"))
    parts += [words.format(f"{report.total(name):,}") for name, words in more.items() if report.total(name)]
    suffix = " (dry run: nothing was written)" if report.dry_run else ""
    return f"{', '.join(parts)}{suffix}"


def entry_lines(source: SourceOutcome) -> Iterator[str]:
    """Yield what became of each entry of a source, and why."""
    if source.entries:
        yield make_legible(source.id)
    for each in source.entries:
        reason = f" ({each.reason})" if each.reason else ""
        topics = f"  [{', '.join(each.topics)}]" if each.topics else ""
        yield make_legible(f"  {each.verdict:<9} {each.title}{reason}{topics}")


def fetch_json(report: FetchReport) -> str:
    """Return the report of a fetch as JSON."""
    return json_text(msgspec.to_builtins(report))


def source_lines(rows: Sequence[SourceRow]) -> Iterator[str]:
    """Yield a table of sources."""
    heads = ("source", "state", "last new", "30 days", "next visit", "problem")
    cells = [
        (each.id, each.state, each.newest, f"{each.recent:,}", each.next_visit, each.problem) for each in rows
    ]
    widths = [max(len(row[column]) for row in (heads, *cells)) for column in range(len(heads))]
    for row in (heads, *cells):
        line = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield make_legible(line.rstrip())
