"""Scan the content folder: list the files of records, topics and providers, and report those that cannot be used.

One pass of ``os.scandir`` and one ``stat`` per file. No file is opened; :func:`generator.read.files.read_file` does
that. Symbolic links are followed last, only within the folder, and only to files and folders that are not listed yet.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.base.errors import SettingsError
from generator.base.problem import Problem
from generator.model.record import SourceFile
from generator.read.files import format_path, is_utf8_name, stat_source_file, unreadable_problem

RECORD_ENDINGS = (".md", ".markdown", ".html", ".txt")

_EXCLUDED_FOLDERS = frozenset({"_data", "assets", "api", "node_modules"})
"""Top-level folders that contain no records."""

_REPOSITORY_FILES = frozenset(
    {"readme", "contributing", "changelog", "license", "licence", "code_of_conduct", "robots"}
)
"""Names, without extension, of top-level files that belong to the repository: neither records nor problems."""


class ContentListing(Struct, frozen=True):
    """The files of a content folder, sorted by path, and the problems of names, links and permissions."""

    records: tuple[SourceFile, ...]
    topics: tuple[SourceFile, ...]
    providers: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def scan_content(root: Path, exclude: Iterable[Path] = ()) -> ContentListing:
    """List a content folder without the folders in ``exclude``, such as an output folder inside it.

    Raises :class:`SettingsError` if there is no such folder. Everything else is a problem in the listing.
    """
    if not root.is_dir():
        found = "a file" if root.exists() else "nothing"
        message = f"content folder '{root}': expected a folder of records, found {found}"
        raise SettingsError(message, "Set it with --content DIR, or create one with 'broadsheet new DIR'.")
    walker = _Walker(os.fspath(root))
    walker.seen.update(os.path.realpath(folder) for folder in exclude)
    walker.descend("", walker.real_root)
    walker.follow_links()
    topics = walker.reference("_data/topics", (".yaml", ".yml"))
    providers = walker.reference("_data/organizations", ("",))
    records = walker.sorted(walker.records)
    return ContentListing(records, topics, providers, tuple(sorted(walker.problems)))


class _Walker:
    """The state of one scan. Paths are relative to the root, as spelled on disk; ``real`` paths are resolved."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.real_root = os.path.realpath(root)
        self.records: list[SourceFile] = []
        self.problems: list[Problem] = []
        self.links: list[str] = []
        self.seen: set[str] = set()
        """Real paths of the folders listed and of the link targets added."""

    def descend(self, folder: str, real: str) -> None:
        """List a folder and all folders below it, skipping those listed before."""
        pending = [(folder, real)]
        while pending:
            folder, real = pending.pop()
            if real not in self.seen:
                self.seen.add(real)
                pending += [(f"{folder}{name}/", f"{real}/{name}") for name in self._list(folder)]

    def _list(self, folder: str) -> list[str]:
        """List one folder ("" or with a trailing slash) and return the names of its subfolders."""
        folders = []
        for entry in self._entries(folder):
            name = entry.name
            if entry.is_symlink():
                self.links.append(folder + name)
            elif entry.is_dir(follow_symlinks=False):
                if self._may_enter(folder, name):
                    folders.append(name)
            elif _is_record_name(folder, name):
                self._add(folder + name, entry, self.records)
        return folders

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """Yield the visible entries of a folder. An unreadable folder has none and is a problem."""
        try:
            with os.scandir(f"{self.root}/{folder}") as entries:
                for entry in entries:
                    if entry.name[0] != ".":
                        yield entry
        except OSError as error:
            self.problems.append(unreadable_problem(format_path(folder.rstrip("/")), error))

    def _may_enter(self, folder: str, name: str) -> bool:
        """Return whether a folder may contain records. One named like a record may, with a warning."""
        if not folder and name in _EXCLUDED_FOLDERS:
            return False
        if not is_utf8_name(name):
            self._report(folder + name, "expected a UTF-8 name, found other bytes", "Rename the folder.")
            return False
        if _is_record_name(folder, name):
            message = "found a folder with the extension of a record: the records in it are read"
            self.problems.append(
                Problem(format_path(folder + name), 0, "", message, "Rename the folder.", "warning")
            )
        return True

    def _add(self, path: str, entry: os.DirEntry[str] | Path, files: list[SourceFile]) -> None:
        """Add a file to a list, or a problem if it cannot be used."""
        try:
            status = entry.stat()
        except OSError as error:
            self.problems.append(unreadable_problem(format_path(path), error))
            return
        if not stat.S_ISREG(status.st_mode):
            found = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, a socket or a device"
            self._report(path, f"expected a file, found {found}", "Move it out of the content folder.")
        elif path.isascii() or is_utf8_name(path):
            files.append(stat_source_file(path, status))
        else:
            self._report(path, "expected a UTF-8 name, found other bytes", "Rename the file.")

    def follow_links(self) -> None:
        """Follow links to folders, including links found on the way, then links to files, in order of path."""
        to_files: list[tuple[str, str]] = []
        while self.links:
            links, self.links = sorted(self.links), []
            for path in links:
                real = self._resolve(path)
                if real is None or real in self.seen:
                    continue
                folder, name = _split(path)
                if not os.path.isdir(real):
                    to_files.append((path, real))
                elif self._may_enter(folder, name):
                    self.descend(path + "/", real)
        for path, real in sorted(to_files):
            self._follow_to_file(path, real)

    def _resolve(self, path: str) -> str | None:
        """Return the target of a link, or report a problem and return ``None``."""
        real = os.path.realpath(f"{self.root}/{path}")
        if real != self.real_root and not real.startswith(self.real_root.rstrip("/") + "/"):
            self._report(path, "found a symbolic link that leads out of the content folder", _LINK_HINT)
            return None
        if os.path.islink(real) or not os.path.exists(real):
            self._report(path, "found a symbolic link to a file or folder that does not exist", _LINK_HINT)
            return None
        return real

    def _follow_to_file(self, path: str, real: str) -> None:
        """Add the record that a link points to, unless it is listed already."""
        if real in self.seen or not _is_record_name(*_split(path)):
            return
        real_folder, _, real_name = real.rpartition("/")
        inside = real_folder[len(self.real_root) :]
        if real_folder in self.seen and real_name[0] != "." and _is_record_name(inside, real_name):
            return
        self.seen.add(real)
        self._add(path, Path(real), self.records)

    def reference(self, folder: str, endings: tuple[str, ...]) -> tuple[SourceFile, ...]:
        """List a folder of reference data. It need not exist, and its subfolders are ignored."""
        if not os.path.isdir(f"{self.root}/{folder}") or self._resolve(folder) is None:
            return ()
        files: list[SourceFile] = []
        for entry in self._entries(folder + "/"):
            path = f"{folder}/{entry.name}"
            if not entry.name.lower().endswith(endings) or entry.is_dir(follow_symlinks=False):
                continue
            if not entry.is_symlink() or self._resolve(path) is not None:
                self._add(path, entry, files)
        return self.sorted(files)

    def sorted(self, files: list[SourceFile]) -> tuple[SourceFile, ...]:
        """Sort files by path. If two names on disk are the same path, the second is a problem."""
        files.sort(key=lambda file: (file.path, file.disk_path))
        duplicates = {at for at in range(1, len(files)) if files[at].path == files[at - 1].path}
        for at in sorted(duplicates):
            message = "found two files of this name in different Unicode forms: one is left out"
            self._report(files[at].path, message, "Rename or remove one of the two.")
        return (
            tuple(file for at, file in enumerate(files) if at not in duplicates)
            if duplicates
            else tuple(files)
        )

    def _report(self, path: str, message: str, hint: str) -> None:
        self.problems.append(Problem(format_path(path), 0, "", message, hint))


_LINK_HINT = "Copy the file into the content folder, or remove the link."


def _split(path: str) -> tuple[str, str]:
    """Split a path into its folder ("" or with a trailing slash) and its name."""
    name = path.rpartition("/")[2]
    return path[: len(path) - len(name)], name


def _is_record_name(folder: str, name: str) -> bool:
    """Return whether a name has the extension of a record. Top-level repository files do not count."""
    lower = name.lower()
    if not lower.endswith(RECORD_ENDINGS):
        return False
    return bool(folder) or lower.rpartition(".")[0] not in _REPOSITORY_FILES
