"""Cached records, so that an unchanged file is neither read nor parsed again.

:mod:`generator.pipeline.state` stores them. The cache may be lost at any time: then the build takes longer. Items are
decoded one by one, when they are asked for.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec import Raw, Struct

from generator.base.problem import Problem
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


class CachedRow(Struct, frozen=True, gc=False, array_like=True):
    """A :class:`CachedRecord` as it is stored: its outcome is decoded when it is needed."""

    stamp: tuple[int, int, int, int]
    digest: bytes
    outcome: Raw


class RecordCache:
    """Cached records by path; none by default. ``moment`` is when the folder was listed, in nanoseconds since 1970.
    ``made`` are records that need not be decoded again, as long as their digests are those of the rows."""

    def __init__(
        self,
        rows: Mapping[str, CachedRow] | None = None,
        moment: int = 0,
        made: Mapping[str, CachedRecord] | None = None,
    ) -> None:
        self._rows = rows or {}
        self._made = made or {}
        self._moment = moment
        self._decoder = msgspec.msgpack.Decoder(_ReadOutcome)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, records: Iterable[CachedRecord]) -> dict[str, CachedRow]:
        """Return the rows to store for records, by path. Those of unchanged records are the very ones in the cache."""
        encode = msgspec.msgpack.Encoder().encode
        return {record.path: self._row(record) or _new_row(encode, record) for record in records}

    def _row(self, record: CachedRecord) -> CachedRow | None:
        row = self._rows.get(record.path)
        same = row is not None and row.stamp == record.stamp and row.digest == record.digest != b""
        return row if same else None

    def knows(self, file: SourceFile) -> bool:
        """Tell whether the file is beyond doubt the one remembered, without decoding what it became."""
        row = self._rows.get(file.path)
        if row is None or row.stamp != file.stamp or not row.digest:
            return False
        return file.stamp[1] < self._moment - RACY_NS

    def by_stamp(self, file: SourceFile) -> CachedRecord | None:
        """Return the entry of a file whose stamp still holds, unless it changed too shortly before it was listed."""
        return self._decode(file.path, self._rows[file.path]) if self.knows(file) else None

    def by_digest(self, path: str, digest: bytes) -> CachedRecord | None:
        """Return the entry of a file whose bytes are the same, whatever its stamp: a fresh checkout's, say."""
        row = self._rows.get(path)
        return self._decode(path, row) if row is not None and row.digest == digest else None

    def by_path(self, path: str) -> CachedRecord | None:
        """Return what a path was last time, to be compared with what it is now."""
        row = self._rows.get(path)
        return self._decode(path, row) if row is not None else None

    def _decode(self, path: str, row: CachedRow) -> CachedRecord | None:
        made = self._made.get(path)
        if made is not None and made.stamp == row.stamp and made.digest == row.digest:
            return made
        try:
            outcome = self._decoder.decode(row.outcome)
        except msgspec.DecodeError:
            return None
        return CachedRecord(path, row.stamp, row.digest, outcome.item, outcome.problems, outcome.unknown)


def _new_row(encode: Callable[[object], bytes], record: CachedRecord) -> CachedRow:
    outcome = _ReadOutcome(record.item, record.problems, record.unknown)
    return CachedRow(record.stamp, record.digest, Raw(encode(outcome)))
