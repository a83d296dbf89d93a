"""What a build tells: counts, problems, times."""

from typing import Literal

from msgspec import Struct, field

from generator.base.problem import Problem
from generator.model.fetched_images import ImageReport
from generator.model.ledger import MovedItem
from generator.model.results.finding import Finding
from generator.model.trace import OutputAction


class Counts(Struct, frozen=True):
    """What became of records and files: every record is built or left out. ``left_out`` counts by reason, ``beside``
    the problems of files that are no records."""

    records: int = 0
    items: int = 0
    unpromoted: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    topics: int = 0
    providers: int = 0
    pages: int = 0
    feeds: int = 0
    other: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    beside: int = 0


class UnknownField(Struct, frozen=True):
    """A field that the model does not know: its dotted name, the records that have it, the known field that was likely
    meant ("" for none)."""

    name: str
    paths: tuple[str, ...]
    near: str = ""


class SearchReport(Struct, frozen=True):
    """What became of search: an index ``made`` in so many seconds of wall time, beside the rendering of pages, or
    ``kept`` as it was, or ``postponed``, an older one; or why there is none."""

    state: Literal["made", "kept", "postponed", "off", "too large", "no engine"] = "off"
    items: int = 0
    seconds: float = 0.0

    def settled(self) -> "SearchReport":
        """Return what a build tells that found everything as this one left it."""
        return SearchReport("kept", self.items) if self.state == "made" else self


class BuildReport(Struct, frozen=True):
    """One build, for people (:mod:`generator.reports.build`) and, as JSON, for machines.

    ``seconds`` is wall time, ``stages`` ``(name, seconds)`` in order. ``actions`` holds every decision when
    asked for (``--explain``, ``--dry-run``), else none. ``findings`` are the rules that feeds of the site
    break, those that this build left as they were among them.
    ``moved`` are items whose page stands elsewhere now. ``settled`` tells a build that
    ended before planning because nothing had moved.
    """

    content: str
    output: str
    base_url: str
    counts: Counts
    problems: tuple[Problem, ...]
    left_out: tuple[tuple[str, str], ...]
    pictures: ImageReport = ImageReport()
    actions: tuple[OutputAction, ...] = field(default=(), name="verdicts")
    findings: tuple[Finding, ...] = ()
    moved: tuple[MovedItem, ...] = ()
    stages: tuple[tuple[str, float], ...] = ()
    seconds: float = 0.0
    search: SearchReport = SearchReport()
    settled: bool = False
    dry_run: bool = False
