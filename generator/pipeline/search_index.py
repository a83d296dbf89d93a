"""The search index of a build: kept from the last build, or made in a background process while pages are rendered.

The files of an index are known only once it is made, so the plan starts without them. They are added at once, from the
trace of the last build, or at the end, after everything else is rendered.
"""

from collections.abc import Mapping
from time import perf_counter

import msgspec

from generator.base.concurrency.executor import Job
from generator.base.digest import digest
from generator.base.errors import InternalError, SearchIndexError
from generator.base.problem import Problem
from generator.model.output import Data
from generator.model.report import SearchReport
from generator.model.trace import TraceEntry
from generator.model.views.search import SearchEntry, SearchFile, SearchIndex
from generator.pipeline.context import BuildContext
from generator.pipeline.outdated import ChangedOutputs, Decisions, decide_more
from generator.plan.search import BUNDLE, search_entries
from generator.plan.site import Plan
from generator.read.leak_check import has_leak
from generator.render.search.canonical import canonical_files
from generator.render.search.pagefind import build_index, find_executable
from generator.write.decide import is_untouched
from generator.write.output_scan import settle_doubts
from generator.write.trace import Trace


class SearchIndexBuild:
    """A plan and its search index, which may still be in the making. Leaving the context stops the process."""

    def __init__(self, context: BuildContext, plan: Plan, trace: Trace, changed: ChangedOutputs) -> None:
        """Reuse the index of the last build if it is current and complete in the output folder; otherwise start making
        one. Does nothing if search is off."""
        self.plan = plan
        self._context, self._trace, self._changed = context, trace, changed
        self._seconds = 0.0
        self._background: Job | None = None
        self._postponed = False
        signature, known = _last_index(trace) if plan.search_signature else (b"", {})
        holds = signature == plan.search_signature
        if (
            known
            and (holds or context.options.hasty)
            and not context.options.full
            and self._is_complete(known)
        ):
            files = [Data(path, each.digest) for path, each in known.items()]
            self.plan, self._postponed = plan.with_index(files, signature), not holds
        elif plan.search_signature:
            self._background = context.executor.submit(make_search_index, plan)

    def _is_complete(self, known: Mapping[str, TraceEntry]) -> bool:
        """Return whether the files of an index are in the output folder, unchanged."""
        moved = {path: self._changed[path] for path in known if path in self._changed}
        there = {path: found for path, found in moved.items() if found is not None}
        settled = settle_doubts(self._context.options.output, there, known, self._trace.taken_ns)
        return len(there) == len(moved) and all(
            is_untouched(known[path], each) for path, each in settled.items()
        )

    def __enter__(self) -> "SearchIndexBuild":
        return self

    def __exit__(self, *_: object) -> None:
        if self._background:
            self._background.cancel()

    @property
    def pending(self) -> bool:
        """Whether the index is still being made."""
        return self._background is not None

    def whole(self) -> Plan:
        """Wait for the index if necessary, and return the plan with it. Raises :class:`SearchIndexError`."""
        if self._background is not None:
            made = msgspec.msgpack.decode(self._background.result(), type=SearchIndex)
            self._background, self._seconds = None, made.seconds
            self.plan = self.plan.with_index([_data(file) for file in made.files])
        return self.plan

    def join(self, decisions: Decisions) -> tuple[Plan, Decisions]:
        """Return the plan with its index, and the decisions about both. Raises :class:`SearchIndexError`."""
        first = len(self.plan.planned)
        plan = self.whole()
        return plan, decide_more(self._context, plan, self._trace, self._changed, decisions, first)

    def report(self) -> SearchReport:
        """Return the part of the build report about search."""
        settings, items = self._context.settings.search, len(self.plan.context.catalogue.items)
        if self._postponed:
            return SearchReport("postponed", items)
        if self.plan.search_signature:
            return SearchReport("made" if self._seconds else "kept", items, self._seconds)
        if settings.enabled and items > settings.limit:
            return SearchReport("too large", items)
        return SearchReport(
            "no engine" if settings.enabled and not self._context.search_engine else "off", items
        )


def _last_index(trace: Trace) -> tuple[bytes, dict[str, TraceEntry]]:
    """Return the signature and files of the last build's index; nothing if its files have different signatures."""
    known = {path: each for path, each in trace.files.items() if path.startswith(BUNDLE)}
    signatures = {each.signature for each in known.values()}
    return (signatures.pop(), known) if len(signatures) == 1 else (b"", {})


def find_search_problems(context: BuildContext, items: int) -> list[Problem]:
    """Return a warning if search is on but there is no index: Pagefind is not installed, or the site is too large."""
    search = context.settings.search
    if not search.enabled:
        return []
    if items > search.limit:
        message = (
            f"{items:,} items are more than the limit of {search.limit:,}: the site is built without search"
        )
        hint = "Raise limit, or set enabled = false under [search]."
        return [Problem("site.toml", 0, "search.limit", message, hint, "warning")]
    if context.search_engine:
        return []
    message = "Pagefind is not installed: the site is built without search"
    hint = "Install pagefind-bin, or set enabled = false under [search]."
    return [Problem("site.toml", 0, "search.enabled", message, hint, "warning")]


def make_search_index(plan: Plan) -> bytes:
    """Make the index of a plan. Returns a :class:`SearchIndex`, msgpack-encoded. Raises :class:`SearchIndexError`."""
    started = perf_counter()
    binary = find_executable()
    if binary is None:
        raise SearchIndexError("Pagefind is not installed", "Install pagefind-bin again.")
    language = plan.context.settings.site.language.partition("-")[0].lower()
    entries = [_checked(entry) for entry in search_entries(plan.context)]
    files = canonical_files(build_index(binary, entries, language), language)
    made = [SearchFile(path, data) for path, data in files.items()]
    return msgspec.msgpack.encode(SearchIndex(tuple(made), perf_counter() - started))


def _checked(entry: SearchEntry) -> SearchEntry:
    """Return an entry after checking that no ``secured`` value is in it: index files are compressed, so nobody would
    see it there."""
    if has_leak(msgspec.msgpack.encode(entry)):
        raise InternalError(f"a secured value reached the search index ({entry.url}): nothing was published")
    return entry


def _data(file: SearchFile) -> Data:
    return Data(f"{BUNDLE}{file.path}", digest(file.data), file.data)
