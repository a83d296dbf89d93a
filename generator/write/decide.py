"""What happens to every path, and why. Pure: it looks at values and touches nothing."""

from collections.abc import Iterable, Mapping, Sequence, Set

from generator.model.output import PlannedOutput
from generator.model.trace import Fingerprint, OnDisk, OutputAction, Reason, TraceEntry


def decide(
    sketches: Sequence[PlannedOutput],
    fingerprints: Mapping[int, Fingerprint | None],
    trace: Mapping[str, TraceEntry],
    disk: Mapping[str, OnDisk],
    full: bool = False,
) -> list[OutputAction]:
    """Return a verdict for every output in question: those whose rows have ``fingerprints``, in their order.

    A fingerprint is ``None`` for what the trace does not know. ``trace`` is what the last build left, ``disk``
    what lies in the output folder, with a digest wherever the stamp disagrees with the trace. With ``full`` every
    output is written anew.
    """
    actions = []
    for row, fingerprint in fingerprints.items():
        path = sketches[row].path
        reason = _reason(fingerprint, trace.get(path), disk.get(path))
        if full and reason == "same":
            reason = "asked for"
        actions.append(OutputAction(path, "keep" if reason == "same" else "write", reason, row))
    return actions


def find_orphans(planned: Set[str], disk: Mapping[str, OnDisk], ours: Set[str]) -> list[OutputAction]:
    """Return a verdict for everything of ours that lies on disk and is not planned any more, sorted by path.

    ``ours`` are the paths that we have written, now or before: only these may be removed.
    """
    return [OutputAction(path, "remove", "orphaned") for path in sorted(ours - planned) if path in disk]


def _reason(fingerprint: Fingerprint | None, traced: TraceEntry | None, found: OnDisk | None) -> Reason:
    """The rules in the order in which they explain most."""
    if traced is None or fingerprint is None:
        return "new"
    if traced.fingerprint != fingerprint:
        return _change(fingerprint, traced.fingerprint)
    if found is None:
        return "missing"
    return "same" if is_untouched(traced, found) else "altered"


def _change(now: Fingerprint, before: Fingerprint) -> Reason:
    if now.view != before.view:
        return "view changed"
    return "template changed" if now.template != before.template else "renderer changed"


def is_untouched(traced: TraceEntry, found: OnDisk) -> bool:
    """Tell whether a file has the bytes we wrote: by its digest where it was read, else by its stamp."""
    if found.digest is not None:
        return found.digest == traced.digest
    return found.size == traced.size and found.mtime_ns == traced.mtime_ns


def is_recognised(
    paths: Iterable[str], trace: Mapping[str, TraceEntry], disk: Mapping[str, OnDisk]
) -> frozenset[str]:
    """Return those of some paths whose files are, byte for byte, what we left there: ours even if the manifest is lost.

    That we once wrote to a path is not enough. Somebody may have put a file of their own there since.
    """
    return frozenset(path for path in paths if (found := disk.get(path)) and is_untouched(trace[path], found))


def find_foreign(paths: Iterable[str], disk: Mapping[str, OnDisk], ours: Set[str]) -> list[str]:
    """Return planned paths where something lies that we never wrote. A folder of ours is not in our way."""
    strange = [path for path in paths if path in disk and path not in ours]
    return [path for path in strange if not any(known.startswith(f"{path}/") for known in ours)]
