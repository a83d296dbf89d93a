"""Files on their way: written under another name, and moved to their own when they are whole.

So nobody ever sees a part. But a process that is killed leaves what it was writing. Nobody finishes that, and nobody
else knows what it is.
"""

import os
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ABANDONED = 60.0
"""Seconds without a change after which a file is not on its way any more: between two bytes, and from the last one to
the move, lies a moment, in whatever process or container that happens."""

TEMP_FOLDER = "new"
"""A folder beside files of which there may be very many, in which each is written before it is moved to its place: so
that what a killed process left is found without looking at all of them."""

_NAME = re.compile(r"\..+\.[0-9]+\.tmp")


def temporary_name(file: Path, folder: Path | None = None) -> Path:
    """Return under what name this process writes a file: beside it, or in another ``folder`` of the same disk."""
    return (folder or file.parent) / f".{file.name}.{os.getpid()}.tmp"


def sweep_temp_files(folders: Iterable[Path]) -> int:
    """Remove what was abandoned in some folders, as far as that is possible; return how many files that were."""
    before = time.time() - ABANDONED
    swept = 0
    for folder in folders:
        with suppress(OSError):
            for file in os.scandir(folder):
                if not _NAME.fullmatch(file.name) or not file.is_file(follow_symlinks=False):
                    continue
                if file.stat(follow_symlinks=False).st_mtime < before:
                    os.unlink(file.path)  # noqa: PTH108 - as os.scandir has it
                    swept += 1
    return swept
