"""Watch content, settings and templates for changes, ignoring files that a build writes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from watchfiles import Change, awatch

STEP_MS = 20
"""Pause that ends a batch of changes: editors write a file in several steps."""
MAX_BATCH_MS = 400
"""Longest time of a batch without such a pause."""
RECHECK_MS = 500
"""Interval of checks whether a watched folder was replaced."""

_TEMPORARY = ("~", ".swp", ".swx", ".swo", ".tmp", ".bak", ".orig", ".part", ".crdownload")
"""Suffixes of the temporary files of editors and browsers."""

FileIdentity = tuple[int, int] | None
"""Device and inode of a folder, ``None`` if it does not exist."""


class WatchedFolders:
    """Folders to watch, and the folders in them that are ignored because a build writes them."""

    def __init__(self, watched: Sequence[Path], ignored: Sequence[Path]) -> None:
        self._given_path = {folder.resolve(): folder for folder in watched}
        self._ignored = [folder.resolve() for folder in ignored]

    @property
    def present(self) -> list[Path]:
        """The watched folders that exist, as resolved paths."""
        return [folder for folder in self._given_path if folder.is_dir()]

    def counts(self, _: Change, path: str) -> bool:
        """Return whether a change of a file can affect a build."""
        file = Path(path)
        if path.lower().endswith(_TEMPORARY) or any(file.is_relative_to(folder) for folder in self._ignored):
            return False
        root = self._root_of(file)
        return root is not None and not any(_is_ignored_name(name) for name in file.relative_to(root).parts)

    def is_watched(self, path: str) -> bool:
        """Return whether a path is a watched folder itself, which was created, removed or replaced."""
        return Path(path) in self._given_path

    def spelled(self, path: str) -> str:
        """Return a resolved path as a path below its folder as given, with forward slashes."""
        root = self._root_of(Path(path))
        return (self._given_path[root] / Path(path).relative_to(root)).as_posix() if root else path

    def _root_of(self, file: Path) -> Path | None:
        return next((folder for folder in self._given_path if file.is_relative_to(folder)), None)


def _is_ignored_name(name: str) -> bool:
    return name.startswith(".") or name == "node_modules"


async def watch_changes(watched: Sequence[Path], ignored: Sequence[Path]) -> AsyncIterator[list[str]]:
    """Yield batches of changed paths, for ever.

    A watched folder may be removed and created again. Both count as changes.
    """
    while True:
        folders, before = WatchedFolders(watched, ignored), [_identity(folder) for folder in watched]
        async for batch in _batches(folders):
            if paths := _changed_paths(batch):
                yield sorted({folders.spelled(path) for path in paths})
            if [_identity(folder) for folder in watched] != before:
                break
            if any(folders.is_watched(path) for _, path in batch):
                break
        now = [_identity(folder) for folder in watched]
        replaced = [folder.as_posix() for at, folder in enumerate(watched) if now[at] != before[at]]
        if replaced:
            yield replaced


def _changed_paths(batch: set[tuple[Change, str]]) -> set[str]:
    """Return the changed paths, without files that were created and removed within the batch.

    Some editors write such files when they save.
    """
    added = {path for change, path in batch if change is Change.added}
    deleted = {path for change, path in batch if change is Change.deleted}
    temporary = {path for path in added & deleted if not Path(path).exists()}
    return {path for _, path in batch} - temporary


async def _batches(folders: WatchedFolders) -> AsyncIterator[set[tuple[Change, str]]]:
    """Yield changes, and an empty set every :data:`RECHECK_MS`. Ends when folders must be resolved again."""
    present = folders.present
    if not present:
        await asyncio.sleep(RECHECK_MS / 1000)
        yield set()
        return
    for polling in (None, True):  # poll if the system cannot watch so many folders
        try:
            async for batch in awatch(
                *present,
                watch_filter=folders.counts,
                step=STEP_MS,
                debounce=MAX_BATCH_MS,
                rust_timeout=RECHECK_MS,
                yield_on_timeout=True,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                yield batch
        except ExceptionGroup:  # a name that is not UTF-8 loses the whole batch
            await asyncio.sleep(MAX_BATCH_MS / 1000)
            yield {(Change.modified, str(each)) for each in present}
            return
        except (OSError, RuntimeError):
            if folders.present != present:
                return
    await asyncio.sleep(RECHECK_MS / 1000)


def _identity(folder: Path) -> FileIdentity:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
