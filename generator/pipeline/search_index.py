"""The search index of a build: kept as the last build left it, or made in a process of its own beside rendering.

Which files an index has is known only once it is made. So a plan begins without them; they join it either at once, as
the trace of the last build tells them, or late, after everything else is rendered.
"""

from collections.abc import Mapping
from time import perf_counter

import msgspec

from generator.base.concurrency.background import BackgroundProcess
from generator.base.digest import digest
from generator.base.errors import InternalError, SearchIndexError
from generator.base.problem import Problem
from generator.model.output import Data
from generator.model.report import SearchReport
from generator.model.trace import TraceEntry
from generator.model.views.search import SearchEntry, SearchFile, SearchIndex
from generator.pipeline.context import BuildContext
from generator.pipeline.outdated import Decisions, decide_more
from generator.pipeline.tasks import ChangedOutputs
from generator.plan.search import BUNDLE, search_entries
from generator.plan.site import Plan
from generator.read.leak_check import find_leaks
from generator.render.search.canonical import canonical_file
from generator.render.search.pagefind import build_index, find_executable
from generator.write.decide import is_untouched
from generator.write.output_scan import settle_doubts
from generator.write.trace import Trace


class SearchIndexBuild:
    """A plan on its way to having its search index. Leaving it ends what still goes on."""

    def __init__(self, context: BuildContext, plan: Plan, trace: Trace, departed: ChangedOutputs) -> None:
        """Take over the index of the last build if it still holds and lies whole in the output folder, or begin to make
        one; without search do nothing."""
        self.plan = plan
        self._context, self._trace, self._departed = context, trace, departed
        self._seconds = 0.0
        self._aside: BackgroundProcess | None = None
        self._postponed = False
        signature, known = _last_index(trace) if plan.search else (b"", {})
        holds = signature == plan.search
        if (
            known
            and (holds or context.options.hasty)
            and not context.options.full
            and self._lies_whole(known)
        ):
            files = [Data(path, each.digest) for path, each in known.items()]
            self.plan, self._postponed = plan.with_index(files, signature), not holds
        elif plan.search:
            self._aside = BackgroundProcess(make_search_index, plan, alone=context.workers == 1)

    def _lies_whole(self, known: Mapping[str, TraceEntry]) -> bool:
        """Tell whether the files of an index are in the output folder as we left them."""
        moved = {path: self._departed[path] for path in known if path in self._departed}
        there = {path: found for path, found in moved.items() if found is not None}
        settled = settle_doubts(self._context.options.output, there, known, self._trace.taken_ns)
        return len(there) == len(moved) and all(
            is_untouched(known[path], each) for path, each in settled.items()
        )

    def __enter__(self) -> "SearchIndexBuild":
        return self

    def __exit__(self, *_: object) -> None:
        if self._aside:
            self._aside.cancel()

    @property
    def pending(self) -> bool:
        """Whether the plan lacks its index so far."""
        return self._aside is not None

    def whole(self) -> Plan:
        """Wait for the index, if need be, and return the plan with it. Raises :class:`SearchIndexError`."""
        if self._aside is not None:
            made = msgspec.msgpack.decode(self._aside.result(), type=SearchIndex)
            self._aside, self._seconds = None, made.seconds
            self.plan = self.plan.with_index([_data(file) for file in made.files])
        return self.plan

    def join(self, decisions: Decisions) -> tuple[Plan, Decisions]:
        """Return the plan with its index, and what is decided of both. Raises :class:`SearchIndexError`."""
        first = len(self.plan.planned)
        plan = self.whole()
        return plan, decide_more(self._context, plan, self._trace, self._departed, decisions, first)

    def report(self) -> SearchReport:
        """Tell what became of search."""
        settings, items = self._context.settings.search, len(self.plan.context.catalogue.items)
        if self._postponed:
            return SearchReport("postponed", items)
        if self.plan.search:
            return SearchReport("made" if self._seconds else "kept", items, self._seconds)
        if settings.enabled and items > settings.limit:
            return SearchReport("too large", items)
        return SearchReport(
            "no engine" if settings.enabled and not self._context.search_engine else "off", items
        )


def _last_index(trace: Trace) -> tuple[bytes, dict[str, TraceEntry]]:
    """Return the signature and the files of the index that the last build left, nothing where they are not of one."""
    known = {path: each for path, each in trace.files.items() if path.startswith(BUNDLE)}
    signatures = {each.signature for each in known.values()}
    return (signatures.pop(), known) if len(signatures) == 1 else (b"", {})


def find_unsearchable(context: BuildContext) -> list[Problem]:
    """Return a warning where the site shall be searched, and what makes the index is not there."""
    if context.search_engine or not context.settings.search.enabled:
        return []
    message = "expected Pagefind, found no such program: the site is built without search"
    hint = "Install pagefind-bin, or set enabled = false under [search]."
    return [Problem("site.toml", 0, "search.enabled", message, hint, "warning")]


def make_search_index(plan: Plan) -> bytes:
    """Make the index of a plan; return a :class:`SearchIndex`, encoded. Raises :class:`SearchIndexError`."""
    started = perf_counter()
    binary = find_executable()
    if binary is None:
        raise SearchIndexError("there is no Pagefind", "Install pagefind-bin again.")
    language = plan.context.settings.site.language.partition("-")[0].lower()
    entries = [_proven(entry) for entry in search_entries(plan.context)]
    files = canonical_file(build_index(binary, entries, language), language)
    made = [SearchFile(path, data) for path, data in files.items()]
    return msgspec.msgpack.encode(SearchIndex(tuple(made), perf_counter() - started))


def _proven(entry: SearchEntry) -> SearchEntry:
    """Return an entry, once it is proven to hold nothing sealed: in the files of the index nobody could see it."""
    if find_leaks(msgspec.msgpack.encode(entry)):
        raise InternalError(f"a sealed value reached the search index ({entry.url}): nothing was published")
    return entry


def _data(file: SearchFile) -> Data:
    return Data(f"{BUNDLE}{file.path}", digest(file.data), file.data)
