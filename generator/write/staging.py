"""Files on their way: written whole beside the site, then moved into place.

Nothing of the old site is touched before every new file lies ready on the same disk. So a full disk or a
fault in a template leaves the old site as it was; and as a move is atomic, no reader ever meets half a file.
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.base.errors import OutputError
from generator.write.output_scan import OWN

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def prepare(output: Path) -> str:
    """Return an empty folder for files on their way; what a killed build left there is thrown away."""
    folder = output / OWN / "staging"
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return os.fspath(folder)


def clear(output: Path) -> None:
    """Remove the folder for files on their way."""
    shutil.rmtree(output / OWN / "staging", ignore_errors=True)


def stage(folder: str, name: str, data: bytes) -> tuple[int, int]:
    """Write a file on its way. Returns its stamp: ``(size, mtime in ns)``, which a move does not change."""
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
    """Moves staged files into an output folder and removes orphans, minding what stands in the way."""

    def __init__(self, output: Path, staging: str, removable: frozenset[str]) -> None:
        """``removable`` are our own paths that the plan no longer has: only these may give way."""
        self._output = os.fspath(output)
        self._staging = staging
        self._removable = removable
        self._folders: set[str] = {""}

    def make_folders(self, paths: Iterable[str]) -> None:
        """Make the folders of paths to come. What has no room, or is in the way, shows before anything moves."""
        for path in paths:
            self._folder(path.rpartition("/")[0])

    def publish(self, moves: Iterable[tuple[str, str]]) -> None:
        """Move each ``(staged name, path in the output)`` into place."""
        for name, path in moves:
            self._folder(path.rpartition("/")[0])
            try:
                os.replace(f"{self._staging}/{name}", f"{self._output}/{path}")
            except (IsADirectoryError, PermissionError):
                self._clear_folder(path)
                os.replace(f"{self._staging}/{name}", f"{self._output}/{path}")

    def _folder(self, path: str) -> None:
        """Make a folder and those above it, each once. A link in its place would lead out of the output."""
        if path in self._folders:
            return
        self._folder(path.rpartition("/")[0])
        full = f"{self._output}/{path}"
        try:
            os.mkdir(full)
        except FileExistsError:
            if os.path.islink(full):
                raise OutputError(
                    f"{full} is a symbolic link", "Remove it: a site is never written through links."
                ) from None
            if not os.path.isdir(full):
                self._replace_file(path, full)
        self._folders.add(path)

    def _replace_file(self, path: str, full: str) -> None:
        """A file of ours may give way to a folder; anybody else's stays."""
        if path not in self._removable:
            raise OutputError(f"{full} is in the way", "Move it: a folder of the site belongs there.")
        os.unlink(full)
        os.mkdir(full)

    def _clear_folder(self, path: str) -> None:
        """A folder may give way to a file once nothing but our own orphans lies in it."""
        full = f"{self._output}/{path}"
        if not os.path.isdir(full) or os.path.islink(full):
            raise OutputError(f"cannot write {full}", "Mend its permissions, or move what lies there.")
        self.remove(each for each in sorted(self._removable) if each.startswith(f"{path}/"))
        if os.path.isdir(full):
            raise OutputError(
                f"the folder {full} is in the way", "Move it: a file of the site belongs there."
            )

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files of ours, and the folders that they leave empty."""
        for path in paths:
            folder = path.rpartition("/")[0]
            if path in self._folders or self._is_behind_link(folder):  # a file may have given way to a folder
                continue
            with suppress(FileNotFoundError, NotADirectoryError):  # or its folder to a file
                os.unlink(f"{self._output}/{path}")
                self._prune(folder)

    def _is_behind_link(self, folder: str) -> bool:
        """Tell whether a link stands on the way to a folder: what lies behind it is not in the output."""
        while folder:
            if os.path.islink(f"{self._output}/{folder}"):
                return True
            folder = folder.rpartition("/")[0]
        return False

    def _prune(self, folder: str) -> None:
        while folder:
            try:
                os.rmdir(f"{self._output}/{folder}")
            except OSError:
                return
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]
