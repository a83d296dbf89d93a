"""Rows by key in an SQLite file: what one build leaves for the next.

Losing a table costs time, never correctness. So loading never fails: a table that is missing, damaged, or of another
``version`` is empty, and saving replaces it. Writing takes time in proportion to the changes. Each save is one
transaction: a killed process leaves the state before or after it.

Nothing waits for the disk: after a power failure, pages of several saves may be mixed. The checksum over all rows
detects this, and any other damage. No connection outlives a call, so none is shared with a forked process.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

_APPLICATION_ID = 0x42524453
_FORMAT = 1
"""Marks of our files. A file with others is replaced."""

_PAGE_SIZE = 16_384
"""Bytes. Most records fit into a page, together with others."""

_TIMEOUT = 5.0
"""Seconds to wait for a build of another site that saves to the same file."""

_CREATE = "CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, version, generation, checksum, time_ns)"


class Snapshot(NamedTuple):
    """A table as loaded. ``generation`` names this state of it, 0 for an empty table. ``time_ns`` was saved with it."""

    keys: tuple[str, ...] = ()
    values: tuple[bytes, ...] = ()
    generation: int = 0
    time_ns: int = 0


EMPTY = Snapshot()


class Table:
    """A table called ``name`` in a database file. ``version`` is a digest of everything that its rows depend on."""

    def __init__(self, file: Path, name: str, version: bytes) -> None:
        assert name.isidentifier()
        self._file, self._name, self._version = file, name, version

    def load(self) -> Snapshot:
        """Return all rows in the order of their keys. An empty table if it cannot be read."""
        try:
            with _connect(self._file, "rw") as database:
                version, generation, checksum, time_ns = self._state(database)
                if version != self._version:
                    return EMPTY
                rows = database.execute(f"SELECT key, value FROM {self._name} ORDER BY key").fetchall()  # noqa: S608
            keys, values = zip(*rows, strict=True) if rows else ((), ())
            return (
                Snapshot(keys, values, generation, time_ns) if _checksum(keys, values) == checksum else EMPTY
            )
        except (sqlite3.Error, OSError, TypeError, ValueError):
            return EMPTY

    def generation(self) -> int:
        """Return the name of the present state, as :meth:`load` would. It does not read the rows."""
        try:
            with _connect(self._file, "rw") as database:
                version, generation, *_ = self._state(database)
        except (sqlite3.Error, OSError, TypeError, ValueError):
            return 0
        return generation if version == self._version else 0

    def save(
        self,
        rows: Callable[[], Mapping[str, bytes]],
        time_ns: int = 0,
        before: int = 0,
        changed: Mapping[str, bytes] | None = None,
        removed: Iterable[str] = (),
    ) -> int:
        """Save the table and return its new generation.

        ``before`` is the generation that was loaded, ``changed`` and ``removed`` are the differences from it. ``rows``
        returns all rows, for a file that has no such table or has another generation of it by now. A file that is
        damaged or not ours is replaced. Raises :class:`OSError`.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._save(rows, time_ns, before, changed, removed)
            except sqlite3.OperationalError:
                raise
            except (sqlite3.DatabaseError, TypeError, ValueError):
                forget_database(self._file)
                return self._save(rows, time_ns, 0, None, ())
        except sqlite3.Error as error:
            raise OSError(f"{self._file}: {error}") from error

    def _save(
        self,
        rows: Callable[[], Mapping[str, bytes]],
        time_ns: int,
        before: int,
        changed: Mapping[str, bytes] | None,
        removed: Iterable[str],
    ) -> int:
        with _connect(self._file, "rwc") as database, _transaction(database):
            version, generation, checksum, _ = self._state(database)
            if changed is None or not before or generation != before or version != self._version:
                checksum = self._replace(database, rows())
            else:
                checksum = self._update(database, checksum, changed, removed)
            new = int.from_bytes(os.urandom(7)) + 1
            state = (self._name, self._version, new, checksum, time_ns)
            database.execute("INSERT OR REPLACE INTO tables VALUES (?, ?, ?, ?, ?)", state)
        return new

    def _state(self, database: sqlite3.Connection) -> tuple[bytes, int, int, int]:
        """Return version, generation, checksum and time of the table."""
        query = "SELECT version, generation, checksum, time_ns FROM tables WHERE name = ?"
        found = database.execute(query, (self._name,)).fetchone()
        return found or (b"", 0, 0, 0)

    def _replace(self, database: sqlite3.Connection, rows: Mapping[str, bytes]) -> int:
        """Write all rows and return their checksum."""
        database.execute(f"DROP TABLE IF EXISTS {self._name}")
        database.execute(f"CREATE TABLE {self._name} (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        database.executemany(f"INSERT INTO {self._name} VALUES (?, ?)", sorted(rows.items()))  # noqa: S608
        return _checksum(rows.keys(), rows.values())

    def _update(
        self,
        database: sqlite3.Connection,
        checksum: int,
        changed: Mapping[str, bytes],
        removed: Iterable[str],
    ) -> int:
        """Write the changed rows, remove others, and return the checksum of all."""
        find, delete = (f"{verb} FROM {self._name} WHERE key = ?" for verb in ("SELECT value", "DELETE"))
        for key in (*changed, *removed):
            for (value,) in database.execute(find, (key,)):
                checksum -= _checksum((key,), (value,))
        database.executemany(delete, [(key,) for key in removed])
        database.executemany(f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", changed.items())  # noqa: S608
        return checksum + _checksum(changed.keys(), changed.values())


def _checksum(keys: Iterable[str], values: Iterable[bytes]) -> int:
    """Return a checksum of rows in any order: the sum of their CRC-32s, so that it can be updated."""
    return sum(map(crc32, values, map(crc32, map(str.encode, keys))))


@contextmanager
def _connect(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a database file of ours. Raises :class:`sqlite3.DatabaseError` for another file."""
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, timeout=_TIMEOUT, isolation_level=None, uri=True)) as database:
        marks = [
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        ]
        is_new = marks == [0, 0] and not database.execute("SELECT 1 FROM sqlite_master").fetchone()
        if marks != [_APPLICATION_ID, _FORMAT] and not (is_new and mode == "rwc"):
            raise sqlite3.DatabaseError("file is not a cache of ours")
        if mode == "rwc":
            database.execute("PRAGMA synchronous = OFF")
        if is_new:
            database.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        yield database


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {_FORMAT}")
    database.execute(_CREATE)
    yield
    database.execute("COMMIT")


def forget_database(file: Path) -> None:
    """Remove a database file, and what a killed process left beside it. Raises :class:`OSError`."""
    for name in (file.name, f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)
