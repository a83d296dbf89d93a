"""Files that one process at a time may hold. A lock goes with its process, however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

_PAUSE = 0.02
"""Seconds between two tries of a lock that another process holds."""


def try_lock(handle: int) -> None:
    """Lock an open file for this process. Raises :class:`OSError` where another holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def lock_file(file: Path, patience: float) -> Iterator[None]:
    """Hold a lock file, which is made if need be; wait up to ``patience`` seconds for whoever holds it.

    Raises :class:`OSError` where it cannot be made, and :class:`TimeoutError` (one of these) where nobody lets go.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait_for(handle, monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, until: float) -> None:
    while True:
        try:
            return try_lock(handle)
        except OSError as fault:
            if monotonic() > until:
                raise TimeoutError("another process holds it") from fault
        sleep(_PAUSE)
