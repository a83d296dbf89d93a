"""Scan the content folder: list the files of records, topics and providers, and report those that cannot be used.

A record is a file with one of :data:`RECORD_ENDINGS`, wherever it is. Only in places where other files are usual does
it also have to begin with front matter. A file that begins with front matter and is not read is a problem.

One pass of ``os.scandir`` and one ``stat`` per file. Few files are opened, to see how they begin. Symbolic links are
followed last, only within the folder, and only to files and folders that are not listed yet.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.base.errors import no_content_folder
from generator.base.problem import Problem
from generator.model.own_content import PAGES_FOLDER, STATIC_FOLDER
from generator.model.record import SourceFile
from generator.read.files import format_path, is_utf8_name, stat_source_file, unreadable_problem
from generator.read.front_matter import begins_with_front_matter, names_original
from generator.read.static_files import list_static_files

RECORD_ENDINGS = (".md", ".markdown", ".html", ".txt")

_OTHER_ENDINGS = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff"),
    *(
        ".css",
        ".scss",
        ".js",
        ".mjs",
        ".ts",
        ".map",
        ".xml",
        ".csv",
        ".tsv",
        ".woff",
        ".woff2",
    ),
    *(".pdf", ".zip", ".gz", ".mp3", ".m4a", ".ogg", ".mp4", ".webm", ".mov", ".py", ".sh", ".lock"),
)
"""Endings of files that are not opened to see whether they are records."""

_DATA_FORMATS = (".json", ".toml", ".yaml", ".yml")
"""Endings of data files. They are no records, however they begin, but are counted."""

_OWN_FILES = frozenset({"site.toml", "sources.toml"})

_MIXED_FOLDERS = frozenset({"assets", "api"})
"""Top-level folders in which a record must begin with front matter, because other text files are usual there."""

_DATA_FOLDER = "_data"
"""The top-level folder of reference data."""

_PROVIDERS = "_data/organizations"
_TOPICS = "_data/topics"

_DATA_ENDINGS = (".yaml", ".yml")

_EXCLUDED_FOLDERS = frozenset(
    {"node_modules", ".git", ".github", ".hg", ".svn", ".vscode", ".idea", ".obsidian"}
)
"""Folders that belong to tools and are never entered."""

_REPOSITORY_FILES = frozenset(
    {"readme", "contributing", "changelog", "license", "licence", "code_of_conduct", "robots"}
)
"""Names, without extension, of top-level files that usually belong to the repository. Like files in
:data:`_MIXED_FOLDERS`, they are records if they begin with front matter."""


_SECTION_PAGES = frozenset({"_index.md", "_index.markdown", "_index.html"})
"""Pages of Hugo about a folder. They are records only with the URL of an article."""

_TEMPLATE_FOLDERS = frozenset({"_layouts", "_includes", "_sass"})
"""Folders of Jekyll's templates."""


class ContentListing(Struct, frozen=True):
    """The files of a content folder, sorted by path, and the problems of names, links and permissions.

    ``pages`` are those of the owner, ``static`` the files that are published as they are. ``others`` are the paths of
    text and data files that are not read. ``pool`` has the paths of the files that are in the site's pool.
    """

    records: tuple[SourceFile, ...]
    topics: tuple[SourceFile, ...]
    providers: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    others: tuple[str, ...] = ()
    pages: tuple[SourceFile, ...] = ()
    static: tuple[SourceFile, ...] = ()
    pool: frozenset[str] = frozenset()


def scan_content(root: Path, exclude: Iterable[Path] = ()) -> ContentListing:
    """List a content folder without the folders in ``exclude``, such as an output folder inside it.

    Raises :class:`SettingsError` if there is no such folder. Everything else is a problem in the listing.
    """
    if not root.is_dir():
        raise no_content_folder(root)
    walker = _Walker(os.fspath(root))
    walker.seen.update(os.path.realpath(folder) for folder in exclude)
    walker.descend("", walker.real_root)
    walker.follow_links()
    walker.examine_aside()
    static, static_problems = list_static_files(
        root, walker.seen - {f"{walker.real_root}/{STATIC_FOLDER[:-1]}"}
    )
    walker.problems += static_problems
    topics = walker.reference(_TOPICS, _DATA_ENDINGS)
    providers = walker.reference(_PROVIDERS, ("",))
    files = walker.sorted(walker.records)
    pages = tuple([file for file in files if file.path.startswith(PAGES_FOLDER)])
    records = tuple([file for file in files if not file.path.startswith(PAGES_FOLDER)]) if pages else files
    problems, others = tuple(sorted(walker.problems)), tuple(sorted(walker.others))
    return ContentListing(records, topics, providers, problems, others, pages, static)


class _Walker:
    """The state of one scan. Paths are relative to the root, as spelled on disk; ``real`` paths are resolved."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.real_root = os.path.realpath(root)
        self.records: list[SourceFile] = []
        self.problems: list[Problem] = []
        self.others: list[str] = []
        self.links: list[str] = []
        self.aside: list[str] = []
        """Folders without records: hidden ones, and the reference data."""
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
            if name[0] != "." and entry.is_symlink():
                self.links.append(folder + name)
            elif entry.is_dir(follow_symlinks=False):
                if folder + name == _DATA_FOLDER or (name[0] == "." and name not in _EXCLUDED_FOLDERS):
                    self.aside.append(folder + name)
                elif self._may_enter(folder, name):
                    folders.append(name)
            elif name.lower() in _SECTION_PAGES and self._is_section_page(folder + name):
                self._count(folder + name)
            elif name.lower().endswith(RECORD_ENDINGS) and not _needs_front_matter(folder, name):
                self._add(folder + name, entry, self.records)
            elif name.lower().endswith(_DATA_FORMATS):
                self._count(folder + name)
            elif not name.lower().endswith(_OTHER_ENDINGS) and entry.is_file(follow_symlinks=False):
                self._examine(folder + name, entry)
        return folders

    def _is_section_page(self, path: str) -> bool:
        return not path.startswith(PAGES_FOLDER) and not names_original(f"{self.root}/{path}")

    def _examine(self, path: str, entry: os.DirEntry[str]) -> None:
        """Look at how a file begins that may not be a record. With front matter it is one, or a problem."""
        may_be_read = path.lower().endswith(RECORD_ENDINGS) and not _is_hidden(path)
        if begins_with_front_matter(f"{self.root}/{path}"):
            if may_be_read:
                self._add(path, entry, self.records)
            else:
                self._report_unread(path)
        else:
            self._count(path)

    def _count(self, path: str) -> None:
        """Count a file that is not a record, unless it belongs to the site or to a tool."""
        if path not in _OWN_FILES and not _is_hidden(path):
            self.others.append(format_path(path))

    def examine_aside(self) -> None:
        """Report records in the folders aside, unless a link led there."""
        while self.aside:
            folder = self.aside.pop()
            if f"{self.real_root}/{folder}" in self.seen:
                continue
            for entry in self._entries(f"{folder}/"):
                path = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    self.aside += [path] if entry.name not in _EXCLUDED_FOLDERS else []
                elif folder != _PROVIDERS and entry.is_file(follow_symlinks=False):
                    self._examine_data(path, entry.name.lower())

    def _examine_data(self, path: str, name: str) -> None:
        """Report a record in a folder aside, and count other files that no topic comes from."""
        is_topic = path.rpartition("/")[0] == _TOPICS and name.endswith(_DATA_ENDINGS)
        if name.endswith(_DATA_FORMATS):
            if not is_topic:
                self._count(path)
        elif not name.endswith(_OTHER_ENDINGS):
            if begins_with_front_matter(f"{self.root}/{path}"):
                self._report_unread(path)
            else:
                self._count(path)

    def _report_unread(self, path: str) -> None:
        """Report a file that looks like a record in a place or with a name that is not read."""
        if _is_hidden(path):
            message, hint = (
                "whose name begins with a dot",
                "Remove the dot, or move it out of the content folder.",
            )
        elif path.startswith(f"{_DATA_FOLDER}/"):
            message, hint = "in _data", "Move it out of _data, which describes topics and providers."
        else:
            message = "with another ending than .md, .markdown, .html or .txt"
            hint = "Rename it, or move it out of the content folder."
        problem = Problem(format_path(path), 0, "", f"found a record {message}: not read", hint, "warning")
        self.problems.append(problem)

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """Yield the entries of a folder. An unreadable folder has none and is a problem."""
        try:
            with os.scandir(f"{self.root}/{folder}") as entries:
                yield from entries
        except OSError as error:
            self.problems.append(unreadable_problem(format_path(folder.rstrip("/")), error))

    def _may_enter(self, folder: str, name: str) -> bool:
        """Return whether a folder may contain records. One named like a record may, with a warning."""
        if name[0] == "." or name in _EXCLUDED_FOLDERS or folder + name in (_DATA_FOLDER, STATIC_FOLDER[:-1]):
            return False
        if not is_utf8_name(name):
            self._report(folder + name, "expected a UTF-8 name, found other bytes", "Rename the folder.")
            return False
        if name in _TEMPLATE_FOLDERS:
            message = "found a folder with templates of another program: not read"
            hint = (
                "Leave the folder out: layouts do not belong here. Pages go to pages/ in the content folder."
            )
            self.problems.append(Problem(format_path(folder + name), 0, "", message, hint, "warning"))
            return False
        if name.lower().endswith(RECORD_ENDINGS):
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
        if real in self.seen or not path.lower().endswith(RECORD_ENDINGS):
            return
        if _needs_front_matter(*_split(path)) and not begins_with_front_matter(real):
            return
        real_folder, _, real_name = real.rpartition("/")
        inside = real_folder[len(self.real_root) :].lstrip("/")
        if real_folder in self.seen and self._is_record(f"{inside}/" if inside else "", real_name):
            return
        self.seen.add(real)
        self._add(path, Path(real), self.records)

    def _is_record(self, folder: str, name: str) -> bool:
        """Return whether a file that was listed is a record."""
        if not name.lower().endswith(RECORD_ENDINGS):
            return False
        return not _needs_front_matter(folder, name) or folder + name in {file.path for file in self.records}

    def reference(self, folder: str, endings: tuple[str, ...]) -> tuple[SourceFile, ...]:
        """List a folder of reference data. It need not exist, and its subfolders are ignored."""
        if not os.path.isdir(f"{self.root}/{folder}") or self._resolve(folder) is None:
            return ()
        files: list[SourceFile] = []
        for entry in self._entries(folder + "/"):
            path = f"{folder}/{entry.name}"
            if (
                entry.name[0] == "."
                or not entry.name.lower().endswith(endings)
                or entry.is_dir(follow_symlinks=False)
            ):
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


def _is_hidden(path: str) -> bool:
    """Return whether the name of a file, or of a folder above it, begins with a dot."""
    return path[0] == "." or "/." in path


def _needs_front_matter(folder: str, name: str) -> bool:
    """Return whether a file with the ending of a record must be looked at to know whether it is one."""
    if name[0] == ".":
        return True
    if not folder:
        return name.lower().rpartition(".")[0] in _REPOSITORY_FILES
    return folder.partition("/")[0] in _MIXED_FOLDERS
