"""Disposable stores of many rows, of which few change at a time: a base, and beside it what changed since.

Renewing a store costs what changed, not what it holds. Both files are whole or absent, like those of
:mod:`generator.base.storage.cache_file`; the second one names the base that it belongs to, so that a stale one is
never applied. What the bytes mean is the caller's business: here nothing is decoded.
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
_CHECK = 4
"""Bytes of a CRC-32: it tells files that were cut or have rotted, at half the price of a digest."""

_HEADER = len(_MAGIC) + SIZE + _CHECK

WORTH = 8
"""Where more than one row in so many has changed, a new base costs little more than the changes."""

FEW = 256
"""Up to so many changes are always kept beside the base."""


class Journal(NamedTuple):
    """What lies in the two files. ``name`` is the base's, to be given to :func:`write_changes`."""

    base: bytes | memoryview
    changes: bytes | memoryview | None
    name: bytes


@dataclass(frozen=True)
class Snapshot(Generic[Value]):
    """Rows by key as they were loaded: those of the base ``name`` (which had the keys ``base``) with the ``renewed``
    ones laid over them. Of nothing loaded, nothing is known."""

    rows: Mapping[str, Value] = field(default_factory=dict)
    base: frozenset[str] = frozenset()
    renewed: frozenset[str] = frozenset()
    name: bytes = b""

    @staticmethod
    def of(
        name: bytes, base: dict[str, Value], renewed: Mapping[str, Value], went: Iterable[str]
    ) -> "Snapshot[Value]":
        """Lay changes over a base, which is used up."""
        keys = frozenset(base)
        base.update(renewed)
        for key in went:
            base.pop(key, None)
        return Snapshot(base, keys, frozenset(renewed), name)

    def after(self, now: Mapping[str, Value], renewed: Iterable[str]) -> "Snapshot[Value]":
        """Return what would be loaded once the changes that were ``renewed`` are kept beside the base."""
        return Snapshot(now, self.base, frozenset(renewed), self.name)

    def changes(self, now: Mapping[str, Value]) -> tuple[dict[str, Value], tuple[str, ...]] | None:
        """Return the rows that differ from the base, and its keys that went; ``None`` where that is too much of it.

        A row is the same if it is the same object as was loaded.
        """
        if not self.name:
            return None
        before = self.rows.get
        renewed = {key: row for key, row in now.items() if before(key) is not row or key in self.renewed}
        went = tuple(sorted(self.base - now.keys()))
        many = len(renewed) + len(went) > max(FEW, len(now) // WORTH)
        return None if many else (renewed, went)


def read_journal(file: Path, salt: bytes) -> Journal | None:
    """Return what was kept under the same salt, or ``None`` where the base is lost, torn or foreign."""
    base = _read(file, salt)
    if base is None:
        return None
    changes = _read(_beside(file), combine(salt, base[1]))
    return Journal(base[0], changes[0] if changes else None, base[1])


def write_base(file: Path, salt: bytes, body: bytes) -> bytes:
    """Keep a base, atomically, and return its name. Changes beside an older one no longer count.

    Raises :class:`OSError`.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    name = _write(file, salt, body)
    _beside(file).unlink(missing_ok=True)
    return name


def write_changes(file: Path, salt: bytes, name: bytes, body: bytes) -> None:
    """Keep all that changed since the base called ``name``, atomically. Raises :class:`OSError`."""
    _write(_beside(file), combine(salt, name), body)


def journal_files(file: Path) -> tuple[Path, Path]:
    """Return both files of a journal: the base, and what changed since."""
    return file, _beside(file)


def forget_journal(file: Path) -> None:
    """Remove both files. Raises :class:`OSError`."""
    for each in journal_files(file):
        each.unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.changes")


def _read(file: Path, salt: bytes) -> tuple[memoryview, bytes] | None:
    """Return a body and the name it is known by."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_HEADER:]
    name = data[len(_MAGIC) : _HEADER]
    return (body, name) if data.startswith(_MAGIC) and name == _name(salt, body) else None


def _write(file: Path, salt: bytes, body: bytes) -> bytes:
    """Write one of the two files, and return the name it is known by."""
    temporary = temporary_name(file)
    name = _name(salt, body)
    try:
        with temporary.open("wb") as stream:
            stream.write(_MAGIC + name)
            stream.write(body)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return name


def _name(salt: bytes, body: bytes | memoryview) -> bytes:
    return combine(salt) + zlib.crc32(body).to_bytes(_CHECK, "big")
