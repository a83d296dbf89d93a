"""The writing half of a build: plan and trace in, a site in the output folder out.

Order is what makes it safe. Everything that can fail comes first (deciding, rendering, staging); then the manifest,
so that a killed build still knows what is ours; then the moves, pages before the lists that point to them;
last the removals and the stores.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import time_ns

import msgspec

from generator.base.errors import OutputError
from generator.base.progress import Progress
from generator.base.workers import spread
from generator.jobs import RenderJob, Staged, render_outputs
from generator.model.output import Asset, Copy, Feed, Output, Page, Plan
from generator.model.trace import Fingerprint, OnDisk, Traced, Verdict
from generator.model.view import ItemPage
from generator.render.renderer import code_digest
from generator.render.templates import Theme
from generator.scene import Scene
from generator.write.decide import decide, foreign
from generator.write.disk import settle_doubts, survey
from generator.write.fingerprint import fingerprints
from generator.write.lock import unwritable
from generator.write.staging import Publisher, clear, prepare
from generator.write.trace import Trace, load_manifest, save_manifest

SMALL = 200
"""Up to so many outputs are made here: other processes would take longer to start."""


class Decisions(msgspec.Struct, frozen=True):
    """What will happen to every path, and what it was decided from."""

    verdicts: list[Verdict]
    fingerprints: list[Fingerprint]
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


def decide_all(plan: Plan, theme: Theme, trace: Trace, output: Path, full: bool) -> Decisions:
    """Compare a plan with what the last build left. Raises :class:`OutputError` for files of somebody else."""
    closures = {each.template: b"" for each in plan.outputs if isinstance(each, Page)}
    closures = {name: theme.closure(name) for name in closures}
    prints = fingerprints(plan, code_digest(), closures)
    disk = settle_doubts(output, survey(output), trace.files, trace.taken_ns)
    ours = load_manifest(output) | trace.files.keys()
    if not full:
        _refuse_foreign(foreign(plan.outputs, disk, ours), output)
    return Decisions(decide(plan.outputs, prints, trace.files, disk, ours, full), prints, disk, ours)


def _refuse_foreign(paths: list[str], output: Path) -> None:
    if paths:
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        raise OutputError(
            f"{output / paths[0]}{more} would be overwritten, and Broadsheet did not write it",
            "choose an empty --output, move what lies there, or say --full to overwrite it",
        )


def publish(
    scene: Scene,
    plan: Plan,
    decisions: Decisions,
    trace: Trace,
    needles: frozenset[bytes],
    progress: Progress,
) -> Published:
    """Bring the output folder to the plan. ``needles`` are sealed values that no file may hold.

    Raises :class:`OutputError` where it cannot be written. Until every file lies ready, nothing of the old site
    is touched.
    """
    output = scene.options.output
    present = _present(plan, decisions, trace)
    try:
        staging = prepare(output)
        job = RenderJob(
            scene.theme,
            plan.site,
            plan.outputs,
            present,
            scene.options.content,
            scene.options.cache / "templates",
            staging,
            needles,
        )
        staged = _make(job, decisions.rows(), scene.workers, progress)
        taken_ns = time_ns()
        progress.stage("publish")
        _replace(plan, decisions, staged, output, staging)
    except OSError as fault:
        raise unwritable(output, fault) from fault
    written = sum(not each.same for each in staged)
    counts = (written, len(plan.outputs) - written, len(decisions.orphans()))
    return Published(counts, Trace(_traced(plan, decisions, trace, staged), taken_ns))


def _replace(plan: Plan, decisions: Decisions, staged: list[Staged], output: Path, staging: str) -> None:
    """Move what was made into place, remove orphans, and keep the manifest true throughout."""
    planned = {each.path for each in plan.outputs}
    orphans = decisions.orphans()
    moved = [each for each in staged if not each.same]
    if moved or orphans:
        save_manifest(output, decisions.ours & decisions.disk.keys() | planned)
    publisher = Publisher(output, staging, decisions.ours - planned)
    publisher.publish(_moves(plan.outputs, moved))
    publisher.remove(orphans)
    save_manifest(output, planned)
    clear(output)


def _present(plan: Plan, decisions: Decisions, trace: Trace) -> list[bytes | None]:
    """Return the digest of the file that lies at each output's path, as far as it is known."""
    present: list[bytes | None] = []
    for output in plan.outputs:
        found, traced = decisions.disk.get(output.path), trace.files.get(output.path)
        if found is None:
            present.append(None)
        elif found.digest is not None:
            present.append(found.digest)
        else:
            trusted = traced and traced.size == found.size and traced.mtime_ns == found.mtime_ns
            present.append(traced.digest if traced and trusted else None)
    return present


def _make(job: RenderJob, rows: list[int], workers: int, progress: Progress) -> list[Staged]:
    progress.stage("render", len(rows))
    pieces = _pieces(rows, workers)
    staged: list[Staged] = []
    for made in spread(render_outputs, job, pieces, workers if len(rows) > SMALL else 1):
        staged += made
        progress.step(len(made))
    return staged


def _pieces(rows: list[int], workers: int) -> list[list[int]]:
    """Cut rows into neighbouring runs: what lies side by side shares fragments and feed entries."""
    size = max(1, min(400, len(rows) // (workers * 8) or 1))
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _moves(outputs: Sequence[Output], staged: list[Staged]) -> list[tuple[str, str]]:
    """Return ``(staged name, path)`` in the order of publishing."""
    ordered = sorted(staged, key=lambda each: (_turn(outputs[each.row]), each.row))
    return [(str(each.row), outputs[each.row].path) for each in ordered]


def _turn(output: Output) -> int:
    """Pictures and styles first, then items, then what links to them, feeds and sitemaps last."""
    match output:
        case Copy() | Asset():
            return 0
        case Page():
            return 1 if isinstance(output.page, ItemPage) else 2
        case Feed():
            return 3
        case _:
            return 4


def _traced(plan: Plan, decisions: Decisions, trace: Trace, staged: list[Staged]) -> dict[str, Traced]:
    """Return what is now known of every file: made anew, or as the last build left it."""
    made = {each.row: each for each in staged}
    files: dict[str, Traced] = {}
    for row, output in enumerate(plan.outputs):
        each, fingerprint = made.get(row), decisions.fingerprints[row]
        found = decisions.disk.get(output.path)
        if each is None:
            before = trace.files[output.path]
            at = found.mtime_ns if found else before.mtime_ns
            files[output.path] = Traced(fingerprint, before.digest, before.size, at)
        else:
            at = found.mtime_ns if each.same and found else each.mtime_ns
            files[output.path] = Traced(fingerprint, each.digest, each.size, at)
    return files
