"""What a build leaves for the next: the trace in the cache, and the manifest in the output.

They answer different questions and fail differently. The trace (in the cache) says from what each file was
made, and may be lost at any time: then everything is rendered again. The manifest (in the output folder) lists the
paths that are ours, so that nothing else is ever removed; it is written before the first file of a build,
with the old paths and the new ones, so that a build killed half-way still knows what it owns. Where it is lost, the
trace stands in for it, but only in a folder that bears the mark of an earlier build.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.base.digest import digest
from generator.base.storage.journal import Snapshot, read_journal, write_base, write_changes
from generator.model.trace import TraceEntry
from generator.write.output_scan import OWN

_HEADER = "# Files in this folder that Broadsheet wrote and may remove. Do not edit.\n"
_MARK = "published"


@dataclass(frozen=True)
class Trace:
    """Every file of the last build by path. ``taken_ns`` is when the last stamp was taken; ``known`` are the rows as
    they were loaded, if they were."""

    files: Mapping[str, TraceEntry] = field(default_factory=dict)
    taken_ns: int = 0
    known: Snapshot[TraceEntry] = field(default_factory=Snapshot, compare=False)


class _TraceRows(msgspec.Struct, frozen=True, array_like=True):
    """A trace as it is kept: all files, or those that changed and the paths that ``went``."""

    taken_ns: int
    files: dict[str, TraceEntry]
    went: tuple[str, ...] = ()


def load_trace(file: Path, salt: bytes) -> Trace:
    """Return the trace that lies in a file, or an empty one."""
    journal = read_journal(file, salt)
    if journal is None:
        return Trace()
    decode = msgspec.msgpack.Decoder(_TraceRows).decode
    try:
        base = decode(journal.base)
        changes = decode(journal.changes) if journal.changes else _TraceRows(base.taken_ns, {})
    except msgspec.MsgspecError:
        return Trace()
    known = Snapshot.of(journal.name, base.files, changes.files, changes.went)
    return Trace(known.rows, changes.taken_ns, known)


def save_trace(file: Path, salt: bytes, trace: Trace, before: Trace | None = None) -> Trace:
    """Keep a trace, atomically: of one that was loaded (``before``) only what has changed since.

    Returns what :func:`load_trace` would return now.
    """
    changes = (before or Trace()).known.changes(trace.files)
    if before is None or changes is None:
        files = dict(trace.files)
        name = write_base(file, salt, msgspec.msgpack.encode(_TraceRows(trace.taken_ns, files)))
        return Trace(files, trace.taken_ns, Snapshot(files, frozenset(files), name=name))
    body = msgspec.msgpack.encode(_TraceRows(trace.taken_ns, *changes))
    write_changes(file, salt, before.known.name, body)
    return Trace(trace.files, trace.taken_ns, before.known.after(trace.files, changes[0]))


def load_manifest(output: Path) -> frozenset[str] | None:
    """Return the paths that the output folder says are ours, ``None`` where the list is lost or was altered.

    Paths that lead out of the folder are not believed.
    """
    try:
        file = output / OWN / "manifest"
        text = file.read_text("utf-8") if file.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return None
    body, _, seal = text.removeprefix(_HEADER).rpartition("# ")
    if seal != _seal(body):
        return None
    return frozenset(line for line in body.split("\n") if line and _inside(line))


def is_known(output: Path) -> bool:
    """Tell whether we have published into this folder before, though the list of files be lost."""
    return (output / OWN / _MARK).is_file()


def save_manifest(output: Path, paths: Iterable[str]) -> None:
    """Write the list of our paths, sorted, atomically. Left alone where it says so already."""
    body = "".join(f"{path}\n" for path in sorted(set(paths)))
    text = f"{_HEADER}{body}# {_seal(body)}"
    file = output / OWN / "manifest"
    try:
        if file.is_file() and file.read_text("utf-8") == text:
            return
    except (OSError, UnicodeDecodeError):
        pass
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name("manifest.tmp")
    temporary.unlink(missing_ok=True)
    temporary.write_text(text, "utf-8", newline="\n")
    temporary.replace(file)
    (output / OWN / _MARK).touch()


def _seal(body: str) -> str:
    """Return the last line of a manifest, by which one that was cut or altered is told."""
    return f"{digest(body.encode()).hex()}\n"


def _inside(path: str) -> bool:
    parts = path.split("/")
    return ".." not in parts and "." not in parts and "" not in parts and "\\" not in path
