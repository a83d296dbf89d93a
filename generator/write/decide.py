"""What happens to every path, and why. Pure: it looks at values and touches nothing."""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.output import Sketch
from generator.model.trace import Fingerprint, OnDisk, Reason, Traced, Verdict


def decide(
    sketches: Sequence[Sketch],
    fingerprints: Sequence[Fingerprint | None],
    trace: Mapping[str, Traced],
    disk: Mapping[str, OnDisk],
    ours: frozenset[str],
    full: bool = False,
) -> list[Verdict]:
    """Return a verdict for every output, in order, and then one for every orphan, sorted by path.

    ``fingerprints`` has ``None`` for what the trace does not know. ``trace`` is what the last build left, ``disk``
    what lies in the output folder, with a digest wherever the stamp disagrees with the trace. ``ours`` are the paths
    that we have written, now or before: only these may be removed. With ``full`` every output is written anew.
    """
    verdicts = []
    for row, sketch in enumerate(sketches):
        reason = _reason(fingerprints[row], trace.get(sketch.path), disk.get(sketch.path))
        if full and reason == "same":
            reason = "asked for"
        verdicts.append(Verdict(sketch.path, "keep" if reason == "same" else "write", reason, row))
    verdicts.extend(_orphans(sketches, disk, ours))
    return verdicts


def _reason(fingerprint: Fingerprint | None, traced: Traced | None, found: OnDisk | None) -> Reason:
    """The rules in the order in which they explain most."""
    if traced is None or fingerprint is None:
        return "new"
    if traced.fingerprint != fingerprint:
        return _change(fingerprint, traced.fingerprint)
    if found is None:
        return "missing"
    return "same" if untouched(traced, found) else "altered"


def _change(now: Fingerprint, before: Fingerprint) -> Reason:
    if now.view != before.view:
        return "view changed"
    return "template changed" if now.template != before.template else "renderer changed"


def untouched(traced: Traced, found: OnDisk) -> bool:
    """Tell whether a file has the bytes we wrote: by its digest where it was read, else by its stamp."""
    if found.digest is not None:
        return found.digest == traced.digest
    return found.size == traced.size and found.mtime_ns == traced.mtime_ns


def recognised(trace: Mapping[str, Traced], disk: Mapping[str, OnDisk]) -> frozenset[str]:
    """Return the paths whose files are, byte for byte, what we left there: ours even if the manifest is lost.

    That we once wrote to a path is not enough. Somebody may have put a file of their own there since.
    """
    return frozenset(
        path for path, traced in trace.items() if (found := disk.get(path)) and untouched(traced, found)
    )


def _orphans(
    sketches: Sequence[Sketch], disk: Mapping[str, OnDisk], ours: frozenset[str]
) -> Iterator[Verdict]:
    planned = {sketch.path for sketch in sketches}
    for path in sorted(ours - planned):
        if path in disk:
            yield Verdict(path, "remove", "orphaned")


def foreign(sketches: Sequence[Sketch], disk: Mapping[str, OnDisk], ours: frozenset[str]) -> list[str]:
    """Return planned paths where something lies that we never wrote, sorted. A folder of ours is not in our way."""
    strange = [each.path for each in sketches if each.path in disk and each.path not in ours]
    return [path for path in strange if not any(known.startswith(f"{path}/") for known in ours)]
