"""The output folder as a host sees it: which file answers for a place. Links are not followed, and the folder
that is the builder's own does not exist."""

import os
import stat

from msgspec import Struct

from generator.server.routing import ServedPath

OWN = ".broadsheet"
INDEX = "index.html"
NOT_FOUND = "404.html"

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class FoundFile(Struct, frozen=True, gc=False):
    """A regular file, open: its name, the descriptor that the finder's caller must close, and its stamp
    (size in bytes, mtime in ns)."""

    name: str
    handle: int
    size: int
    mtime_ns: int


class OutputFiles:
    """The files of one output folder."""

    def __init__(self, output: str) -> None:
        self._root = output

    def open(self, place: ServedPath) -> FoundFile | None:
        """Open the file that answers for a place; the ``index.html`` of a folder."""
        names = (*place.names, INDEX) if place.folder else place.names
        path = self._follow(names)
        return _opened(names[-1], path) if path and names else None

    def open_not_found(self) -> FoundFile | None:
        """Open the page for places that are not there."""
        return self.open(ServedPath((NOT_FOUND,), folder=False))

    def is_folder(self, place: ServedPath) -> bool:
        """Tell whether a place is a folder with a page of its own: then its address ends with a slash."""
        path = self._follow((*place.names, INDEX))
        return path is not None and stat.S_ISREG(os.lstat(path).st_mode)

    def _follow(self, names: tuple[str, ...]) -> str | None:
        """Return the path of names under the root, unless a link or the folder that is our own is on the way."""
        path = self._root
        for depth, name in enumerate(names):
            path = f"{path}/{name}"
            try:
                status = os.lstat(path)
            except (OSError, ValueError):
                return None
            if _is_link(status) or (depth == 0 and self._is_own(name, status)):
                return None
        return path

    def _is_own(self, name: str, status: os.stat_result) -> bool:
        """Tell our own folder by what it is: some file systems have many names for one folder."""
        if name.casefold() == OWN:
            return True
        try:
            return os.path.samestat(status, os.lstat(f"{self._root}/{OWN}"))
        except OSError:
            return False


def _is_link(status: os.stat_result) -> bool:
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == junction


def _opened(name: str, path: str) -> FoundFile | None:
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):  # to open a pipe would wait for somebody to write
            return None
        handle = os.open(path, _OPEN)
    except OSError:
        return None
    status = os.fstat(handle)
    return FoundFile(name, handle, status.st_size, status.st_mtime_ns)
