"""The writing half of a build: plan and trace in, a site in the output folder out.

Order is what makes it safe. Everything that can fail comes first (deciding, rendering, staging); then the manifest,
so that a killed build still knows what is ours, and the folders; then the moves, pages before the lists that point
to them; last the removals and the stores.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from time import time_ns

import msgspec

from generator.auditing import audit
from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.base.workers import spread
from generator.jobs import Departures, RenderJob, Staged, render_outputs, view_digests
from generator.model.finding import Finding
from generator.model.output import Sketch
from generator.model.trace import Fingerprint, OnDisk, Traced, Verdict
from generator.plan.site import Plan
from generator.scene import Scene
from generator.stores import Stores
from generator.write.decide import decide, foreign, orphans, recognised
from generator.write.disk import NO_FILE, file_digest, settle_doubts, survey
from generator.write.fingerprint import Printer
from generator.write.lock import half_published, unwritable
from generator.write.staging import Publisher, clear, prepare
from generator.write.trace import Trace, is_known, load_manifest, save_manifest

SMALL = 200
"""Up to so many outputs are made here: other processes would take longer to start."""


class Decisions(msgspec.Struct, frozen=True):
    """What will happen to the outputs in question, and what it was decided from. All others are kept.

    ``fingerprints`` are those of the rows in question, ``None`` for what the trace does not know; ``disk`` is what lies
    at their paths and at those of orphans. ``listed`` is what the manifest said, ``ours`` adds what we recognised.
    """

    verdicts: list[Verdict]
    fingerprints: dict[int, Fingerprint | None]
    printer: Printer
    disk: dict[str, OnDisk]
    listed: frozenset[str] | None
    ours: frozenset[str]

    def rows(self) -> list[int]:
        """Return the rows of the plan that are to be made."""
        return [verdict.row for verdict in self.verdicts if verdict.verb == "write"]

    def counts(self, planned: int) -> tuple[int, int, int]:
        """Return how many files of a plan would be ``(written, unchanged, removed)``."""
        verbs = Counter(verdict.verb for verdict in self.verdicts)
        return verbs["write"], planned - verbs["write"], verbs["remove"]

    def orphans(self) -> list[str]:
        """Return the paths that are to be removed."""
        return [verdict.path for verdict in self.verdicts if verdict.verb == "remove"]


class Published(msgspec.Struct, frozen=True):
    """What became of an output folder: files ``(written, unchanged, removed)``, the trace for the next build, and what
    is wrong with the feeds that lie there now."""

    counts: tuple[int, int, int]
    trace: Trace
    findings: tuple[Finding, ...]


def decide_all(scene: Scene, plan: Plan, trace: Trace, departed: Departures) -> Decisions:
    """Compare a plan with what the last build left. ``departed`` is what moved since in the output folder.

    Raises :class:`OutputError` for files of somebody else.
    """
    options = scene.options
    output, full = options.output, options.full
    closures = {name: scene.theme.closure(name) for name in {each.template for each in plan.sketches} if name}
    printer = Printer(scene.rendering_code, plan.site, closures)
    asked = full or options.explain or options.dry_run
    rows = range(len(plan.sketches)) if asked else _in_question(plan, trace, departed, printer)
    listed = load_manifest(output)
    known = listed
    if known is None:
        known = frozenset(trace.files) if is_known(output) else frozenset()
    unlisted = trace.files.keys() - known
    paths = [*(plan.sketches[row].path for row in rows), *(known - plan.paths), *unlisted]
    # With --full no stamp is trusted: every file of ours is read.
    found = _lying(output, paths, trace, departed)
    disk = settle_doubts(output, found, trace.files, 0 if full else trace.taken_ns)
    ours = known | recognised(unlisted, trace.files, disk)
    if not full:
        _refuse_foreign(foreign((plan.sketches[row].path for row in rows), disk, ours), output)
    prints = _fingerprints(scene, plan, rows, trace, printer)
    verdicts = decide(plan.sketches, prints, trace.files, disk, full) + orphans(plan.paths, disk, ours)
    return Decisions(verdicts, prints, printer, disk, listed, ours)


def _in_question(plan: Plan, trace: Trace, departed: Departures, printer: Printer) -> list[int]:
    """Return the rows of all outputs that are not beyond doubt as the last build left them."""
    known, holds = trace.files.get, printer.holds
    return [
        row
        for row, sketch in enumerate(plan.sketches)
        if (traced := known(sketch.path)) is None
        or traced.signature != sketch.signature
        or sketch.path in departed
        or not holds(sketch, traced.fingerprint)
    ]


def _lying(output: Path, paths: Iterable[str], trace: Trace, departed: Departures) -> dict[str, OnDisk]:
    """Return what lies at some paths: known from the trace, or looked at now."""
    disk: dict[str, OnDisk] = {}
    unknown = []
    for path in dict.fromkeys(paths):
        traced = trace.files.get(path)
        if traced is None:
            unknown.append(path)
        elif (found := departed.get(path, OnDisk(traced.size, traced.mtime_ns))) is not None:
            disk[path] = found
    return disk | survey(output, unknown)


def _fingerprints(
    scene: Scene, plan: Plan, rows: Sequence[int], trace: Trace, printer: Printer
) -> dict[int, Fingerprint | None]:
    """Return the fingerprints of some outputs, ``None`` for those that the trace does not know.

    While its signature holds, so does its view; only where it moved is the view made, to see whether that moved too.
    """
    views: dict[int, bytes] = {}
    moved: list[int] = []
    for row in rows:
        sketch = plan.sketches[row]
        traced = trace.files.get(sketch.path)
        if traced is not None and traced.signature == sketch.signature:
            views[row] = traced.fingerprint.view
        elif traced is not None:
            moved.append(row)
    views.update(zip(moved, _views(plan, moved, scene.workers), strict=True))
    return {
        row: printer.fingerprint(plan.sketches[row], views[row]) if row in views else None for row in rows
    }


def _views(plan: Plan, rows: list[int], workers: int) -> list[bytes]:
    pieces = _pieces(rows, workers)
    made = spread(view_digests, plan, pieces, workers if len(rows) > SMALL else 1)
    return [view for piece in made for view in piece]


def _refuse_foreign(paths: list[str], output: Path) -> None:
    if paths:
        others = f" and {len(paths) - 1:,} more are" if len(paths) > 1 else " is"
        raise OutputError(
            f"{output / paths[0]}{others} in the way: Broadsheet did not write it",
            "Choose an empty --output, move what lies there, or say --full to overwrite it.",
        )


def publish(
    scene: Scene,
    plan: Plan,
    decisions: Decisions,
    trace: Trace,
    progress: Progress,
) -> Published:
    """Bring the output folder to the plan.

    Raises :class:`OutputError` where it cannot be written, and with ``--strict`` :class:`FeedFault`. Until every file
    lies ready, nothing of the old site is touched.
    """
    options = scene.options
    rows = decisions.rows()
    try:
        staging = prepare(options.output)
        job = RenderJob(
            plan=plan,
            theme=scene.theme,
            present=_present(plan, decisions, trace, options.output, rows),
            content=options.content,
            blobs=Stores(options).pictures,
            compiled=Stores(options).templates,
            code=scene.rendering_code,
            staging=staging,
        )
        staged = _make(job, rows, scene.workers, progress)
        taken_ns = time_ns()
        findings = audit(scene, plan, staged)
        progress.stage("publish")
        publisher, moves = _make_room(plan, decisions, staged, options.output, staging)
    except OSError as fault:
        raise unwritable(options.output, fault) from fault
    _replace(plan, decisions, publisher, moves, options.output)
    counts = (len(moves), len(plan.sketches) - len(moves), len(decisions.orphans()))
    return Published(counts, Trace(_traced(plan, decisions, trace, staged), taken_ns), findings)


def _present(
    plan: Plan, decisions: Decisions, trace: Trace, output: Path, rows: list[int]
) -> dict[int, bytes]:
    """Return the digest of the file that lies at each row's path, as far as it is known."""
    present: dict[int, bytes] = {}
    for row in rows:
        path = plan.sketches[row].path
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


def _make(job: RenderJob, rows: list[int], workers: int, progress: Progress) -> list[Staged]:
    progress.stage("render", len(rows))
    staged: list[Staged] = []
    for made in spread(render_outputs, job, _pieces(rows, workers), workers if len(rows) > SMALL else 1):
        staged += made
        progress.step(len(made))
    return staged


def _pieces(rows: list[int], workers: int) -> list[list[int]]:
    """Cut rows into neighbouring runs: what lies side by side shares fragments and feed entries."""
    size = max(1, min(400, len(rows) // (workers * 8)))
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _make_room(
    plan: Plan, decisions: Decisions, staged: list[Staged], output: Path, staging: str
) -> tuple[Publisher, list[tuple[str, str]]]:
    """Write down what will be ours and make folders for it: the last steps that a full disk can refuse."""
    moves = _moves(plan.sketches, [each for each in staged if not each.same])
    if moves or decisions.orphans():
        _list(output, plan.paths.union(decisions.orphans()), decisions.listed)
    publisher = Publisher(output, staging, decisions.ours - plan.paths)
    publisher.make_folders(path for _, path in moves)
    return publisher, moves


def _list(output: Path, paths: frozenset[str], listed: frozenset[str] | None) -> None:
    """Renew the manifest, unless it says so already."""
    if paths != listed:
        save_manifest(output, paths)


def _replace(
    plan: Plan, decisions: Decisions, publisher: Publisher, moves: list[tuple[str, str]], output: Path
) -> None:
    """Move what was made into place, remove orphans, and bring the manifest down to what is there now."""
    try:
        publisher.publish(moves)
        publisher.remove(decisions.orphans())
    except OSError as fault:
        raise half_published(output, fault) from fault
    with suppress(OSError):  # the manifest from before the moves is true, too: it only lists more
        _list(output, plan.paths, decisions.listed if not decisions.orphans() else None)
    clear(output)


def _moves(sketches: Sequence[Sketch], staged: list[Staged]) -> list[tuple[str, str]]:
    """Return ``(staged name, path)`` in the order of publishing."""
    ordered = sorted(staged, key=lambda each: (_turn(sketches[each.row]), each.row))
    return [(str(each.row), sketches[each.row].path) for each in ordered]


def _turn(sketch: Sketch) -> int:
    """Pictures and styles first, then items, then what links to them, feeds and sitemaps last."""
    if sketch.kind == "ready" and not sketch.template:
        return 4 if sketch.path.endswith(".xml") else 0
    return {"item": 1, "list": 2, "ready": 2, "feed": 3}[sketch.kind]


def _traced(plan: Plan, decisions: Decisions, trace: Trace, staged: list[Staged]) -> dict[str, Traced]:
    """Return what is now known of every file: made anew, or as the last build left it (then the very same object)."""
    made = {each.row: each for each in staged}
    gone = trace.files.keys() - plan.paths
    files = (
        {path: each for path, each in trace.files.items() if path not in gone} if gone else dict(trace.files)
    )
    for row, known in decisions.fingerprints.items():
        sketch = plan.sketches[row]
        each, found = made.get(row), decisions.disk.get(sketch.path)
        if each is not None:
            at = found.mtime_ns if each.same and found else each.mtime_ns
            known = decisions.printer.fingerprint(sketch, each.view)
            files[sketch.path] = Traced(sketch.signature, known, each.digest, each.size, at)
        elif known is not None:
            before = trace.files[sketch.path]
            at = found.mtime_ns if found else before.mtime_ns
            if at != before.mtime_ns or sketch.signature != before.signature:
                files[sketch.path] = Traced(sketch.signature, known, before.digest, before.size, at)
    return files
