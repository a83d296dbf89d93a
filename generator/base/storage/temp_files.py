"""Atomic writes: write to a temporary file, then rename it into place.

A killed process may leave its temporary file behind. :func:`sweep_temp_files` deletes those older than 60 s.
"""

import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import get_native_id

ABANDONED_AFTER = 60.0
"""Seconds without a change after which a temporary file is abandoned. A process that is still writing takes far less
between two writes, or between the last write and the rename.
"""

TEMP_FOLDER = "new"
"""A folder for the temporary files of very large folders, so that finding abandoned ones does not list all files."""

_TEMP_NAME = re.compile(r"\..+\.[0-9]+\.tmp")


def write_atomically(file: Path, data: bytes, folder: Path | None = None) -> None:
    """Write a file so that readers see the old one or the new one. Missing folders are created.

    The temporary file is next to it, or in another ``folder`` on the same disk. Raises :class:`OSError`.
    """
    for parent in (file.parent, folder or file.parent):
        parent.mkdir(parents=True, exist_ok=True)
    name = f".{file.name}.{get_native_id()}.tmp"  # several threads may write one file
    temporary = (folder or file.parent) / name
    try:
        temporary.write_bytes(data)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def sweep_temp_files(folders: Iterable[Path]) -> int:
    """Remove abandoned temporary files in some folders and return their number. Errors are ignored."""
    abandoned_before = time.time() - ABANDONED_AFTER
    swept = 0
    for folder in folders:
        with suppress(OSError):
            for file in os.scandir(folder):
                if not _TEMP_NAME.fullmatch(file.name) or not file.is_file(follow_symlinks=False):
                    continue
                if file.stat(follow_symlinks=False).st_mtime < abandoned_before:
                    os.unlink(file.path)  # noqa: PTH108 - an os.DirEntry, not a Path
                    swept += 1
    return swept
