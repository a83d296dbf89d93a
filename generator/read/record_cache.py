"""Cache the results of reading records, so that an unchanged file is neither read nor parsed again.

The cache is a journal of MessagePack rows, one per record. If it is missing, damaged or from another version, it counts
as empty and the build takes longer. Items are decoded one by one, on demand.
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
"""A file that changed within this time before the scan may change again without a new time stamp."""


class CachedRecord(Struct, frozen=True, gc=False, array_like=True):
    """The result of reading one file.

    ``item`` is ``None`` if an error forbids it. ``unknown`` has the names of unknown fields. ``digest`` is empty if the
    file could not be read; it is then read again, whatever its stamp.
    """

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


class _ReadOutcome(Struct, frozen=True, gc=False, array_like=True):
    """The large part of a :class:`CachedRecord`."""

    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


class _Row(Struct, frozen=True, gc=False, array_like=True):
    """A :class:`CachedRecord` as stored. Its outcome is decoded on demand."""

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    outcome: Raw


class _RecordRows(Struct, frozen=True, array_like=True):
    """The content of a base file or of its changes file: new and changed rows, and the removed paths (``went``).

    ``moment`` is the time of the scan, in nanoseconds since 1970.
    """

    moment: int
    rows: list[_Row]
    went: tuple[str, ...] = ()

    def by_path(self) -> dict[str, _Row]:
        """Return the rows by path."""
        return {row.path: row for row in self.rows}


class RecordCache:
    """The cached results by path. ``decoded`` has results in memory, which are used instead of decoding equal rows."""

    def __init__(
        self,
        known: Snapshot[_Row] | None = None,
        moment: int = 0,
        decoded: Mapping[str, CachedRecord] | None = None,
    ) -> None:
        self.known = known or Snapshot()
        self._decoded = decoded or {}
        self._rows = self.known.rows
        self._moment = moment
        self._decoder = msgspec.msgpack.Decoder(_ReadOutcome)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, entry: CachedRecord) -> _Row | None:
        """Return the stored row of an entry that has not changed, so that it need not be encoded again."""
        row = self._rows.get(entry.path)
        same = row is not None and row.stamp == entry.stamp and row.digest == entry.digest != b""
        return row if same else None

    def knows(self, file: SourceFile) -> bool:
        """Return whether the file is certainly unchanged. Decodes nothing."""
        row = self._rows.get(file.path)
        if row is None or row.stamp != file.stamp or not row.digest:
            return False
        return file.stamp[1] < self._moment - RACY_NS

    def by_stamp(self, file: SourceFile) -> CachedRecord | None:
        """Return the entry of a file with an unchanged stamp, unless the file changed just before the scan."""
        return self._decode(self._rows[file.path]) if self.knows(file) else None

    def by_digest(self, path: str, digest: bytes) -> CachedRecord | None:
        """Return the entry of a file with the same bytes, whatever its stamp (after a fresh checkout, for example)."""
        row = self._rows.get(path)
        return self._decode(row) if row is not None and row.digest == digest else None

    def by_path(self, path: str) -> CachedRecord | None:
        """Return the last entry of a path, for comparison with the current one."""
        row = self._rows.get(path)
        return self._decode(row) if row is not None else None

    def _decode(self, row: _Row) -> CachedRecord | None:
        decoded = self._decoded.get(row.path)
        if decoded is not None and decoded.stamp == row.stamp and decoded.digest == row.digest:
            return decoded
        try:
            outcome = self._decoder.decode(row.outcome)
        except msgspec.DecodeError:
            return None
        return CachedRecord(row.path, row.stamp, row.digest, outcome.item, outcome.problems, outcome.unknown)


def load_record_cache(file: Path, salt: bytes) -> RecordCache:
    """Load a cache. It is empty if the file is missing, damaged, or was saved with another salt."""
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
    """Save a cache and return what :func:`load_record_cache` would return now. Each file is replaced atomically.

    ``salt`` identifies the code that made the entries and the settings that it used. ``moment`` is the time of the
    scan, in nanoseconds since 1970. The default is now, but then a change during the build within one clock tick of the
    file system could go unnoticed. ``before`` is the loaded cache: its unchanged rows are not written again, as long
    as little has changed.

    Raises ``OSError`` if a file cannot be written. The old cache is then still there.
    """
    before = before or RecordCache()
    encoder = msgspec.msgpack.Encoder()
    scan_time = time.time_ns() if moment is None else moment
    rows = {entry.path: before.row(entry) or _encode_row(encoder, entry) for entry in entries}
    changes = before.known.changes(rows)
    if changes is None:
        name = write_base(file, salt, encoder.encode(_RecordRows(scan_time, list(rows.values()))))
        known = Snapshot(rows, frozenset(rows), name=name)
    else:
        renewed, went = changes
        body = encoder.encode(_RecordRows(scan_time, list(renewed.values()), went))
        write_changes(file, salt, before.known.name, body)
        known = before.known.after(rows, renewed)
    return RecordCache(known, scan_time, {entry.path: entry for entry in entries})


def _encode_row(encoder: msgspec.msgpack.Encoder, entry: CachedRecord) -> _Row:
    outcome = _ReadOutcome(entry.item, entry.problems, entry.unknown)
    return _Row(entry.path, entry.stamp, entry.digest, Raw(encoder.encode(outcome)))
