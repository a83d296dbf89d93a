"""What ``check --external`` found → lines for people, JSON for machines."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from generator.base.json_text import json_text
from generator.base.problem import below
from generator.base.text import make_legible, plural
from generator.model.results.link_check import LinkFinding, LinkReport

SHOWN = 3
"""Records that are named for one link; of more, the number."""


def link_lines(report: LinkReport, folder: str) -> Iterator[str]:
    """Yield what is dead, what does not answer and what has moved, by provider; then how many of what there are."""
    yield from _section("Dead:", report.dead, folder)
    yield from _section("Not answering:", report.failed, folder)
    yield from _section("Moved for good, worth correcting:", report.moved, folder)
    yield (
        f"{plural(report.links, 'link')}, {report.asked:,} asked now: {report.good:,} good, {len(report.dead):,} dead, "
        f"{len(report.failed):,} not answering, {report.closed:,} closed to programs, {len(report.moved):,} moved"
    )
    if report.later:
        reason = f" ({report.note})" if report.note else ""
        yield make_legible(f"{plural(report.later, 'link')} still to be asked{reason}: check again to go on")
    elif report.note:
        yield make_legible(report.note)


def _section(title: str, findings: Sequence[LinkFinding], folder: str) -> Iterator[str]:
    if findings:
        yield title
    for provider, group in groupby(findings, key=lambda each: each.provider):
        yield make_legible(f"  {provider or 'no provider'}")
        for each in group:
            yield from _lines(each, folder)


def _lines(finding: LinkFinding, folder: str) -> Iterator[str]:
    told = f"→ {finding.moved}" if finding.moved else f"({finding.reason}, since {finding.since})"
    yield make_legible(f"    {finding.url} {told}")
    for each in finding.mentions[:SHOWN]:
        place = below(folder, each.path) + (f":{each.line}" if each.line else "")
        yield make_legible(f"        {place}: {each.field}")
    if len(finding.mentions) > SHOWN:
        yield f"        and {plural(len(finding.mentions) - SHOWN, 'other record')}"


def links_json(report: LinkReport) -> str:
    """Return all that was found as JSON. Paths are relative to the content folder."""
    return json_text(msgspec.to_builtins(report))
