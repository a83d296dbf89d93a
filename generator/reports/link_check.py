"""Convert the results of ``check --external`` to text or JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from generator.base.json_text import json_text
from generator.base.problem import join_folder
from generator.base.text import make_legible, plural
from generator.model.results.link_check import LinkFinding, LinkReport

SHOWN = 3
"""Records that are named for one link; the others are counted."""


def link_lines(report: LinkReport, folder: str) -> Iterator[str]:
    """Yield dead, unresponsive and moved links by provider, then the number of links in each state."""
    yield from _section("Dead:", report.dead, folder)
    yield from _section("Not responding:", report.failed, folder)
    yield from _section("Moved permanently:", report.moved, folder)
    yield (
        f"{plural(report.links, 'link')}, {report.asked:,} checked now: {report.good:,} good, "
        f"{len(report.dead):,} dead, {len(report.failed):,} not responding, "
        f"{report.closed:,} access denied, {len(report.moved):,} moved"
    )
    if report.later:
        reason = f" ({report.note})" if report.note else ""
        yield make_legible(
            f"{plural(report.later, 'link')} not checked yet{reason}: run the check again to continue"
        )
    elif report.note:
        yield make_legible(report.note)


def _section(title: str, findings: Sequence[LinkFinding], folder: str) -> Iterator[str]:
    if findings:
        yield title
    for provider, group in groupby(findings, key=lambda each: each.provider):
        yield make_legible(f"  {provider or 'no provider'}")
        for each in group:
            yield from _finding_lines(each, folder)


def _finding_lines(finding: LinkFinding, folder: str) -> Iterator[str]:
    result = f"→ {finding.moved}" if finding.moved else f"({finding.reason}, since {finding.since})"
    yield make_legible(f"    {finding.url} {result}")
    for each in finding.mentions[:SHOWN]:
        place = join_folder(folder, each.path) + (f":{each.line}" if each.line else "")
        yield make_legible(f"        {place}: {each.field}")
    if len(finding.mentions) > SHOWN:
        yield f"        and {plural(len(finding.mentions) - SHOWN, 'more record')}"


def links_json(report: LinkReport) -> str:
    """Return a link report as JSON. Paths are relative to the content folder."""
    return json_text(msgspec.to_builtins(report))
