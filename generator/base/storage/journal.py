"""Caches of many rows: a base file, and a file with the changes since then.

Saving costs time in proportion to the changes, not to the whole cache. Both files have a checksum, like those of
:mod:`generator.base.storage.cache_file`. The changes file contains the name of its base, so changes are never applied
to another base. Callers encode and decode the bytes.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from generator.base.digest import SIZE, combine
from generator.base.storage.temp_files import temporary_name

Value = TypeVar("Value")

_MAGIC = b"broadsheet journal 1\n"
_CRC_BYTES = 4
"""Bytes of a CRC-32. It detects truncated and corrupt files at half the cost of a digest."""

_HEADER = len(_MAGIC) + SIZE + _CRC_BYTES

ROWS_PER_CHANGE = 8
"""If more than one row in this many has changed, a new base costs little more than the changes."""

MIN_CHANGE_LIMIT = 256
"""Up to this many changes never need a new base."""


class Journal(NamedTuple):
    """The contents of both files. ``name`` identifies the base; :func:`write_changes` needs it."""

    base: bytes | memoryview
    changes: bytes | memoryview | None
    name: bytes


@dataclass(frozen=True)
class Snapshot(Generic[Value]):
    """Rows by key, as loaded from a journal: the base ``name`` with its changes applied.

    ``base`` are the keys in the base file, ``renewed`` the keys in the changes file. Empty if nothing was loaded.
    """

    rows: Mapping[str, Value] = field(default_factory=dict)
    base: frozenset[str] = frozenset()
    renewed: frozenset[str] = frozenset()
    name: bytes = b""

    @staticmethod
    def of(
        name: bytes, base: dict[str, Value], renewed: Mapping[str, Value], removed: Iterable[str]
    ) -> "Snapshot[Value]":
        """Apply changes to a base. The dict ``base`` is modified."""
        keys = frozenset(base)
        base.update(renewed)
        for key in removed:
            base.pop(key, None)
        return Snapshot(base, keys, frozenset(renewed), name)

    def after(self, now: Mapping[str, Value], renewed: Iterable[str]) -> "Snapshot[Value]":
        """Return the snapshot that the next build will load, after ``renewed`` is written as the changes."""
        return Snapshot(now, self.base, frozenset(renewed), self.name)

    def changes(self, now: Mapping[str, Value]) -> tuple[dict[str, Value], tuple[str, ...]] | None:
        """Return the rows that differ from the base and the keys removed from it, or ``None`` if a new base is
        cheaper.

        Rows are compared by identity with the loaded ones, not by value.
        """
        if not self.name:
            return None
        before = self.rows.get
        renewed = {key: row for key, row in now.items() if before(key) is not row or key in self.renewed}
        removed = tuple(sorted(self.base - now.keys()))
        too_many = len(renewed) + len(removed) > max(MIN_CHANGE_LIMIT, len(now) // ROWS_PER_CHANGE)
        return None if too_many else (renewed, removed)


def read_journal(file: Path, salt: bytes) -> Journal | None:
    """Return the files written with the same salt, or ``None`` if the base is missing, damaged or of another salt."""
    base = _read_file(file, salt)
    if base is None:
        return None
    changes = _read_file(_changes_file(file), combine(salt, base[1]))
    return Journal(base[0], changes[0] if changes else None, base[1])


def write_base(file: Path, salt: bytes, body: bytes) -> bytes:
    """Write a base atomically and return its name. Changes to an older base no longer apply.

    Raises :class:`OSError`.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    name = _write_file(file, salt, body)
    _changes_file(file).unlink(missing_ok=True)
    return name


def write_changes(file: Path, salt: bytes, name: bytes, body: bytes) -> None:
    """Write all changes since the base called ``name`` atomically. Raises :class:`OSError`."""
    _write_file(_changes_file(file), combine(salt, name), body)


def journal_files(file: Path) -> tuple[Path, Path]:
    """Return both files of a journal: base and changes."""
    return file, _changes_file(file)


def forget_journal(file: Path) -> None:
    """Remove both files. Raises :class:`OSError`."""
    for each in journal_files(file):
        each.unlink(missing_ok=True)


def _changes_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.changes")


def _read_file(file: Path, salt: bytes) -> tuple[memoryview, bytes] | None:
    """Return the body and the name of one of the two files, or ``None``."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_HEADER:]
    name = data[len(_MAGIC) : _HEADER]
    return (body, name) if data.startswith(_MAGIC) and name == _checksum(salt, body) else None


def _write_file(file: Path, salt: bytes, body: bytes) -> bytes:
    """Write one of the two files and return its name."""
    temporary = temporary_name(file)
    name = _checksum(salt, body)
    try:
        with temporary.open("wb") as stream:
            stream.write(_MAGIC + name)
            stream.write(body)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return name


def _checksum(salt: bytes, body: bytes | memoryview) -> bytes:
    return combine(salt) + zlib.crc32(body).to_bytes(_CRC_BYTES, "big")
