"""A folder for what finds no room where it belongs: made when it is first asked for, gone with all in it at the end.

It lies among the system's temporary files, since it is for the case that nothing else can be written. A process that is
killed leaves its folder; the next one that needs a folder removes it. Whoever uses one holds a lock in it, which goes
with the process and with all that it forked, and which tells also where other containers share the disk.
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
    """A temporary folder, if it turns out that one is needed."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock = -1

    def folder(self) -> Path:
        """Return the folder. Raises :class:`OSError` where none can be made."""
        if self._folder is None:
            import tempfile

            sweep_scratch_dirs(Path(tempfile.gettempdir()))
            self._folder, self._lock = _made()
        return self._folder

    def drop_unused(self) -> None:
        """Remove the folder if nothing lies in it. It can be asked for again."""
        if self._folder is not None and all(each.name == _LOCK for each in self._folder.iterdir()):
            self._drop(self._folder)

    def _drop(self, folder: Path) -> None:
        _remove(folder, self._lock)
        self._folder = None

    def __enter__(self) -> "ScratchDir":
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._drop(self._folder)


def _made() -> tuple[Path, int]:
    """Make a folder and hold it; return it with the handle that does. Where another process takes it for an abandoned
    one in that moment, make another."""
    import tempfile

    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        handle = os.open(folder / _LOCK, _FLAGS | os.O_CREAT, 0o600)
        with suppress(OSError):
            try_lock(handle)
            if os.path.samestat(os.fstat(handle), (folder / _LOCK).stat()):
                return folder, handle
        os.close(handle)


def sweep_scratch_dirs(place: Path) -> int:
    """Remove folders in a place whose processes are gone; return how many these were. Those of other users stay."""
    swept = 0
    for folder in place.glob(f"{PREFIX}*"):
        if folder.is_symlink():
            continue
        with suppress(OSError):
            handle = os.open(folder / _LOCK, _FLAGS)
            try:
                try_lock(handle)
            except OSError:
                os.close(handle)
                continue
            _remove(folder, handle)
            swept += 1
    return swept


def _remove(folder: Path, handle: int) -> None:
    """Remove a folder that is held, and let go of it."""
    shutil.rmtree(folder, ignore_errors=True)
    os.close(handle)
    if folder.exists():  # Windows removes no file that is open
        shutil.rmtree(folder, ignore_errors=True)
