"""Collect findings before their feed, and often their line, is known."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml.etree import _Element

from generator.base.redact import shorten_quote
from generator.base.text import make_legible
from generator.model.results.finding import Finding
from generator.validate.rules import RULES, Rule

_MAX_QUOTED = 80
"""Characters of a value that a message quotes."""


class RawFinding(NamedTuple):
    """A broken rule, with its line in the checked text."""

    rule: str
    line: int
    message: str


class FindingCollector(list[RawFinding]):
    """Findings of one text, in the order in which the checks ran."""

    def add(self, rule: str, at: _Element | int, expected: str, found: str | None) -> None:
        """Add a finding at an element or a line. ``found`` is ``None`` if the value is missing."""
        line = at if isinstance(at, int) else line_of(at)
        self.append(RawFinding(rule, line, f"expected {expected}, found {show_text(found)}"))


def line_of(element: _Element) -> int:
    """Return the line on which an element starts."""
    line: Any = element.sourceline
    return int(line or 0)


def show_text(found: str | None) -> str:
    """Return a value as messages quote it.

    >>> show_text("many")
    "'many'"
    >>> show_text(None)
    'nothing'
    """
    return "nothing" if found is None else f"'{make_legible(shorten_quote(found.strip(), _MAX_QUOTED))}'"


def sort_findings(
    path: str, findings: list[RawFinding], rules: Mapping[str, Rule] = RULES
) -> tuple[Finding, ...]:
    """Convert raw findings to findings of a feed, sorted by line and rule."""
    converted = [
        Finding(
            path,
            finding.line,
            finding.rule,
            finding.message,
            rules[finding.rule].section,
            rules[finding.rule].severity,
        )
        for finding in findings
    ]
    return tuple(sorted(converted))
