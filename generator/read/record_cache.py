"""What was read last time, so that an unchanged file is neither read nor parsed again.

A journal of MessagePack rows, one for each record. It may be lost, torn or another version's at any time: then it is
empty, and the build takes longer. Items are decoded one by one, when asked for.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from generator.base.problem import Problem
from generator.base.storage.journal import Snapshot, read_journal, write_base, write_changes
from generator.model.item import Item
from generator.model.record import SourceFile

RACY_NS = 100_000_000
"""A file changed this short a time before it was listed may change again under the same time stamp."""


class CachedRecord(Struct, frozen=True, gc=False, array_like=True):
    """What became of one file. ``item`` is ``None`` where a problem forbade it; ``unknown`` are foreign field names.
    ``digest`` is empty for a file that could not be read: it is tried again, whatever its stamp."""

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


class _ReadOutcome(Struct, frozen=True, gc=False, array_like=True):
    """The part of a :class:`CachedRecord` that is large."""

    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


class _Row(Struct, frozen=True, gc=False, array_like=True):
    """A :class:`CachedRecord` as it lies in the file: its outcome is decoded when somebody wants it."""

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    outcome: Raw


class _RecordRows(Struct, frozen=True, array_like=True):
    """What a base holds, or the changes beside it: rows that came or changed, paths that ``went``.

    ``moment`` is when the folder was listed, in nanoseconds since 1970.
    """

    moment: int
    rows: list[_Row]
    went: tuple[str, ...] = ()

    def by_path(self) -> dict[str, _Row]:
        """Return the rows by path."""
        return {row.path: row for row in self.rows}


class RecordCache:
    """The entries of a memo, by path. An empty one knows nothing. ``made`` are entries that need not be decoded again
    where they are those that are kept."""

    def __init__(
        self,
        known: Snapshot[_Row] | None = None,
        moment: int = 0,
        made: Mapping[str, CachedRecord] | None = None,
    ) -> None:
        self.known = known or Snapshot()
        self._made = made or {}
        self._rows = self.known.rows
        self._moment = moment
        self._decoder = msgspec.msgpack.Decoder(_ReadOutcome)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, entry: CachedRecord) -> _Row | None:
        """Return the row of an entry that is still as it was kept, to be kept as it lies."""
        row = self._rows.get(entry.path)
        same = row is not None and row.stamp == entry.stamp and row.digest == entry.digest != b""
        return row if same else None

    def knows(self, file: SourceFile) -> bool:
        """Tell whether the file is beyond doubt the one remembered, without decoding what it became."""
        row = self._rows.get(file.path)
        if row is None or row.stamp != file.stamp or not row.digest:
            return False
        return file.stamp[1] < self._moment - RACY_NS

    def by_stamp(self, file: SourceFile) -> CachedRecord | None:
        """Return the entry of a file whose stamp still holds, unless it changed too shortly before it was listed."""
        return self._decode(self._rows[file.path]) if self.knows(file) else None

    def by_digest(self, path: str, digest: bytes) -> CachedRecord | None:
        """Return the entry of a file whose bytes are the same, whatever its stamp: a fresh checkout's, say."""
        row = self._rows.get(path)
        return self._decode(row) if row is not None and row.digest == digest else None

    def by_path(self, path: str) -> CachedRecord | None:
        """Return what a path was last time, to be compared with what it is now."""
        row = self._rows.get(path)
        return self._decode(row) if row is not None else None

    def _decode(self, row: _Row) -> CachedRecord | None:
        made = self._made.get(row.path)
        if made is not None and made.stamp == row.stamp and made.digest == row.digest:
            return made
        try:
            outcome = self._decoder.decode(row.outcome)
        except msgspec.DecodeError:
            return None
        return CachedRecord(row.path, row.stamp, row.digest, outcome.item, outcome.problems, outcome.unknown)


def load_record_cache(file: Path, salt: bytes) -> RecordCache:
    """Load a memo; an empty one if there is none, or it is torn, foreign, or was saved with another salt."""
    journal = read_journal(file, salt)
    if journal is None:
        return RecordCache()
    decode = msgspec.msgpack.Decoder(_RecordRows).decode
    try:
        base = decode(journal.base)
        changes = decode(journal.changes) if journal.changes else _RecordRows(base.moment, [])
    except msgspec.DecodeError:
        return RecordCache()
    return RecordCache(
        Snapshot.of(journal.name, base.by_path(), changes.by_path(), changes.went), changes.moment
    )


def save_record_cache(
    file: Path,
    salt: bytes,
    entries: Sequence[CachedRecord],
    moment: int | None = None,
    before: RecordCache | None = None,
) -> RecordCache:
    """Renew a memo, each file in one step, and return what :func:`load_record_cache` would return now. ``salt``
    stands for the code that made the entries and the settings it used.

    ``moment`` is when the folder was listed, in nanoseconds since 1970 (now, if not given; then a change
    made during the build within a file system's clock tick could pass unseen). ``before`` is what was loaded: what it
    holds already is not written again, as long as little has changed. Raises ``OSError`` if the
    file cannot be written; the old memo is then still there.
    """
    before = before or RecordCache()
    encoder = msgspec.msgpack.Encoder()
    taken = time.time_ns() if moment is None else moment
    rows = {entry.path: before.row(entry) or _row(encoder, entry) for entry in entries}
    changes = before.known.changes(rows)
    if changes is None:
        name = write_base(file, salt, encoder.encode(_RecordRows(taken, list(rows.values()))))
        known = Snapshot(rows, frozenset(rows), name=name)
    else:
        renewed, went = changes
        body = encoder.encode(_RecordRows(taken, list(renewed.values()), went))
        write_changes(file, salt, before.known.name, body)
        known = before.known.after(rows, renewed)
    return RecordCache(known, taken, {entry.path: entry for entry in entries})


def _row(encoder: msgspec.msgpack.Encoder, entry: CachedRecord) -> _Row:
    outcome = _ReadOutcome(entry.item, entry.problems, entry.unknown)
    return _Row(entry.path, entry.stamp, entry.digest, Raw(encoder.encode(outcome)))
