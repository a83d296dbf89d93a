"""What a process that builds again and again keeps in memory from one build for the next.

Every store can be read anew from its file; the process that wrote it last need not. What is kept of a store is believed
only while its file is the one it was kept with: another build may have renewed it meanwhile. A process that builds once
keeps nothing. Losing all of it costs time and never changes a byte, as with the stores themselves.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from generator.base.storage.journal import journal_files

Value = TypeVar("Value")

_CacheStamp = tuple[object, ...]


class MemoryCache:
    """What is kept, by name. ``persistent`` is whether there will be a next build in this process."""

    def __init__(self, lasting: bool = False) -> None:
        self.persistent = lasting
        self._kept: dict[str, tuple[_CacheStamp, Any]] = {}

    def load(self, file: Path, salt: bytes, read: Callable[[Path, bytes], Value]) -> Value:
        """Return what a journal holds: as it was kept, or as it is ``read``."""
        stamp = _stamp(file, salt)
        kept = self._kept.get(os.fspath(file))
        if kept is not None and kept[0] == stamp:
            value: Value = kept[1]
            return value
        return read(file, salt)

    def keep(self, file: Path, salt: bytes, value: object) -> None:
        """Keep what a journal holds that was just written."""
        if self.persistent:
            self._kept[os.fspath(file)] = (_stamp(file, salt), value)

    def get(self, name: str, salt: bytes) -> Any:
        """Return what was put down under a name and the same salt, ``None`` for nothing."""
        kept = self._kept.get(name)
        return kept[1] if kept is not None and kept[0] == (salt,) else None

    def set(self, name: str, salt: bytes, value: object) -> None:
        """Put down what no store holds. Whoever finds it decides what of it still fits."""
        if self.persistent:
            self._kept[name] = ((salt,), value)


def _stamp(file: Path, salt: bytes) -> _CacheStamp:
    return (salt, *map(_identity, journal_files(file)))


def _identity(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
