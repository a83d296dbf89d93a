"""Cache contents in memory, for a process that builds repeatedly (``broadsheet serve``).

The process that wrote a cache file need not read it again. An entry is only used while its file is unchanged, because
another process may have written it since. A process that builds once stores nothing. Losing this cache costs time and
never changes a byte.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from generator.base.storage.journal import journal_files

Value = TypeVar("Value")

_CacheStamp = tuple[object, ...]


class MemoryCache:
    """Values by file or name. ``persistent``: this process will build again, so values are stored."""

    def __init__(self, persistent: bool = False) -> None:
        self.persistent = persistent
        self._entries: dict[str, tuple[_CacheStamp, Any]] = {}

    def load(self, file: Path, salt: bytes, read: Callable[[Path, bytes], Value]) -> Value:
        """Return a journal's value from memory if its files are unchanged; otherwise call ``read``."""
        stamp = _stamp(file, salt)
        entry = self._entries.get(os.fspath(file))
        if entry is not None and entry[0] == stamp:
            value: Value = entry[1]
            return value
        return read(file, salt)

    def keep(self, file: Path, salt: bytes, value: object) -> None:
        """Store the value of a journal that was just written."""
        if self.persistent:
            self._entries[os.fspath(file)] = (_stamp(file, salt), value)

    def get(self, name: str, salt: bytes) -> Any:
        """Return the value stored with this name and salt, or ``None``."""
        entry = self._entries.get(name)
        return entry[1] if entry is not None and entry[0] == (salt,) else None

    def set(self, name: str, salt: bytes, value: object) -> None:
        """Store a value that is in no file. The reader checks whether it is still valid."""
        if self.persistent:
            self._entries[name] = ((salt,), value)


def _stamp(file: Path, salt: bytes) -> _CacheStamp:
    return (salt, *map(_file_identity, journal_files(file)))


def _file_identity(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
