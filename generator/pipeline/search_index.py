"""The search index of a build: blocks kept from the last build, taken from the cache, or made in background processes
while pages are rendered.

The files of a block are known only once it is made, so the plan starts without them. They are added at once if all
blocks are in the output folder, or at the end, after everything else is rendered.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from generator.base.concurrency.executor import Job
from generator.base.digest import combine, digest, short
from generator.base.problem import Problem
from generator.model.output import Data, PlannedOutput
from generator.model.report import SearchReport
from generator.model.trace import TraceEntry
from generator.model.views.search import SearchBlock, SearchFiles
from generator.pipeline.context import BuildContext
from generator.pipeline.outdated import ChangedOutputs, Decisions, decide_more
from generator.pipeline.search_cache import load_block, remove_blocks, save_block
from generator.pipeline.search_tasks import MadeBlocks, make_blocks, split_lanes
from generator.plan.context import SiteContext
from generator.plan.search import BUNDLE, MANIFEST, UNDATED
from generator.plan.site import Plan
from generator.write.decide import is_untouched
from generator.write.output_scan import settle_doubts
from generator.write.trace import Trace

KnownFiles = Mapping[str, TraceEntry]
"""Files of the last build by path."""


class SearchIndexBuild:
    """The search index of one build, of which blocks may still be in the making. Leaving the context stops that."""

    plan: Plan
    """The plan, with the index once all of it is known. Set by :meth:`use`."""

    def __init__(self, context: BuildContext, trace: Trace) -> None:
        self._context, self._trace = context, trace
        self._last = _last_blocks(trace)
        self._seconds = 0.0
        self._postponed = False
        self._files: list[PlannedOutput] = []
        self._cached: dict[SearchBlock, SearchFiles] = {}
        self._jobs: list[tuple[Job, list[SearchBlock]]] = []

    def start(self, site: SiteContext, blocks: Iterable[SearchBlock]) -> None:
        """Start making the blocks that are neither current in the output folder nor in the cache. Called before the
        rest of the site is planned."""
        if self._context.options.hasty and self._last:
            return
        changed = [block for block in blocks if not self._is_current(block)]
        self._make(site, [block for block in changed if not self._load(block)])

    def use(self, plan: Plan, changed: ChangedOutputs) -> None:
        """Take over the plan. Reuse blocks whose files are complete in the output folder, where ``changed`` files are
        not as the last build left them, and make or load all others."""
        self.plan, self._changed, options = plan, changed, self._context.options
        if not plan.search or (options.hasty and not options.full and self._keep_all()):
            return
        known = {*self._cached, *[block for _, blocks in self._jobs for block in blocks]}
        missing = [block for block in plan.search if block not in known and not self._keep(block)]
        self._make(plan.context, [block for block in missing if not self._load(block)])
        if not self.pending:
            self._finish()

    def _load(self, block: SearchBlock) -> bool:
        """Load a block from the cache. Returns whether it is there."""
        full, folder = self._context.options.full, self._context.cache.search
        files = None if full else load_block(folder, block)
        if files:
            self._cached[block] = files
        return files is not None

    def _keep_all(self) -> bool:
        """Keep the last index as it is, if it is complete. Returns whether it is."""
        known = {path: each for path, each in self._trace.files.items() if path.startswith(BUNDLE)}
        if MANIFEST not in known or not self._is_complete(known):
            return False
        signatures = {name: _signature(files) for name, files in self._last.items()}
        self._postponed = {block.name: block.signature for block in self.plan.search} != signatures
        self.plan = self.plan.with_index(_kept(known))
        return True

    def _is_current(self, block: SearchBlock) -> bool:
        """Return whether the last build left a block with this signature, and it may stay."""
        return (
            not self._context.options.full and _signature(self._last.get(block.name, {})) == block.signature
        )

    def _keep(self, block: SearchBlock) -> bool:
        """Keep the files of a block if they are current and complete. Returns whether they are."""
        known = self._last.get(block.name, {})
        holds = self._is_current(block) and self._is_complete(known)
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

    def _make(self, site: SiteContext, blocks: list[SearchBlock]) -> None:
        executor = self._context.executor
        lanes = max(1, executor.workers // 2)  # pages are rendered at the same time
        for lane in split_lanes(blocks, lanes):
            self._jobs.append((executor.submit(make_blocks, (site, lane)), lane))

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
        last = {_signature(known) for known in self._last.values()}
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
