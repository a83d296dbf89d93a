"""What lies in the output folder."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.base.digest import digest
from generator.base.errors import OutputError
from generator.model.trace import OnDisk, Traced

OWN = ".broadsheet"
"""The folder inside the output that is ours alone: the manifest and files on their way."""

RACY_NS = 100_000_000
"""A file written this shortly before its stamp was taken may change again under the same stamp."""


def survey(output: Path) -> dict[str, OnDisk]:
    """Return every regular file under the output folder by its path there, with forward slashes.

    Links are not followed and not listed; our own folder is left out. A missing folder is empty.
    Raises :class:`OutputError` where a folder cannot be read.
    """
    found: dict[str, OnDisk] = {}
    try:
        _list(os.fspath(output), "", found)
    except FileNotFoundError:
        return found
    except NotADirectoryError:
        raise OutputError(f"{output} is not a folder", "choose another --output") from None
    except PermissionError as fault:
        raise OutputError(f"cannot read {fault.filename}", "mend its permissions") from fault
    return found


def _list(folder: str, prefix: str, found: dict[str, OnDisk]) -> None:
    inner = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if prefix or name != OWN:
                    inner.append(name)
            elif entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found[prefix + name] = OnDisk(status.st_size, status.st_mtime_ns)
    for name in inner:
        _list(f"{folder}{os.sep}{name}", f"{prefix}{name}/", found)


def settle_doubts(
    output: Path, disk: Mapping[str, OnDisk], trace: Mapping[str, Traced], taken_ns: int
) -> dict[str, OnDisk]:
    """Return what lies on disk with digests where stamps leave a doubt.

    A doubt is a file that we know but whose stamp differs, or was so young when the trace was ``taken_ns``
    that a change could hide behind it.
    """
    young = taken_ns - RACY_NS
    settled = dict(disk)
    for path, traced in trace.items():
        found = disk.get(path)
        if found is None or found.size != traced.size:
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


def stamps(disk: Mapping[str, OnDisk]) -> Iterable[str]:
    """Yield a line for every file, in the order of paths: what a seal is made from."""
    for path in sorted(disk):
        found = disk[path]
        yield f"{path}\0{found.size}\0{found.mtime_ns}\n"
