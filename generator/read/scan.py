"""The content folder → a listing: which files are records, topics and providers, and which cannot be.

One pass of ``os.scandir`` and one ``stat`` per file; nothing is opened (:func:`generator.read.files.read_file` does
that). Symbolic links are followed after everything else, only inside the folder, and only to what
was not listed already.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.base.errors import SettingsError
from generator.base.problem import Problem
from generator.model.record import SourceFile
from generator.read.files import is_utf8_name, printable, stat_source_file, unreadable_problem

RECORD_ENDINGS = (".md", ".markdown", ".html", ".txt")

_APART = frozenset({"_data", "assets", "api", "node_modules"})
"""Folders at the top that hold no records."""

_PAPERS = frozenset(
    {"readme", "contributing", "changelog", "license", "licence", "code_of_conduct", "robots"}
)
"""Files at the top that belong to the repository, by name without ending: never records, and no fault either."""


class ContentListing(Struct, frozen=True):
    """What a content folder holds. Files are sorted by path; problems are of names, links and permissions."""

    records: tuple[SourceFile, ...]
    topics: tuple[SourceFile, ...]
    providers: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def scan_content(root: Path, apart: Iterable[Path] = ()) -> ContentListing:
    """List a content folder, without the folders that stand ``apart`` (an output folder inside it, say).

    Raises :class:`SettingsError` if there is none; all else is a problem of the listing.
    """
    if not root.is_dir():
        found = "a file" if root.exists() else "nothing"
        message = f"content folder '{root}': expected a folder of records, found {found}"
        raise SettingsError(message, "Name it with --content DIR, or make one with 'broadsheet new DIR'.")
    walker = _Walker(os.fspath(root))
    walker.seen.update(os.path.realpath(folder) for folder in apart)
    walker.descend("", walker.real_root)
    walker.follow_links()
    topics = walker.reference("_data/topics", (".yaml", ".yml"))
    providers = walker.reference("_data/organizations", ("",))
    records = walker.sorted(walker.records)
    return ContentListing(records, topics, providers, tuple(sorted(walker.problems)))


class _Walker:
    """The state of one walk. Paths are relative to the root, as spelled on disk; ``real`` ones are resolved."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.real_root = os.path.realpath(root)
        self.records: list[SourceFile] = []
        self.problems: list[Problem] = []
        self.links: list[str] = []
        self.seen: set[str] = set()
        """Real paths of the folders listed, and of the files that links led to."""

    def descend(self, folder: str, real: str) -> None:
        """List a folder and all below it, leaving out what was listed before."""
        waiting = [(folder, real)]
        while waiting:
            folder, real = waiting.pop()
            if real not in self.seen:
                self.seen.add(real)
                waiting += [(f"{folder}{name}/", f"{real}/{name}") for name in self._list(folder)]

    def _list(self, folder: str) -> list[str]:
        """List one folder ("" or with a slash at its end); return the names of the folders in it."""
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
        """The visible entries of a folder. One that may not be read has none, and is a problem."""
        try:
            with os.scandir(f"{self.root}/{folder}") as entries:
                for entry in entries:
                    if entry.name[0] != ".":
                        yield entry
        except OSError as error:
            self.problems.append(unreadable_problem(printable(folder.rstrip("/")), error))

    def _may_enter(self, folder: str, name: str) -> bool:
        """Tell whether a folder may hold records. One named like a record does, and is worth a word."""
        if not folder and name in _APART:
            return False
        if not is_utf8_name(name):
            self._report(
                folder + name, "expected a UTF-8 name, found other bytes in it", "Rename the folder."
            )
            return False
        if _is_record_name(folder, name):
            message = "expected a record, found a folder named like one: the records in it are read"
            self.problems.append(
                Problem(printable(folder + name), 0, "", message, "Rename the folder.", "warning")
            )
        return True

    def _add(self, path: str, entry: os.DirEntry[str] | Path, files: list[SourceFile]) -> None:
        """Add a file to a list, or the reason against it to the problems."""
        try:
            status = entry.stat()
        except OSError as error:
            self.problems.append(unreadable_problem(printable(path), error))
            return
        if not stat.S_ISREG(status.st_mode):
            found = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, a socket or a device"
            self._report(path, f"expected a file, found {found}", "Move it out of the content folder.")
        elif path.isascii() or is_utf8_name(path):
            files.append(stat_source_file(path, status))
        else:
            self._report(path, "expected a UTF-8 name, found other bytes in it", "Rename the file.")

    def follow_links(self) -> None:
        """Follow links to folders, those found on the way included, then links to files; each in order of path."""
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
        """Where a link leads, or ``None`` and a problem."""
        real = os.path.realpath(f"{self.root}/{path}")
        if real != self.real_root and not real.startswith(self.real_root.rstrip("/") + "/"):
            self._report(
                path, "expected a link inside the content folder, found one that leaves it", _LINK_HINT
            )
            return None
        if os.path.islink(real) or not os.path.exists(real):
            self._report(
                path, "expected a link to a file or folder, found one that leads nowhere", _LINK_HINT
            )
            return None
        return real

    def _follow_to_file(self, path: str, real: str) -> None:
        """Add a record that a link leads to, unless the walk or another link met it."""
        if real in self.seen or not _is_record_name(*_split(path)):
            return
        real_folder, _, real_name = real.rpartition("/")
        inside = real_folder[len(self.real_root) :]
        if real_folder in self.seen and real_name[0] != "." and _is_record_name(inside, real_name):
            return
        self.seen.add(real)
        self._add(path, Path(real), self.records)

    def reference(self, folder: str, endings: tuple[str, ...]) -> tuple[SourceFile, ...]:
        """List a folder of reference data, which need not exist and has no folders of its own."""
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
        """Sort by path. Two spellings of one name are one path: the second is a problem."""
        files.sort(key=lambda file: (file.path, file.disk_path))
        doubled = {at for at in range(1, len(files)) if files[at].path == files[at - 1].path}
        for at in sorted(doubled):
            message = "expected each name once, found it twice in different Unicode spellings"
            self._report(files[at].path, message, "Rename or remove one of the two.")
        return tuple(file for at, file in enumerate(files) if at not in doubled) if doubled else tuple(files)

    def _report(self, path: str, message: str, hint: str) -> None:
        self.problems.append(Problem(printable(path), 0, "", message, hint))


_LINK_HINT = "Copy the file into the content folder, or remove the link."


def _split(path: str) -> tuple[str, str]:
    """Split a path into its folder ("" or with a slash at its end) and its name."""
    name = path.rpartition("/")[2]
    return path[: len(path) - len(name)], name


def _is_record_name(folder: str, name: str) -> bool:
    """Tell a record by its name's ending; papers at the top are none."""
    lower = name.lower()
    if not lower.endswith(RECORD_ENDINGS):
        return False
    return bool(folder) or lower.rpartition(".")[0] not in _PAPERS
