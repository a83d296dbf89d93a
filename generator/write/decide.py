"""Decisions about every output path, with reasons. Pure: reads values and touches no files."""

from collections.abc import Iterable, Mapping, Sequence, Set

from generator.model.output import PlannedOutput
from generator.model.trace import Fingerprint, OnDisk, OutputAction, Reason, TraceEntry


def decide(
    planned: Sequence[PlannedOutput],
    fingerprints: Mapping[int, Fingerprint | None],
    trace: Mapping[str, TraceEntry],
    disk: Mapping[str, OnDisk],
    full: bool = False,
) -> list[OutputAction]:
    """Return the action for each row of ``planned`` that has an entry in ``fingerprints``, in the order of these.

    A fingerprint is ``None`` for an output that is not in the trace. ``trace`` has the files of the last build,
    ``disk`` those in the output folder, with a digest where the stamp differs from the trace. With ``full`` every
    output is written.
    """
    actions = []
    for row, fingerprint in fingerprints.items():
        path = planned[row].path
        reason = _reason(fingerprint, trace.get(path), disk.get(path))
        if full and reason == "same":
            reason = "asked for"
        actions.append(OutputAction(path, "keep" if reason == "same" else "write", reason, row))
    return actions


def find_orphans(planned: Set[str], disk: Mapping[str, OnDisk], ours: Set[str]) -> list[OutputAction]:
    """Return a removal for each of our files that is on disk and no longer planned, sorted by path.

    ``ours`` has the paths that Broadsheet has written, now or earlier. Only these may be removed.
    """
    return [OutputAction(path, "remove", "orphaned") for path in sorted(ours - planned) if path in disk]


def _reason(fingerprint: Fingerprint | None, traced: TraceEntry | None, on_disk: OnDisk | None) -> Reason:
    """Return the first reason that applies, the most informative first."""
    if traced is None or fingerprint is None:
        return "new"
    if traced.fingerprint != fingerprint:
        return _changed_part(fingerprint, traced.fingerprint)
    if on_disk is None:
        return "missing"
    return "same" if is_untouched(traced, on_disk) else "altered"


def _changed_part(now: Fingerprint, before: Fingerprint) -> Reason:
    if now.view != before.view:
        return "view changed"
    return "template changed" if now.template != before.template else "renderer changed"


def is_untouched(traced: TraceEntry, on_disk: OnDisk) -> bool:
    """Return whether a file has the bytes that were written: compares digests if the file was read, else stamps."""
    if on_disk.digest is not None:
        return on_disk.digest == traced.digest
    return on_disk.size == traced.size and on_disk.mtime_ns == traced.mtime_ns


def is_recognised(
    paths: Iterable[str], trace: Mapping[str, TraceEntry], disk: Mapping[str, OnDisk]
) -> frozenset[str]:
    """Return the paths whose files are unchanged since they were written. These are ours even if the manifest is lost.

    That Broadsheet once wrote to a path is not enough: somebody may have put another file there since.
    """
    return frozenset(
        path for path in paths if (on_disk := disk.get(path)) and is_untouched(trace[path], on_disk)
    )


def find_foreign(paths: Iterable[str], disk: Mapping[str, OnDisk], ours: Set[str]) -> list[str]:
    """Return the planned paths with a file or folder that Broadsheet did not write. A folder of our files does not
    count."""
    foreign = [path for path in paths if path in disk and path not in ours]
    return [path for path in foreign if not any(own.startswith(f"{path}/") for own in ours)]
