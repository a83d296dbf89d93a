"""Lock files that one process at a time can hold. The system releases a lock when its process ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

_RETRY_INTERVAL = 0.02
"""Seconds between two attempts to get a lock."""


def try_lock(handle: int) -> None:
    """Lock an open file for this process. Raises :class:`OSError` if another process holds the lock."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def lock_file(file: Path, timeout: float) -> Iterator[None]:
    """Hold a lock file, which is created if necessary. Waits up to ``timeout`` seconds.

    Raises :class:`OSError` if the file cannot be created, and :class:`TimeoutError` (a subclass) if the lock stays
    taken.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait_for_lock(handle, monotonic() + timeout)
        yield
    finally:
        os.close(handle)


def _wait_for_lock(handle: int, deadline: float) -> None:
    while True:
        try:
            return try_lock(handle)
        except OSError as error:
            if monotonic() > deadline:
                raise TimeoutError("another process holds it") from error
        sleep(_RETRY_INTERVAL)
