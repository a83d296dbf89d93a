"""Cache the results of reading records, so that an unchanged file is neither read nor parsed again.

:mod:`generator.pipeline.state` stores the cache. If it is lost, the build takes longer. Items are decoded on demand.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec import Raw, Struct

from generator.base.problem import Problem
from generator.model.item import Item
from generator.model.own_content import OwnPage
from generator.model.record import SourceFile

RACY_NS = 100_000_000
"""A file that changed within this time before the scan may change again without a new time stamp."""


class CachedRecord(Struct, frozen=True, gc=False, array_like=True):
    """The result of reading one file.

    ``item`` is ``None`` if an error forbids it, or if the file is that of a ``page``. ``unknown`` has the names of
    unknown fields. ``digest`` is that of path and bytes. It is empty if the file could not be read; it is then read
    again, whatever its stamp.
    """

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    page: OwnPage | None = None


class _ReadOutcome(Struct, frozen=True, gc=False, array_like=True):
    """The large part of a :class:`CachedRecord`."""

    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    page: OwnPage | None = None


class CachedRow(Struct, frozen=True, gc=False, array_like=True):
    """A :class:`CachedRecord` as stored. Its outcome is decoded on demand."""

    stamp: tuple[int, int, int, int]
    digest: bytes
    outcome: Raw


class RecordCache:
    """The cached results by path. ``moment`` is the time of the scan, in nanoseconds since 1970. ``decoded`` has
    results in memory, which are used instead of decoding equal rows."""

    def __init__(
        self,
        rows: Mapping[str, CachedRow] | None = None,
        moment: int = 0,
        decoded: Mapping[str, CachedRecord] | None = None,
    ) -> None:
        self._rows = rows or {}
        self._decoded = decoded or {}
        self._moment = moment
        self._decoder = msgspec.msgpack.Decoder(_ReadOutcome)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, records: Iterable[CachedRecord]) -> dict[str, CachedRow]:
        """Return the rows to store for records, by path. Those of unchanged records are the very ones in the cache."""
        encode = msgspec.msgpack.Encoder().encode
        return {record.path: self._row(record) or _encode_row(encode, record) for record in records}

    def _row(self, record: CachedRecord) -> CachedRow | None:
        row = self._rows.get(record.path)
        same = row is not None and row.stamp == record.stamp and row.digest == record.digest != b""
        return row if same else None

    def knows(self, file: SourceFile) -> bool:
        """Return whether the file is certainly unchanged. Decodes nothing."""
        row = self._rows.get(file.path)
        if row is None or row.stamp != file.stamp or not row.digest:
            return False
        return file.stamp[1] < self._moment - RACY_NS

    def by_stamp(self, file: SourceFile) -> CachedRecord | None:
        """Return the entry of a file with an unchanged stamp, unless the file changed just before the scan."""
        return self._decode(file.path, self._rows[file.path]) if self.knows(file) else None

    def by_path(self, path: str) -> CachedRecord | None:
        """Return the last entry of a path, for comparison with the current one."""
        row = self._rows.get(path)
        return self._decode(path, row) if row is not None else None

    def _decode(self, path: str, row: CachedRow) -> CachedRecord | None:
        decoded = self._decoded.get(path)
        if decoded is not None and decoded.stamp == row.stamp and decoded.digest == row.digest:
            return decoded
        try:
            outcome = self._decoder.decode(row.outcome)
        except msgspec.DecodeError:
            return None
        results = outcome.item, outcome.problems, outcome.unknown, outcome.page
        return CachedRecord(path, row.stamp, row.digest, *results)


def _encode_row(encode: Callable[[object], bytes], record: CachedRecord) -> CachedRow:
    outcome = _ReadOutcome(record.item, record.problems, record.unknown, record.page)
    return CachedRow(record.stamp, record.digest, Raw(encode(outcome)))
