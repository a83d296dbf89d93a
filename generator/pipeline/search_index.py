"""The search index of a build: blocks kept from the last build, taken from the cache, or made in background processes
while pages are rendered.

The files of a block are known only once it is made, so the plan starts without them. They are added at once if all
blocks are in the output folder, or at the end, after everything else is rendered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import perf_counter

import msgspec

from generator.base.concurrency.executor import Job
from generator.base.digest import combine, digest, short
from generator.base.errors import InternalError, SearchIndexError
from generator.base.problem import Problem
from generator.model.output import Data, PlannedOutput
from generator.model.report import SearchReport
from generator.model.trace import TraceEntry
from generator.model.views.search import SearchBlock, SearchEntry, SearchFile, SearchFiles, SearchResult
from generator.pipeline.context import BuildContext
from generator.pipeline.outdated import ChangedOutputs, Decisions, decide_more
from generator.pipeline.search_cache import load_block, remove_blocks, save_block
from generator.plan.context import SiteContext
from generator.plan.search import BUNDLE, MANIFEST, UNDATED, search_entries
from generator.plan.site import Plan
from generator.read.leak_check import has_leak
from generator.render.search.canonical import block_files, script_files
from generator.render.search.packs import pack_files
from generator.render.search.pagefind import build_index, find_executable
from generator.write.decide import is_untouched
from generator.write.output_scan import settle_doubts
from generator.write.trace import Trace

ITEMS_AT_ONCE = 10_000
"""Items in the blocks that are made at the same time. Pagefind needs about 50 kB of memory for each."""

_SCRIPT_ENTRY = SearchEntry(SearchResult("", "", "page"))
"""Pagefind writes its scripts only with an index."""

KnownFiles = Mapping[str, TraceEntry]
"""Files of the last build by path."""


class MadeBlocks(msgspec.Struct, frozen=True):
    """The files of some blocks, and the seconds to make them."""

    blocks: tuple[SearchFiles, ...]
    seconds: float


class SearchIndexBuild:
    """A plan and its search index, of which blocks may still be in the making. Leaving the context stops that."""

    def __init__(self, context: BuildContext, plan: Plan, trace: Trace, changed: ChangedOutputs) -> None:
        """Reuse the blocks of the last build that are current and complete in the output folder, or else in the cache;
        start making the others. Does nothing if search is off."""
        self.plan = plan
        self._context, self._trace, self._changed = context, trace, changed
        self._seconds = 0.0
        self._postponed = False
        self._files: list[PlannedOutput] = []
        self._cached: dict[SearchBlock, SearchFiles] = {}
        self._jobs: list[tuple[Job, list[SearchBlock]]] = []
        if plan.search:
            self._start(_last_blocks(trace))

    def _start(self, last: Mapping[str, KnownFiles]) -> None:
        options, blocks = self._context.options, self.plan.search
        if options.hasty and not options.full and self._keep_all(last):
            return
        missing = [
            block for block in blocks if options.full or not self._keep(block, last.get(block.name, {}))
        ]
        if not options.full:
            found = {block: load_block(self._context.cache.search, block) for block in missing}
            self._cached = {block: files for block, files in found.items() if files}
        self._make([block for block in missing if block not in self._cached])
        if not missing:
            self._finish()

    def _keep_all(self, last: Mapping[str, KnownFiles]) -> bool:
        """Keep the last index as it is, if it is complete. Returns whether it is."""
        known = {path: each for path, each in self._trace.files.items() if path.startswith(BUNDLE)}
        if MANIFEST not in known or not self._is_complete(known):
            return False
        self._postponed = {block.name: block.signature for block in self.plan.search} != {
            name: _signature(files) for name, files in last.items()
        }
        self.plan = self.plan.with_index(_kept(known))
        return True

    def _keep(self, block: SearchBlock, known: KnownFiles) -> bool:
        """Keep the files of a block if they are current and complete. Returns whether they are."""
        holds = _signature(known) == block.signature and self._is_complete(known)
        self._files += _kept(known) if holds else ()
        return holds

    def _is_complete(self, known: KnownFiles) -> bool:
        """Return whether some files are in the output folder, unchanged."""
        moved = {path: self._changed[path] for path in known if path in self._changed}
        there = {path: found for path, found in moved.items() if found is not None}
        settled = settle_doubts(self._context.options.output, there, known, self._trace.taken_ns)
        return len(there) == len(moved) and all(
            is_untouched(known[path], each) for path, each in settled.items()
        )

    def _make(self, blocks: list[SearchBlock]) -> None:
        executor = self._context.executor
        for lane in split_lanes(blocks, executor.workers):
            self._jobs.append((executor.submit(make_blocks, (self.plan.context, lane)), lane))

    def _finish(self) -> None:
        """Add the index to the plan, all of whose files are known."""
        self.plan = self.plan.with_index([*self._files, _manifest(self.plan.search, self._files)])

    def __enter__(self) -> "SearchIndexBuild":
        return self

    def __exit__(self, *_: object) -> None:
        for job, _blocks in self._jobs:
            job.cancel()

    @property
    def pending(self) -> bool:
        """Whether blocks must be added to the plan."""
        return bool(self._jobs or self._cached)

    def whole(self) -> Plan:
        """Wait for blocks if necessary, and return the plan with the index. Raises :class:`SearchIndexError`."""
        if not self.pending:
            return self.plan
        for block, files in [*self._cached.items(), *self._results()]:
            self._files += _new(block, files)
        self._cached, self._jobs = {}, []
        self._finish()
        return self.plan

    def _results(self) -> Iterator[tuple[SearchBlock, SearchFiles]]:
        """Yield the blocks that were made, and cache them."""
        may_write, folder = not self._context.options.dry_run, self._context.cache.search
        for job, blocks in self._jobs:
            made = msgspec.msgpack.decode(job.result(), type=MadeBlocks)
            self._seconds = max(self._seconds, made.seconds)
            for block, files in zip(blocks, made.blocks, strict=True):
                if may_write:
                    save_block(folder, block, files)
                yield block, files
        if may_write:
            remove_blocks(folder, self._replaced())

    def _replaced(self) -> set[bytes]:
        """Return the signatures of blocks of the last build that this one does not have."""
        last = {_signature(known) for known in _last_blocks(self._trace).values()}
        return last - {block.signature for block in self.plan.search}

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
        if self.plan.search:
            return SearchReport("made" if self._seconds else "kept", items, self._seconds)
        if settings.enabled and items > settings.limit:
            return SearchReport("too large", items)
        return SearchReport(
            "no engine" if settings.enabled and not self._context.search_engine else "off", items
        )


def _block_name(path: str) -> str:
    """Return the name of the block that a file of the index belongs to."""
    name, slash, _ = path.removeprefix(BUNDLE).partition("/")
    return name if slash else ""


def _last_blocks(trace: Trace) -> dict[str, dict[str, TraceEntry]]:
    """Return the files of the last build's index by path, by name of the block."""
    blocks: dict[str, dict[str, TraceEntry]] = {}
    for path, each in trace.files.items():
        if path.startswith(BUNDLE) and path != MANIFEST:
            blocks.setdefault(_block_name(path), {})[path] = each
    return blocks


def _signature(known: KnownFiles) -> bytes:
    """Return the signature that all files of a block have; nothing if they differ."""
    signatures = {each.signature for each in known.values()}
    return signatures.pop() if len(signatures) == 1 else b""


def _kept(known: KnownFiles) -> list[PlannedOutput]:
    return [_planned(Data(path, each.digest), each.signature) for path, each in known.items()]


def _new(block: SearchBlock, files: SearchFiles) -> list[PlannedOutput]:
    folder = f"{BUNDLE}{block.name}/" if block.name else BUNDLE
    return [
        _planned(Data(f"{folder}{file.path}", digest(file.data), file.data), block.signature)
        for file in files
    ]


def _planned(file: Data, signature: bytes) -> PlannedOutput:
    return PlannedOutput(file.path, signature, "ready", output=file)


def _manifest(blocks: Iterable[SearchBlock], files: Iterable[PlannedOutput]) -> PlannedOutput:
    """Return the list of blocks, in the order of ``blocks``. The ``tag`` of a block changes with its files."""
    digests: dict[str, list[bytes]] = {}
    for file in sorted(files, key=lambda planned_output: planned_output.path):
        if isinstance(file.output, Data):
            digests.setdefault(_block_name(file.path), []).append(file.output.digest)
    listed = [
        {"name": block.name, "dated": block.name != UNDATED, "tag": short(combine(*digests[block.name]))}
        for block in blocks
        if block.name
    ]
    data = msgspec.json.encode({"blocks": listed})
    return _planned(Data(MANIFEST, digest(data), data), digest(data))


def split_lanes(blocks: Iterable[SearchBlock], workers: int) -> list[list[SearchBlock]]:
    """Split blocks among processes, so that each has about as many items. There are as few processes as memory for
    the largest blocks demands."""
    ordered = sorted(blocks, key=lambda block: len(block.rows), reverse=True)
    if not ordered:
        return []
    most = max(1, ITEMS_AT_ONCE // max(1, len(ordered[0].rows)))
    lanes: list[list[SearchBlock]] = [[] for _ in range(min(workers, most, len(ordered)))]
    for block in ordered:
        min(lanes, key=lambda lane: sum(len(each.rows) for each in lane)).append(block)
    return lanes


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


def make_blocks(job: tuple[SiteContext, Sequence[SearchBlock]]) -> bytes:
    """Make some blocks, one after the other. Returns :class:`MadeBlocks`, msgpack-encoded.

    Raises :class:`SearchIndexError`.
    """
    context, blocks = job
    started = perf_counter()
    made = tuple([_make_block(context, block) for block in blocks])
    return msgspec.msgpack.encode(MadeBlocks(made, perf_counter() - started))


def _make_block(context: SiteContext, block: SearchBlock) -> SearchFiles:
    binary = find_executable()
    if binary is None:
        raise SearchIndexError("Pagefind is not installed", "Install pagefind-bin again.")
    language = context.settings.site.language.partition("-")[0].lower()
    if not block.name:
        files = script_files(build_index(binary, [_SCRIPT_ENTRY], language), language)
    else:
        entries = [_checked(entry) for entry in search_entries(context, block)]
        files, pages = block_files(build_index(binary, entries, language), language)
        files |= pack_files(entries, pages)
    return tuple([SearchFile(path, data) for path, data in sorted(files.items())])


def _checked(entry: SearchEntry) -> SearchEntry:
    """Return an entry after checking that no ``secured`` value is in it: index files are compressed, so nobody would
    see it there."""
    if has_leak(msgspec.msgpack.encode(entry)):
        raise InternalError(
            f"a secured value reached the search index ({entry.result.url}): nothing was published"
        )
    return entry
