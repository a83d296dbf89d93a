"""Where checks write down what they find, before it is known which feed and which line it is of."""

from typing import Any, NamedTuple

from lxml.etree import _Element

from generator.base.redact import is_quotable
from generator.base.text import make_legible
from generator.model.results.finding import Finding
from generator.validate.rules import RULES

_SHOWN = 80
"""Characters of a value that a message quotes."""


class RawFinding(NamedTuple):
    """A rule that is broken, on a line of the text that was checked."""

    rule: str
    line: int
    message: str


class FindingCollector(list[RawFinding]):
    """The notes of one text, in the order of finding them."""

    def say(self, rule: str, at: _Element | int, expected: str, found: str | None) -> None:
        """Note that a rule is broken at an element or a line. ``found`` is ``None`` where there is nothing at all."""
        line = at if isinstance(at, int) else line_of(at)
        self.append(RawFinding(rule, line, f"expected {expected}, found {show_text(found)}"))


def line_of(element: _Element) -> int:
    """Return the line that an element starts on."""
    line: Any = element.sourceline
    return int(line or 0)


def show_text(found: str | None) -> str:
    """Return a value as messages quote it."""
    return "nothing" if found is None else f"'{make_legible(is_quotable(found.strip(), _SHOWN))}'"


def sort_findings(path: str, notes: list[RawFinding]) -> tuple[Finding, ...]:
    """Return notes as findings of a feed, by line and rule."""
    made = [
        Finding(path, note.line, note.rule, note.message, RULES[note.rule].section, RULES[note.rule].severity)
        for note in notes
    ]
    return tuple(sorted(made))
