"""Renders outputs and publishes them into the output folder.

The order makes it safe. Everything that can fail comes first (rendering, staging); then the manifest, so that after a
killed build the next one still knows which files are ours, and the folders; then the moves, pages before the lists that
link to them; last the removals.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import time_ns

import msgspec

from generator.base.concurrency.executor import Executor
from generator.base.progress import Progress
from generator.model.output import PlannedOutput
from generator.model.trace import OutputAction, TraceEntry
from generator.pipeline.context import BuildContext
from generator.pipeline.feed_validation import UNKNOWN, FeedAudit, validate_feeds
from generator.pipeline.outdated import SMALL, Decisions, split_work
from generator.pipeline.search_index import SearchIndexBuild
from generator.pipeline.state import BuildState
from generator.pipeline.tasks import DamagedBundlesError, RenderJob, Staged, render_outputs
from generator.plan.search import MANIFEST
from generator.plan.site import Plan
from generator.write.output_lock import half_published_error, unwritable_error
from generator.write.output_scan import NO_FILE, file_digest
from generator.write.staging import OutputWriter, clear, prepare
from generator.write.trace import Trace, save_manifest, was_published


class Published(msgspec.Struct, frozen=True):
    """The result of publishing: the final plan and decisions, the number of files ``(written, unchanged, removed)``,
    which rows of the plan were ``added`` and ``changed``, which paths ``removed``, the trace for the next build, and
    the findings about the feeds."""

    plan: Plan
    actions: list[OutputAction]
    counts: tuple[int, int, int]
    added: tuple[int, ...]
    changed: tuple[int, ...]
    removed: tuple[str, ...]
    trace: Trace
    findings: FeedAudit


def publish(
    context: BuildContext,
    index: SearchIndexBuild,
    decisions: Decisions,
    state: BuildState,
    progress: Progress,
    write_ledger: Callable[[], None],
) -> Published:
    """Update the output folder to the plan of ``index``, waiting for the search index if it is still being made.

    ``write_ledger`` is called once everything is staged, before the first file moves.

    Raises :class:`OutputError` if the folder cannot be written, :class:`DamagedBundlesError` if variants of images
    must be made again and, with ``--strict``, :class:`~generator.base.errors.FeedError`. Until everything is staged,
    the old site is untouched.
    """
    options, plan, trace = context.options, index.plan, state.trace
    rows = decisions.rows()
    try:
        staging = prepare(options.output)
        present = _present(plan, decisions, trace, options.output, rows)
        job = _job(context, plan, present, staging, validate=options.strict or len(rows) <= SMALL)
        staged = _make(job, rows, context.executor_for(len(rows), SMALL), progress)
        if index.pending:
            progress.stage("search")
            plan, decisions = index.join(decisions)
            staged += _make_added(job, plan, decisions, trace, options.output)
        _check_bundles(staged)
        taken_ns = time_ns()
        findings = validate_feeds(context, state.findings, plan, staged) if job.validate else UNKNOWN
        write_ledger()
        progress.stage("publish")
        publisher, moves = _prepare_output(plan, decisions, staged, options.output, staging)
    except OSError as fault:
        raise unwritable_error(options.output, fault) from fault
    _replace(plan, decisions, publisher, moves, options.output)
    counts = (len(moves), len(plan.planned) - len(moves), len(decisions.orphans()))
    rows = [each.row for each in staged if not each.same]
    added = tuple([row for row in rows if plan.planned[row].path not in decisions.disk])
    changed = tuple([row for row in rows if plan.planned[row].path in decisions.disk])
    left = Trace(_trace_entries(plan, decisions, trace, staged), taken_ns)
    gone = tuple(decisions.orphans())
    return Published(plan, decisions.actions, counts, added, changed, gone, left, findings)


def _job(
    context: BuildContext, plan: Plan, present: dict[int, bytes], staging: str, validate: bool
) -> RenderJob:
    stores = context.cache
    return RenderJob(
        plan=plan,
        theme=context.theme,
        present=present,
        variants=stores.variants,
        compiled=stores.templates,
        code=context.render_code,
        staging=staging,
        validate=validate,
    )


def _make_added(job: RenderJob, plan: Plan, decisions: Decisions, trace: Trace, output: Path) -> list[Staged]:
    """Make the outputs that were added to the plan after the others were made."""
    first = len(job.plan.planned)
    rows = [row for row in decisions.rows() if row >= first]
    present = _present(plan, decisions, trace, output, rows)
    return render_outputs(replace(job, plan=plan, present=present), rows)


def _present(
    plan: Plan, decisions: Decisions, trace: Trace, output: Path, rows: list[int]
) -> dict[int, bytes]:
    """Return the digest of the file at each row's path, as far as it is known."""
    present: dict[int, bytes] = {}
    for row in rows:
        path = plan.planned[row].path
        found, traced = decisions.disk.get(path), trace.files.get(path)
        if found is None:
            continue
        if found.digest is not None:
            present[row] = found.digest
        elif traced and traced.size == found.size and traced.mtime_ns == found.mtime_ns:
            present[row] = traced.digest
        elif traced is None and found.size != NO_FILE and (unknown := file_digest(output / path)):
            present[row] = unknown
    return present


def _make(job: RenderJob, rows: list[int], executor: Executor, progress: Progress) -> list[Staged]:
    progress.stage("render", len(rows))
    staged: list[Staged] = []
    for made in executor.map(render_outputs, job, split_work(rows, executor.workers)):
        staged += made
        progress.step(len(made))
    return staged


def _check_bundles(staged: Sequence[Staged]) -> None:
    damaged = frozenset(each.damaged for each in staged if each.damaged)
    if damaged:
        raise DamagedBundlesError(damaged)


def _prepare_output(
    plan: Plan, decisions: Decisions, staged: list[Staged], output: Path, staging: str
) -> tuple[OutputWriter, list[tuple[str, str]]]:
    """Save the manifest and make the folders: the last steps that a full disk can break."""
    moves = _moves(plan.planned, [each for each in staged if not each.same])
    if moves or decisions.orphans():
        _save_manifest(output, plan.paths.union(decisions.orphans()), decisions.listed)
    publisher = OutputWriter(output, staging, decisions.ours - plan.paths)
    publisher.make_folders(path for _, path in moves)
    return publisher, moves


def _save_manifest(output: Path, paths: frozenset[str], listed: frozenset[str] | None) -> None:
    """Save the manifest unless it is up to date."""
    if paths != listed or not was_published(output):
        save_manifest(output, paths)


def _replace(
    plan: Plan, decisions: Decisions, publisher: OutputWriter, moves: list[tuple[str, str]], output: Path
) -> None:
    """Move staged files into place, remove orphans, and drop them from the manifest."""
    try:
        publisher.publish(moves)
        publisher.remove(decisions.orphans())
    except OSError as fault:
        raise half_published_error(output, fault) from fault
    with suppress(OSError):  # the manifest saved before the moves is still true: it only lists more
        _save_manifest(output, plan.paths, decisions.listed if not decisions.orphans() else None)
    clear(output)


def _moves(planned: Sequence[PlannedOutput], staged: list[Staged]) -> list[tuple[str, str]]:
    """Return ``(staged name, path)`` in the order of publishing."""
    ordered = sorted(staged, key=lambda each: (_publishing_order(planned[each.row]), each.row))
    return [(str(each.row), planned[each.row].path) for each in ordered]


def _publishing_order(planned_output: PlannedOutput) -> int:
    """Return a file's place in the order of publishing: images and styles, items, pages that link to them, feeds,
    sitemaps and the list of search blocks."""
    if planned_output.kind == "ready" and not planned_output.template:
        return 4 if planned_output.path.endswith((".xml", MANIFEST)) else 0
    return {"item": 1, "api item": 1, "story": 2, "list": 2, "api list": 2, "ready": 2, "feed": 3}[
        planned_output.kind
    ]


def _trace_entries(
    plan: Plan, decisions: Decisions, trace: Trace, staged: list[Staged]
) -> dict[str, TraceEntry]:
    """Return the trace entry of every file: new, or the same object as in the last build's trace."""
    made = {each.row: each for each in staged}
    gone = trace.files.keys() - plan.paths
    files = (
        {path: each for path, each in trace.files.items() if path not in gone} if gone else dict(trace.files)
    )
    for row, known in decisions.fingerprints.items():
        planned_output = plan.planned[row]
        each, found = made.get(row), decisions.disk.get(planned_output.path)
        if each is not None:
            at = found.mtime_ns if each.same and found else each.mtime_ns
            known = decisions.fingerprinter.fingerprint(planned_output, each.view)
            files[planned_output.path] = TraceEntry(
                planned_output.signature, known, each.digest, each.size, at
            )
        elif known is not None:
            before = trace.files[planned_output.path]
            at = found.mtime_ns if found else before.mtime_ns
            if at != before.mtime_ns or planned_output.signature != before.signature:
                files[planned_output.path] = TraceEntry(
                    planned_output.signature, known, before.digest, before.size, at
                )
    return files
