"""A temporary folder for files that the cache cannot take (full disk, dry run).

Created on first use and deleted at the end of the build. It is in the system's folder for temporary files. A killed
process leaves its folder behind; the next process that needs one removes it. A lock file in the folder shows that it
is in use: the system releases the lock when the process and its forked children end, also in other containers on the
same disk.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from generator.base.storage.file_lock import try_lock

PREFIX = "broadsheet-spare-"
_LOCK = "lock"
_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


class ScratchDir:
    """A temporary folder that is created when it is needed."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock = -1

    def folder(self) -> Path:
        """Return the folder, created on the first call. Raises :class:`OSError` if it cannot be created."""
        if self._folder is None:
            import tempfile

            sweep_scratch_dirs(Path(tempfile.gettempdir()))
            self._folder, self._lock = _create_locked_folder()
        return self._folder

    def drop_unused(self) -> None:
        """Remove the folder if it is empty. The next call of :meth:`folder` creates another."""
        if self._folder is not None and all(each.name == _LOCK for each in self._folder.iterdir()):
            self._drop(self._folder)

    def _drop(self, folder: Path) -> None:
        _remove_folder(folder, self._lock)
        self._folder = None

    def __enter__(self) -> "ScratchDir":
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._drop(self._folder)


def _create_locked_folder() -> tuple[Path, int]:
    """Create a folder and lock it. Returns the folder and the handle that holds the lock.

    Tries again if another process removes the folder before it is locked.
    """
    import tempfile

    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        handle = os.open(folder / _LOCK, _FLAGS | os.O_CREAT, 0o600)
        with suppress(OSError):
            try_lock(handle)
            if os.path.samestat(os.fstat(handle), (folder / _LOCK).stat()):
                return folder, handle
        os.close(handle)


def sweep_scratch_dirs(parent: Path) -> int:
    """Remove the scratch folders of ended processes and return their number. Other users' folders stay."""
    swept = 0
    for folder in parent.glob(f"{PREFIX}*"):
        if folder.is_symlink():
            continue
        with suppress(OSError):
            handle = os.open(folder / _LOCK, _FLAGS)
            try:
                try_lock(handle)
            except OSError:
                os.close(handle)
                continue
            _remove_folder(folder, handle)
            swept += 1
    return swept


def _remove_folder(folder: Path, handle: int) -> None:
    """Remove a locked folder and release its lock."""
    shutil.rmtree(folder, ignore_errors=True)
    os.close(handle)
    if folder.exists():  # Windows cannot remove an open file
        shutil.rmtree(folder, ignore_errors=True)
