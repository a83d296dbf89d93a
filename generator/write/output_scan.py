"""What lies in the output folder."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.base.digest import digest
from generator.base.errors import OutputError
from generator.model.trace import OnDisk, TraceEntry

OWN = ".broadsheet"
"""The folder inside the output that is ours alone: the manifest and files on their way."""

RACY_NS = 100_000_000
"""A file written this shortly before its stamp was taken may change again under the same stamp."""


NO_FILE = -1
"""The size of what lies at a path and is no regular file: a folder, a link, a pipe."""


def survey_output(output: Path, paths: Iterable[str]) -> dict[str, OnDisk]:
    """Return what lies at some paths of the output folder, in their order; nothing for what is not there.

    Each is looked at by itself: a site has a folder for each page, and listing those takes three times as long. What
    lies elsewhere in the folder is none of our business. Raises :class:`OutputError` where we may not look.
    """
    return {path: _on_disk(status) for path, status in _looked_at(output, paths) if status is not None}


def _on_disk(status: os.stat_result) -> OnDisk:
    size = status.st_size if stat.S_ISREG(status.st_mode) else NO_FILE
    return OnDisk(size, status.st_mtime_ns)


def _looked_at(output: Path, paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield each path with the status of what lies there, ``None`` for nothing."""
    root, look = os.fspath(output), os.lstat
    for path in paths:
        try:
            yield path, look(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            yield path, None
        except PermissionError as fault:
            raise OutputError(f"cannot read {fault.filename}", "Mend its permissions.") from fault


def find_changes(output: Path, trace: Mapping[str, TraceEntry], taken_ns: int) -> dict[str, OnDisk | None]:
    """Return what lies at the paths of a trace where it may differ from what we left: ``None`` for nothing.

    Another stamp tells it, or one so young when the trace was ``taken_ns`` that a change could hide behind it.
    """
    young = taken_ns - RACY_NS
    return {
        path: None if here is None else _on_disk(here)
        for (path, here), traced in zip(_looked_at(output, trace), trace.values(), strict=True)
        if here is None
        or here.st_mtime_ns != traced.mtime_ns
        or here.st_size != traced.size
        or here.st_mtime_ns >= young
        or not stat.S_ISREG(here.st_mode)
    }


def settle_doubts(
    output: Path, disk: Mapping[str, OnDisk], trace: Mapping[str, TraceEntry], taken_ns: int
) -> dict[str, OnDisk]:
    """Return what lies on disk with digests where stamps leave a doubt.

    A doubt is a file that we know but whose stamp differs, or was so young when the trace was ``taken_ns``
    that a change could hide behind it.
    """
    young = taken_ns - RACY_NS
    settled = dict(disk)
    for path, found in disk.items():
        traced = trace.get(path)
        if traced is None or found.size != traced.size:
            continue
        if found.mtime_ns != traced.mtime_ns or found.mtime_ns >= young:
            settled[path] = OnDisk(found.size, found.mtime_ns, file_digest(output / path))
    return settled


def file_digest(file: Path) -> bytes | None:
    """Return the digest of a file's bytes, ``None`` where it cannot be read."""
    try:
        return digest(file.read_bytes())
    except OSError:
        return None


def is_as_left(output: Path, trace: Mapping[str, TraceEntry]) -> bool:
    """Tell whether every file still has the stamp that we left it with."""
    root = os.fspath(output)
    try:
        for path, traced in trace.items():
            status = os.lstat(f"{root}/{path}")
            if status.st_size != traced.size or status.st_mtime_ns != traced.mtime_ns:
                return False
    except OSError:
        return False
    return True
