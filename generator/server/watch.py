"""Which files changed: content, settings and templates, without what a build itself writes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from watchfiles import Change, awatch

STEP_MS = 20
"""A pause this long ends a batch of changes: editors write a file in several steps."""
MOST_MS = 400
"""A batch that never pauses ends after this time."""
LOOK_MS = 500
"""So often it is looked whether a watched folder is still the one that is watched."""

_BESIDE = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part", ".crdownload")
"""Ends of names that editors and browsers give to what they keep beside a file."""

FileIdentity = tuple[int, int] | None


class WatchedFolders:
    """Folders to watch, as they were named, and folders within them that a build writes."""

    def __init__(self, watched: Sequence[Path], apart: Sequence[Path]) -> None:
        self._named = {folder.resolve(): folder for folder in watched}
        self._apart = [folder.resolve() for folder in apart]

    @property
    def present(self) -> list[Path]:
        """The watched folders that are there."""
        return [real for real in self._named if real.is_dir()]

    def counts(self, _: Change, path: str) -> bool:
        """Tell whether a change of a file can matter to a build."""
        file = Path(path)
        if path.lower().endswith(_BESIDE) or any(file.is_relative_to(folder) for folder in self._apart):
            return False
        root = self._root_of(file)
        return root is not None and not any(_is_nobodys(name) for name in file.relative_to(root).parts)

    def is_watched(self, path: str) -> bool:
        """Tell whether a path is that of a watched folder itself: it came, or went, or was replaced."""
        return Path(path) in self._named

    def spelled(self, path: str) -> str:
        """Return a path as its folder was named, with forward slashes."""
        root = self._root_of(Path(path))
        return (self._named[root] / Path(path).relative_to(root)).as_posix() if root else path

    def _root_of(self, file: Path) -> Path | None:
        return next((real for real in self._named if file.is_relative_to(real)), None)


def _is_nobodys(name: str) -> bool:
    return name.startswith(".") or name == "node_modules"


async def watch_changes(watched: Sequence[Path], apart: Sequence[Path]) -> AsyncIterator[list[str]]:
    """Yield batches of changed paths, for ever.

    A folder that is removed is waited for; that it went, or came, is a change of itself.
    """
    while True:
        folders, before = WatchedFolders(watched, apart), [_identity(folder) for folder in watched]
        async for batch in _batches(folders):
            if lasting := _lasting(batch):
                yield sorted({folders.spelled(path) for path in lasting})
            if [_identity(folder) for folder in watched] != before:
                break
            if any(folders.is_watched(path) for _, path in batch):
                break
        now = [_identity(folder) for folder in watched]
        moved = [folder.as_posix() for at, folder in enumerate(watched) if now[at] != before[at]]
        if moved:
            yield moved


def _lasting(batch: set[tuple[Change, str]]) -> set[str]:
    """Return the paths that changed, without files that came and went at once: some editors write those and rename."""
    came = {path for change, path in batch if change is Change.added}
    went = {path for change, path in batch if change is Change.deleted}
    passing = {path for path in came & went if not Path(path).exists()}
    return {path for _, path in batch} - passing


async def _batches(folders: WatchedFolders) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yield changes, and an empty set whenever it is time to look around. Ends where folders are to be found anew."""
    present = folders.present
    if not present:
        await asyncio.sleep(LOOK_MS / 1000)
        yield set()
        return
    for polling in (
        None,
        True,
    ):  # where the system has no room for so many folders, they are looked at in turn
        try:
            async for batch in awatch(
                *present,
                watch_filter=folders.counts,
                step=STEP_MS,
                debounce=MOST_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                yield batch
        except ExceptionGroup:  # of a batch that holds a name that is no text, all is lost
            await asyncio.sleep(MOST_MS / 1000)
            yield {(Change.modified, str(each)) for each in present}
            return
        except (OSError, RuntimeError):
            if folders.present != present:
                return
    await asyncio.sleep(LOOK_MS / 1000)


def _identity(folder: Path) -> FileIdentity:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
