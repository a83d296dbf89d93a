"""Decides which outputs are out of date.

The rules are in :mod:`generator.write.decide`. This module collects what they need (fingerprints, files on disk), and
only for outputs that may have changed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from generator.base.concurrency.executor import SERIAL, Executor
from generator.base.concurrency.process_executor import local_executor
from generator.base.errors import OutputError
from generator.model.trace import Fingerprint, OnDisk, OutputAction
from generator.pipeline.context import BuildContext
from generator.pipeline.tasks import view_digests
from generator.plan.site import Plan
from generator.render.html.template_cache import cached_references
from generator.write.decide import decide, find_foreign, find_orphans, is_recognised
from generator.write.fingerprint import Fingerprinter
from generator.write.output_scan import find_changes, settle_doubts, survey_output
from generator.write.trace import Trace, load_manifest, was_published

SMALL = 200
"""Up to this many outputs are made in this process: starting others would take longer."""

MANY_FILES = 4_000
"""From this number of files on, another process compares them with the trace while this one plans the site."""

ChangedOutputs = dict[str, OnDisk | None]
"""Path → the file there, for files that may have changed since the last build; ``None`` if it is missing."""


class Decisions(msgspec.Struct, frozen=True):
    """The decisions about all outputs that may have changed. All others are kept.

    ``fingerprints`` are those of the rows in question, ``None`` for rows that the trace does not know. ``disk`` is what
    is at their paths and at those of orphans. ``listed`` are the paths in the manifest; ``ours`` adds files that we
    recognised as our own.
    """

    actions: list[OutputAction]
    fingerprints: dict[int, Fingerprint | None]
    fingerprinter: Fingerprinter
    disk: dict[str, OnDisk]
    listed: frozenset[str] | None
    ours: frozenset[str]

    def rows(self) -> list[int]:
        """Return the rows of the plan to render."""
        return [action.row for action in self.actions if action.verb == "write"]

    def counts(self, planned: int) -> tuple[int, int, int]:
        """Return how many files of a plan would be ``(written, unchanged, removed)``."""
        verbs = Counter(action.verb for action in self.actions)
        return verbs["write"], planned - verbs["write"], verbs["remove"]

    def orphans(self) -> list[str]:
        """Return the paths to remove."""
        return [action.path for action in self.actions if action.verb == "remove"]


class ChangeSearch:
    """Compares every output file with the trace of the last build. Leaving the context stops that.

    With ``full`` every file counts as changed.
    """

    def __init__(self, context: BuildContext, trace: Trace) -> None:
        options = context.options
        has_many = len(trace.files) >= MANY_FILES and not options.full
        executor = local_executor(context.workers) if has_many else SERIAL
        self._job = executor.submit(_find_changed_outputs, (options.output, trace, options.full))

    def __enter__(self) -> "ChangeSearch":
        return self

    def __exit__(self, *_: object) -> None:
        self._job.cancel()

    def result(self) -> ChangedOutputs:
        """Return the files that may have changed. Call it once."""
        return msgspec.msgpack.decode(self._job.result(), type=ChangedOutputs)


def _find_changed_outputs(job: tuple[Path, Trace, bool]) -> bytes:
    """Return :data:`ChangedOutputs`, msgpack-encoded."""
    output, trace, full = job
    return msgspec.msgpack.encode(find_changes(output, trace.files, 0 if full else trace.taken_ns))


def decide_outputs(context: BuildContext, plan: Plan, trace: Trace, changed: ChangedOutputs) -> Decisions:
    """Compare a plan with what the last build left. ``changed`` are files that changed in the output folder since.

    Raises :class:`OutputError` if a file that we did not write is in the way.
    """
    options = context.options
    output, full = options.output, options.full
    fingerprinter = Fingerprinter(context.render_code, plan.site, _closures(context, plan))
    asked = full or options.explain or options.dry_run
    rows = range(len(plan.planned)) if asked else _find_candidates(plan, trace, changed, fingerprinter)
    listed = load_manifest(output)
    known = listed
    if known is None:
        known = frozenset(trace.files) if was_published(output) else frozenset()
    unlisted = trace.files.keys() - known
    paths = [*(plan.planned[row].path for row in rows), *(known - plan.paths), *unlisted]
    # With --full no stamp is trusted: every file of ours is read.
    found = _files_at(output, paths, trace, changed)
    disk = settle_doubts(output, found, trace.files, 0 if full else trace.taken_ns)
    ours = known | is_recognised(unlisted, trace.files, disk)
    if not full:
        _check_foreign(find_foreign((plan.planned[row].path for row in rows), disk, ours), output)
    prints = _fingerprints(context, plan, rows, trace, fingerprinter)
    actions = decide(plan.planned, prints, trace.files, disk, full) + find_orphans(plan.paths, disk, ours)
    return Decisions(actions, prints, fingerprinter, disk, listed, ours)


def _closures(context: BuildContext, plan: Plan) -> dict[str, bytes]:
    """Return a digest for every template used by a plan: of its source and of all templates that it references."""
    folder, may_write = context.cache.templates, not context.options.dry_run
    names = cached_references(folder, context.render_code, may_write)
    used = {each.template for each in plan.planned}
    return {name: context.theme.closure(name, names) for name in sorted(used) if name}


def decide_more(
    context: BuildContext, plan: Plan, trace: Trace, changed: ChangedOutputs, before: Decisions, first: int
) -> Decisions:
    """Decide about outputs added to a plan from row ``first`` on; the decisions ``before`` stand for the others.

    Raises :class:`OutputError` if a file that we did not write is in the way.
    """
    options, fingerprinter = context.options, before.fingerprinter
    asked = options.full or options.explain or options.dry_run
    later = range(first, len(plan.planned))
    rows = (
        later
        if asked
        else [row for row in _find_candidates(plan, trace, changed, fingerprinter) if row >= first]
    )
    paths = [plan.planned[row].path for row in rows]
    found = _files_at(options.output, paths, trace, changed)
    disk = before.disk | settle_doubts(
        options.output, found, trace.files, 0 if options.full else trace.taken_ns
    )
    if not options.full:
        _check_foreign(find_foreign(paths, disk, before.ours), options.output)
    prints = _fingerprints(context, plan, rows, trace, fingerprinter)
    decided = [each for each in before.actions if each.verb != "remove"]
    decided += decide(plan.planned, prints, trace.files, disk, options.full)
    return msgspec.structs.replace(
        before,
        actions=decided + find_orphans(plan.paths, disk, before.ours),
        fingerprints=before.fingerprints | prints,
        disk=disk,
    )


def _find_candidates(
    plan: Plan, trace: Trace, changed: ChangedOutputs, fingerprinter: Fingerprinter
) -> list[int]:
    """Return the rows of all outputs that may differ from what the last build left."""
    known, holds = trace.files.get, fingerprinter.holds
    return [
        row
        for row, planned_output in enumerate(plan.planned)
        if (traced := known(planned_output.path)) is None
        or traced.signature != planned_output.signature
        or planned_output.path in changed
        or not holds(planned_output, traced.fingerprint)
    ]


def _files_at(output: Path, paths: Iterable[str], trace: Trace, changed: ChangedOutputs) -> dict[str, OnDisk]:
    """Return the files at some paths: known from the trace, or checked now."""
    disk: dict[str, OnDisk] = {}
    unknown = []
    for path in dict.fromkeys(paths):
        traced = trace.files.get(path)
        if traced is None:
            unknown.append(path)
        elif (found := changed.get(path, OnDisk(traced.size, traced.mtime_ns))) is not None:
            disk[path] = found
    return disk | survey_output(output, unknown)


def _fingerprints(
    context: BuildContext, plan: Plan, rows: Sequence[int], trace: Trace, fingerprinter: Fingerprinter
) -> dict[int, Fingerprint | None]:
    """Return the fingerprints of some outputs, ``None`` for those that the trace does not know.

    If an output's signature has not changed, neither has its view; otherwise the view is made to compare it.
    """
    views: dict[int, bytes] = {}
    moved: list[int] = []
    for row in rows:
        planned_output = plan.planned[row]
        traced = trace.files.get(planned_output.path)
        if traced is not None and traced.signature == planned_output.signature:
            views[row] = traced.fingerprint.view
        elif traced is not None:
            moved.append(row)
    executor = context.executor_for(len(moved), SMALL)
    views.update(zip(moved, _views(plan, moved, executor), strict=True))
    return {
        row: fingerprinter.fingerprint(plan.planned[row], views[row]) if row in views else None
        for row in rows
    }


def _views(plan: Plan, rows: list[int], executor: Executor) -> list[bytes]:
    made = executor.map(view_digests, plan, split_work(rows, executor.workers))
    return [view for piece in made for view in piece]


def _check_foreign(paths: list[str], output: Path) -> None:
    if paths:
        others = f" and {len(paths) - 1:,} more are" if len(paths) > 1 else " is"
        raise OutputError(
            f"{output / paths[0]}{others} in the way: Broadsheet did not write it",
            "Choose an empty --output, move what lies there, or say --full to overwrite it.",
        )


def split_work(rows: list[int], workers: int) -> list[list[int]]:
    """Split rows into runs of neighbours, which share cached fragments and feed entries."""
    size = max(1, min(400, len(rows) // (workers * 8)))
    return [rows[start : start + size] for start in range(0, len(rows), size)]
