"""One file on disk: its name as a path of the site, its stamp, its bytes.

A path is NFC and has forward slashes; where the name on disk is spelled otherwise, the listing keeps that too.
"""

import os
import unicodedata
from pathlib import Path

from generator.base.problem import Problem
from generator.model.record import SourceFile
from generator.read.limits import MAX_BYTES, too_large

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Not blocking, lest a pipe that took the file's place since the walk hold the build up for ever."""


def stat_source_file(path: str, status: os.stat_result) -> SourceFile:
    """Describe a file by its path on disk, relative to the content folder, and its ``stat``."""
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    if path.isascii():
        return SourceFile(path, stamp)
    composed = unicodedata.normalize("NFC", path)
    return SourceFile(composed, stamp, path if composed != path else "")


def read_file(root: Path, file: SourceFile) -> bytes | Problem:
    """Read a listed file; a problem if it is too large, has gone, or may not be read."""
    if file.stamp[0] > MAX_BYTES:
        return too_large(file.path, file.stamp[0])
    try:
        handle = os.open(f"{root}/{file.disk_path or file.path}", _FLAGS)
        try:
            return _read_all(handle, file.stamp[0])
        finally:
            os.close(handle)
    except OSError as error:
        return unreadable_problem(file.path, error)


def _read_all(handle: int, size: int) -> bytes:
    """Read to the end: in one call if the file has the size it was listed with, never far beyond the limit."""
    data = os.read(handle, size + 1)
    while len(data) != size and len(data) <= MAX_BYTES and (more := os.read(handle, MAX_BYTES)):
        data += more
    return data


def is_utf8_name(path: str) -> bool:
    """Tell whether a name on disk is UTF-8, as everything that is to become an address must be."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def printable(path: str) -> str:
    """Spell a name for people: NFC, with ``\\xNN`` for bytes that are not UTF-8."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text)


def unreadable_problem(path: str, error: OSError) -> Problem:
    """Say that the system would not let us read something, and why, in its own words."""
    message = f"expected a readable file or folder, found: {error.strerror or type(error).__name__}"
    return Problem(path, 0, "", message, "Check that it exists and that you may read it.")
