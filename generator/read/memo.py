"""What was read last time, so that an unchanged file is neither read nor parsed again.

One file: a header (format, salt, checksum, moment), then MessagePack. It may be lost, torn or another
version's at any time: then it is empty, and the build takes longer. Items are decoded one by one, when asked for.
"""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from generator.base.digest import SIZE, combine, digest
from generator.base.problem import Problem
from generator.model.item import Item
from generator.model.record import SourceFile

_MAGIC = b"broadsheet memo 2\n"

_MOMENT = 8
"""Bytes of the moment in the header: nanoseconds since 1970, big end first."""

_HEADER = len(_MAGIC) + 2 * SIZE + _MOMENT

RACY_NS = 100_000_000
"""A file changed this short a time before it was listed may change again under the same time stamp."""


class Remembered(Struct, frozen=True, gc=False, array_like=True):
    """What became of one file. ``item`` is ``None`` where a problem forbade it; ``unknown`` are foreign field names.
    ``digest`` is empty for a file that could not be read: it is tried again, whatever its stamp."""

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


class _Outcome(Struct, frozen=True, gc=False, array_like=True):
    """The part of a :class:`Remembered` that is large."""

    item: Item | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


class _Row(Struct, frozen=True, gc=False, array_like=True):
    """A :class:`Remembered` as it lies in the file: its outcome is decoded when somebody wants it."""

    path: str
    stamp: tuple[int, int, int, int]
    digest: bytes
    outcome: Raw


class Memo:
    """The entries of a memo, by path. An empty one knows nothing."""

    def __init__(self, rows: Sequence[_Row] = (), moment: int = 0) -> None:
        self._rows = {row.path: row for row in rows}
        self._moment = moment
        self._decoder = msgspec.msgpack.Decoder(_Outcome)

    def __len__(self) -> int:
        return len(self._rows)

    def knows(self, file: SourceFile) -> bool:
        """Tell whether the file is beyond doubt the one remembered, without decoding what it became."""
        row = self._rows.get(file.path)
        if row is None or row.stamp != file.stamp or not row.digest:
            return False
        return file.stamp[1] < self._moment - RACY_NS

    def by_stamp(self, file: SourceFile) -> Remembered | None:
        """Return the entry of a file whose stamp still holds, unless it changed too shortly before it was listed."""
        return self._decode(self._rows[file.path]) if self.knows(file) else None

    def by_digest(self, path: str, digest: bytes) -> Remembered | None:
        """Return the entry of a file whose bytes are the same, whatever its stamp: a fresh checkout's, say."""
        row = self._rows.get(path)
        return self._decode(row) if row is not None and row.digest == digest else None

    def by_path(self, path: str) -> Remembered | None:
        """Return what a path was last time, to be compared with what it is now."""
        row = self._rows.get(path)
        return self._decode(row) if row is not None else None

    def _decode(self, row: _Row) -> Remembered | None:
        try:
            made = self._decoder.decode(row.outcome)
        except msgspec.DecodeError:
            return None
        return Remembered(row.path, row.stamp, row.digest, made.item, made.problems, made.unknown)


def load(file: Path, salt: bytes) -> Memo:
    """Load a memo; an empty one if there is none, or it is torn, foreign, or was saved with another salt."""
    try:
        with file.open("rb") as stream:
            head, body = stream.read(_HEADER), stream.read()
    except OSError:
        return Memo()
    moment = head[-_MOMENT:]
    if head != _header(salt, body, moment):
        return Memo()
    try:
        return Memo(msgspec.msgpack.decode(body, type=list[_Row]), int.from_bytes(moment, "big"))
    except msgspec.DecodeError:
        return Memo()


def save(file: Path, salt: bytes, entries: Sequence[Remembered], moment: int | None = None) -> None:
    """Replace a memo in one step. ``salt`` stands for the code that made the entries and the settings it used.

    ``moment`` is when the folder was listed, in nanoseconds since 1970 (now, if not given; then a change
    made during the build within a file system's clock tick could pass unseen). Raises ``OSError`` if the
    file cannot be written; the old memo is then still there.
    """
    encoder = msgspec.msgpack.Encoder()
    body = encoder.encode([_row(encoder, entry) for entry in entries])
    taken = time.time_ns() if moment is None else moment
    head = _header(salt, body, taken.to_bytes(_MOMENT, "big"))
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(head)
            stream.write(body)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _row(encoder: msgspec.msgpack.Encoder, entry: Remembered) -> _Row:
    outcome = _Outcome(entry.item, entry.problems, entry.unknown)
    return _Row(entry.path, entry.stamp, entry.digest, Raw(encoder.encode(outcome)))


def _header(salt: bytes, body: bytes, moment: bytes) -> bytes:
    checksum = combine(digest(body), moment)
    return _MAGIC + digest(salt) + checksum + moment
