"""The report of a fetch, and the table of sources, as text and JSON."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.base.json_text import json_text
from generator.base.text import make_legible, plural
from generator.model.collection import FetchReport, SourceOutcome, SourceRow


def fetch_lines(report: FetchReport, explain: bool = False, verbose: bool = False) -> Iterator[str]:
    """Yield the summary of a fetch."""
    if explain:
        for source in report.sources:
            yield from entry_lines(source)
    yield _count_sources(report)
    yield _count_records(report)
    told = [each for each in report.sources if each.said or (verbose and each.notice)]
    width = max((len(each.id) for each in told), default=0)
    for each in told:
        hint = f"    ({each.hint})" if each.hint else ""
        yield make_legible(f"! {each.id:<{width}}  {each.notice}{hint}")


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
    return f"{plural(len(report.sources), 'source')}: {', '.join(parts) or 'nothing to ask'}"


def _count_records(report: FetchReport) -> str:
    new, updated = report.total("new"), report.total("updated")
    parts = [plural(new, "new record"), f"{updated:,} updated"]
    more = {
        "withdrawn": "{} withdrawn",
        "held": "{} held for a later date",
        "dropped": "{} dropped by rules",
        "elsewhere": "{} already here from another source",
    }
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
