"""Describe and read single files of the content folder.

A path is in Unicode NFC and has forward slashes. If the name on disk is spelled differently, ``disk_path`` keeps that
spelling.
"""

import os
import unicodedata
from pathlib import Path

from generator.base.problem import Problem
from generator.model.record import SourceFile
from generator.read.limits import MAX_BYTES, too_large_problem

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Non-blocking: a pipe that replaced the file after the scan must not block the build for ever."""


def stat_source_file(path: str, status: os.stat_result) -> SourceFile:
    """Return the description of a file from its path on disk, relative to the content folder, and its ``stat``."""
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    if path.isascii():
        return SourceFile(path, stamp)
    composed = unicodedata.normalize("NFC", path)
    return SourceFile(composed, stamp, path if composed != path else "")


def read_file(root: Path, file: SourceFile) -> bytes | Problem:
    """Read a listed file. Return a problem if it is too large, missing or unreadable."""
    if file.stamp[0] > MAX_BYTES:
        return too_large_problem(file.path, file.stamp[0])
    try:
        handle = os.open(f"{root}/{file.disk_path or file.path}", _FLAGS)
        try:
            return _read_all(handle, file.stamp[0])
        finally:
            os.close(handle)
    except OSError as error:
        return unreadable_problem(file.path, error)


def _read_all(handle: int, size: int) -> bytes:
    """Read to the end: in one call if the size is as listed, and never far beyond the limit."""
    data = os.read(handle, size + 1)
    while len(data) != size and len(data) <= MAX_BYTES and (more := os.read(handle, MAX_BYTES)):
        data += more
    return data


def is_utf8_name(path: str) -> bool:
    """Return whether a name on disk is UTF-8. Only such a name can become a URL."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def format_path(path: str) -> str:
    """Return a name as a message shows it: in NFC, with ``\\xNN`` for bytes that are not UTF-8."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text)


def unreadable_problem(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that cannot be read, with the reason that the system gives."""
    message = f"cannot read this file or folder: {error.strerror or type(error).__name__}"
    return Problem(path, 0, "", message, "Check that it exists and that you have permission to read it.")
