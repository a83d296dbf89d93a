"""Find files in the output folder as a host does. Symbolic links are not followed, and the trace folder is hidden.

So is every other name that begins with a dot (``.git``, ``.env``), except those that the web has agreed on.
"""

import os
import stat

from msgspec import Struct

from generator.server.routing import ServedPath

TRACE_FOLDER = ".broadsheet"
PUBLIC_DOTS = frozenset((".well-known", ".nojekyll"))
"""Names with a dot that are public (RFC 8615)."""

INDEX = "index.html"
NOT_FOUND = "404.html"

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class FoundFile(Struct, frozen=True, gc=False):
    """An open regular file: name, size in bytes, mtime in ns. The caller must close the descriptor ``handle``."""

    name: str
    handle: int
    size: int
    mtime_ns: int


class OutputFiles:
    """The files of one output folder."""

    def __init__(self, output: str) -> None:
        self._root = output

    def open(self, place: ServedPath) -> FoundFile | None:
        """Open the file for a path of the site: for a folder, its ``index.html``. Return ``None`` if there is none."""
        names = (*place.names, INDEX) if place.folder else place.names
        path = self._find(names)
        return _open_file(names[-1], path) if path and names else None

    def open_not_found(self) -> FoundFile | None:
        """Open the 404 page."""
        return self.open(ServedPath((NOT_FOUND,), folder=False))

    def is_folder(self, place: ServedPath) -> bool:
        """Return whether a path is a folder with an ``index.html``: then its URL ends with a slash."""
        path = self._find((*place.names, INDEX))
        return path is not None and stat.S_ISREG(os.lstat(path).st_mode)

    def _find(self, names: tuple[str, ...]) -> str | None:
        """Return the file path of names below the root, ``None`` if it is missing, hidden or in a link."""
        if any(name.startswith(".") and name not in PUBLIC_DOTS for name in names):
            return None
        path = self._root
        for depth, name in enumerate(names):
            path = f"{path}/{name}"
            try:
                status = os.lstat(path)
            except (OSError, ValueError):
                return None
            if _is_link(status) or (depth == 0 and self._is_trace_folder(name, status)):
                return None
        return path

    def _is_trace_folder(self, name: str, status: os.stat_result) -> bool:
        """Compare the folder itself, not only its name: on some file systems one folder has several names."""
        if name.casefold() == TRACE_FOLDER:
            return True
        try:
            return os.path.samestat(status, os.lstat(f"{self._root}/{TRACE_FOLDER}"))
        except OSError:
            return False


def _is_link(status: os.stat_result) -> bool:
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == junction


def _open_file(name: str, path: str) -> FoundFile | None:
    try:
        if not stat.S_ISREG(
            os.lstat(path).st_mode
        ):  # opening a pipe would block until another process writes to it
            return None
        handle = os.open(path, _OPEN)
    except OSError:
        return None
    status = os.fstat(handle)
    return FoundFile(name, handle, status.st_size, status.st_mtime_ns)
