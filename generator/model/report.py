"""Build reports: counts, problems, times."""

from typing import Literal

from msgspec import Struct, field

from generator.base.problem import Problem
from generator.model.fetched_images import ImageReport
from generator.model.ledger import MovedItem
from generator.model.results.finding import Finding
from generator.model.trace import OutputAction


class Counts(Struct, frozen=True):
    """Numbers of records and files. Every record is either built or left out.

    ``left_out`` are ``(reason, count)``. ``beside`` counts problems in files that are not records.
    """

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
    """An unknown field: its dotted name, the number of files that have it, places (``path:line`` or ``path``), and the
    known field that was probably meant ("" for none). A build keeps the first few places, ``check`` all.
    """

    name: str
    count: int
    places: tuple[str, ...] = ()
    near: str = ""


class SearchReport(Struct, frozen=True):
    """The result for the search index.

    ``made``: a new index, in ``seconds`` of wall time in parallel with rendering. ``kept``: the index was up to date.
    ``postponed``: an older index stays. The other states are the reasons for having no index.
    """

    state: Literal["made", "kept", "postponed", "off", "too large", "no engine"] = "off"
    items: int = 0
    seconds: float = 0.0

    def settled(self) -> "SearchReport":
        """Return the report of a following build in which nothing changed."""
        return SearchReport("kept", self.items) if self.state == "made" else self


class BuildReport(Struct, frozen=True):
    """The result of one build, for people (:mod:`generator.reports.build`) and as JSON for programs.

    ``seconds`` is wall time, ``stages`` are ``(name, seconds)`` in order. ``actions`` has every decision if requested
    (``--explain``, ``--dry-run``), else none. ``findings`` are the rules that feeds of the site break, including
    unchanged feeds. ``moved`` are items whose page has a new path. ``settled``: the build ended before planning
    because nothing had changed. ``others`` are text files that are not records. ``looks_like_jekyll``: the first build
    of a site that was made for Jekyll. ``untranslated`` is the language of the site if the theme has no texts in it,
    followed by the languages that there are.

    >>> counts = Counts(records=2, items=1, left_out=(("draft", 1),))
    >>> report = BuildReport("content", "output", "https://example.org/", counts, (), (("_news/a.md", "draft"),))
    >>> report.counts.items, report.settled
    (1, False)
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
    unknown: tuple[UnknownField, ...] = field(default=(), name="unknown_fields")
    others: tuple[str, ...] = ()
    looks_like_jekyll: bool = False
    untranslated: tuple[str, ...] = ()
