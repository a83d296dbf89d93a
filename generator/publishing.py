"""The writing half of a build: plan and trace in, a site in the output folder out.

Order is what makes it safe. Everything that can fail comes first (deciding, rendering, staging); then the manifest,
so that a killed build still knows what is ours, and the folders; then the moves, pages before the lists that point
to them; last the removals and the stores.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import time_ns

import msgspec

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.base.workers import spread
from generator.jobs import RenderJob, Staged, render_outputs, view_digests
from generator.model.output import Sketch
from generator.model.trace import Fingerprint, OnDisk, Traced, Verdict
from generator.plan.site import Plan
from generator.scene import Scene
from generator.stores import Stores
from generator.write.decide import decide, foreign, recognised
from generator.write.disk import NO_FILE, file_digest, settle_doubts, survey
from generator.write.fingerprint import Printer
from generator.write.lock import half_published, unwritable
from generator.write.staging import Publisher, clear, prepare
from generator.write.trace import Trace, is_known, load_manifest, save_manifest

SMALL = 200
"""Up to so many outputs are made here: other processes would take longer to start."""


class Decisions(msgspec.Struct, frozen=True):
    """What will happen to every path, and what it was decided from. ``fingerprints`` are those of known outputs."""

    verdicts: list[Verdict]
    fingerprints: list[Fingerprint | None]
    printer: Printer
    disk: dict[str, OnDisk]
    ours: frozenset[str]

    def rows(self) -> list[int]:
        """Return the rows of the plan that are to be made."""
        return [verdict.row for verdict in self.verdicts if verdict.verb == "write"]

    def counts(self) -> tuple[int, int, int]:
        """Return how many files would be ``(written, unchanged, removed)``."""
        verbs = Counter(verdict.verb for verdict in self.verdicts)
        return verbs["write"], verbs["keep"], verbs["remove"]

    def orphans(self) -> list[str]:
        """Return the paths that are to be removed."""
        return [verdict.path for verdict in self.verdicts if verdict.verb == "remove"]


class Published(msgspec.Struct, frozen=True):
    """What became of an output folder: files ``(written, unchanged, removed)``, and the trace for the next build."""

    counts: tuple[int, int, int]
    trace: Trace


def decide_all(scene: Scene, plan: Plan, trace: Trace) -> Decisions:
    """Compare a plan with what the last build left. Raises :class:`OutputError` for files of somebody else."""
    output, full = scene.options.output, scene.options.full
    closures = {name: scene.theme.closure(name) for name in {each.template for each in plan.sketches} if name}
    printer = Printer(scene.rendering_code, plan.site, closures)
    prints = _fingerprints(scene, plan, trace, printer)
    listed = load_manifest(output)
    if listed is None:
        listed = frozenset(trace.files) if is_known(output) else frozenset()
    paths = dict.fromkeys([each.path for each in plan.sketches]) | dict.fromkeys(
        sorted(listed | trace.files.keys())
    )
    # With --full no stamp is trusted: every file of ours is read.
    disk = settle_doubts(output, survey(output, paths), trace.files, 0 if full else trace.taken_ns)
    ours = listed | recognised(trace.files, disk)
    if not full:
        _refuse_foreign(foreign(plan.sketches, disk, ours), output)
    verdicts = decide(plan.sketches, prints, trace.files, disk, ours, full)
    return Decisions(verdicts, prints, printer, disk, ours)


def _fingerprints(scene: Scene, plan: Plan, trace: Trace, printer: Printer) -> list[Fingerprint | None]:
    """Return the fingerprint of every output that the trace knows.

    While its signature holds, so does its view; only where it moved is the view made, to see whether that moved too.
    """
    views: dict[int, bytes] = {}
    moved: list[int] = []
    for row, sketch in enumerate(plan.sketches):
        traced = trace.files.get(sketch.path)
        if traced is not None and traced.signature == sketch.signature:
            views[row] = traced.fingerprint.view
        elif traced is not None:
            moved.append(row)
    views.update(zip(moved, _views(plan, moved, scene.workers), strict=True))
    return [
        printer.fingerprint(sketch, views[row]) if row in views else None
        for row, sketch in enumerate(plan.sketches)
    ]


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

    Raises :class:`OutputError` where it cannot be written. Until every file lies ready, nothing of the old site
    is touched.
    """
    options = scene.options
    rows = decisions.rows()
    try:
        staging = prepare(options.output)
        job = RenderJob(
            plan=plan,
            theme=scene.theme,
            present=_present(plan, decisions, trace, options.output, rows),
            made=Stores(options).made,
            compiled=options.cache / "templates",
            code=scene.rendering_code,
            staging=staging,
        )
        staged = _make(job, rows, scene.workers, progress)
        taken_ns = time_ns()
        progress.stage("publish")
        publisher, moves = _make_room(plan, decisions, staged, options.output, staging)
    except OSError as fault:
        raise unwritable(options.output, fault) from fault
    _replace(plan, decisions, publisher, moves, options.output)
    counts = (len(moves), len(plan.sketches) - len(moves), len(decisions.orphans()))
    return Published(counts, Trace(_traced(plan, decisions, trace, staged), taken_ns))


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
    planned = {each.path for each in plan.sketches}
    moves = _moves(plan.sketches, [each for each in staged if not each.same])
    if moves or decisions.orphans():
        save_manifest(output, decisions.ours & decisions.disk.keys() | planned)
    publisher = Publisher(output, staging, decisions.ours - planned)
    publisher.make_folders(path for _, path in moves)
    return publisher, moves


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
        save_manifest(output, [each.path for each in plan.sketches])
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
    """Return what is now known of every file: made anew, or as the last build left it."""
    made = {each.row: each for each in staged}
    files: dict[str, Traced] = {}
    for row, sketch in enumerate(plan.sketches):
        each, found = made.get(row), decisions.disk.get(sketch.path)
        if each is None:
            before, known = trace.files[sketch.path], decisions.fingerprints[row]
            assert known is not None
            at = found.mtime_ns if found else before.mtime_ns
            files[sketch.path] = Traced(sketch.signature, known, before.digest, before.size, at)
        else:
            at = found.mtime_ns if each.same and found else each.mtime_ns
            known = decisions.printer.fingerprint(sketch, each.view)
            files[sketch.path] = Traced(sketch.signature, known, each.digest, each.size, at)
    return files
