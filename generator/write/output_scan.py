"""State of the files in the output folder."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.base.digest import digest
from generator.base.errors import OutputError
from generator.model.trace import OnDisk, TraceEntry

OWN_FOLDER = ".broadsheet"
"""The folder inside the output for Broadsheet's own files: the manifest, the lock and staged files."""

RACY_NS = 100_000_000
"""Nanoseconds. A file that is written this shortly before its stamp is taken may change again without a new stamp."""


NO_FILE = -1
"""Size of anything that is not a regular file: a folder, a link, a pipe."""


def survey_output(output: Path, paths: Iterable[str]) -> dict[str, OnDisk]:
    """Return the state of those paths that exist in the output folder, in their order.

    Each path is checked on its own. A site has a folder for each page, and listing them takes three times as long.
    Other files in the folder are ignored. Raises :class:`OutputError` if permissions are missing.
    """
    return {path: _on_disk(status) for path, status in _statuses(output, paths) if status is not None}


def _on_disk(status: os.stat_result) -> OnDisk:
    size = status.st_size if stat.S_ISREG(status.st_mode) else NO_FILE
    return OnDisk(size, status.st_mtime_ns)


def _statuses(output: Path, paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield each path with its status, ``None`` if it does not exist."""
    root, lstat = os.fspath(output), os.lstat
    for path in paths:
        try:
            yield path, lstat(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            yield path, None
        except PermissionError as error:
            raise OutputError(f"cannot read {error.filename}", "Fix its permissions.") from error


def find_changes(output: Path, trace: Mapping[str, TraceEntry], taken_ns: int) -> dict[str, OnDisk | None]:
    """Return the state of the files of a trace that may have changed since it was saved, ``None`` for a missing file.

    A file may have changed if its stamp differs. It may also have changed without a new stamp if it was written just
    before the trace was saved (``taken_ns``).
    """
    young = taken_ns - RACY_NS
    return {
        path: None if status is None else _on_disk(status)
        for (path, status), traced in zip(_statuses(output, trace), trace.values(), strict=True)
        if status is None
        or status.st_mtime_ns != traced.mtime_ns
        or status.st_size != traced.size
        or status.st_mtime_ns >= young
        or not stat.S_ISREG(status.st_mode)
    }


def settle_doubts(
    output: Path, disk: Mapping[str, OnDisk], trace: Mapping[str, TraceEntry], taken_ns: int
) -> dict[str, OnDisk]:
    """Return ``disk`` with digests for files whose stamps do not tell whether they have changed.

    These are files of the trace with the same size but another time, or written just before the trace was saved
    (``taken_ns``).
    """
    young = taken_ns - RACY_NS
    settled = dict(disk)
    for path, on_disk in disk.items():
        traced = trace.get(path)
        if traced is None or on_disk.size != traced.size:
            continue
        if on_disk.mtime_ns != traced.mtime_ns or on_disk.mtime_ns >= young:
            settled[path] = OnDisk(on_disk.size, on_disk.mtime_ns, file_digest(output / path))
    return settled


def file_digest(file: Path) -> bytes | None:
    """Return the digest of a file's bytes, ``None`` if it cannot be read."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return None


def is_unchanged(output: Path, trace: Mapping[str, TraceEntry]) -> bool:
    """Return whether every file of a trace still has its stamp."""
    root = os.fspath(output)
    try:
        for path, traced in trace.items():
            status = os.lstat(f"{root}/{path}")
            if status.st_size != traced.size or status.st_mtime_ns != traced.mtime_ns:
                return False
    except OSError:
        return False
    return True
