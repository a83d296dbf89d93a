"""Staged files: written to a folder next to the site, then moved into place.

No file of the old site is touched until every new file is complete on the same disk. So a full disk or an error in a
template leaves the old site unchanged. A move is atomic, so no reader ever sees a partial file.
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.base.errors import OutputError
from generator.write.output_scan import OWN_FOLDER

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def prepare(output: Path) -> str:
    """Create an empty staging folder and return its path. Files that a killed build left in it are deleted."""
    folder = output / OWN_FOLDER / "staging"
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return os.fspath(folder)


def clear(output: Path) -> None:
    """Delete the staging folder."""
    shutil.rmtree(output / OWN_FOLDER / "staging", ignore_errors=True)


def stage(folder: str, name: str, data: bytes) -> tuple[int, int]:
    """Write a file to the staging folder. Returns its stamp ``(size, mtime in ns)``, which a move does not change."""
    handle = os.open(f"{folder}/{name}", _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        status = os.fstat(handle)
    finally:
        os.close(handle)
    return status.st_size, status.st_mtime_ns


class OutputWriter:
    """Moves staged files into an output folder and removes orphans. Files of other programs stay untouched."""

    def __init__(self, output: Path, staging: str, removable: frozenset[str]) -> None:
        """``removable`` has our own paths that are no longer planned. Only these may be replaced by a folder."""
        self._output = os.fspath(output)
        self._staging = staging
        self._removable = removable
        self._folders: set[str] = {""}

    def make_folders(self, paths: Iterable[str]) -> None:
        """Create the folders for ``paths``. A full disk or a file in the way fails here, before anything is moved."""
        for path in paths:
            self._make_folder(path.rpartition("/")[0])

    def publish(self, moves: Iterable[tuple[str, str]]) -> None:
        """Move each ``(staged name, path in the output)`` into place."""
        for name, path in moves:
            self._make_folder(path.rpartition("/")[0])
            try:
                os.replace(f"{self._staging}/{name}", f"{self._output}/{path}")
            except (IsADirectoryError, PermissionError):
                self._clear_folder(path)
                os.replace(f"{self._staging}/{name}", f"{self._output}/{path}")

    def _make_folder(self, path: str) -> None:
        """Create a folder and its parents, each once. Refuses a link in its place, which would lead out of the
        output."""
        if path in self._folders:
            return
        self._make_folder(path.rpartition("/")[0])
        full = f"{self._output}/{path}"
        try:
            os.mkdir(full)
        except FileExistsError:
            if os.path.islink(full):
                raise OutputError(
                    f"{full} is a symbolic link", "Remove it: Broadsheet does not write through links."
                ) from None
            if not os.path.isdir(full):
                self._replace_file(path, full)
        self._folders.add(path)

    def _replace_file(self, path: str, full: str) -> None:
        """Replace a file by a folder, if it is one of our own."""
        if path not in self._removable:
            raise OutputError(f"{full} is in the way", "Move it: the site needs a folder there.")
        os.unlink(full)
        os.mkdir(full)

    def _clear_folder(self, path: str) -> None:
        """Remove a folder to make room for a file, if it has only orphans of our own."""
        full = f"{self._output}/{path}"
        if not os.path.isdir(full) or os.path.islink(full):
            raise OutputError(f"cannot write {full}", "Fix its permissions, or move it.")
        self.remove(each for each in sorted(self._removable) if each.startswith(f"{path}/"))
        if os.path.isdir(full):
            raise OutputError(f"the folder {full} is in the way", "Move it: the site needs a file there.")

    def remove(self, paths: Iterable[str]) -> None:
        """Delete our own files, and the folders that become empty."""
        for path in paths:
            folder = path.rpartition("/")[0]
            if path in self._folders or self._is_behind_link(folder):  # a folder may have replaced the file
                continue
            with suppress(FileNotFoundError, NotADirectoryError):  # or a file its folder
                os.unlink(f"{self._output}/{path}")
                self._remove_empty_folders(folder)

    def _is_behind_link(self, folder: str) -> bool:
        """Return whether a folder or one of its parents is a link. Files behind it are not in the output."""
        while folder:
            if os.path.islink(f"{self._output}/{folder}"):
                return True
            folder = folder.rpartition("/")[0]
        return False

    def _remove_empty_folders(self, folder: str) -> None:
        while folder:
            try:
                os.rmdir(f"{self._output}/{folder}")
            except OSError:
                return
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]
