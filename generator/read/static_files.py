"""List the files of ``static/`` in the content folder, which are published byte for byte under the same path.

Hidden files are published only below ``.well-known``. Links are followed only to files inside the content folder.
"""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.base.problem import Problem
from generator.model.own_content import STATIC_FOLDER
from generator.model.record import SourceFile
from generator.read.files import format_path, is_utf8_name, stat_source_file, unreadable_problem
from generator.read.front_matter import begins_with_front_matter

_WELL_KNOWN = ".well-known"
_CLUTTER = frozenset(
    {".DS_Store", ".directory", ".gitignore", ".gitkeep", ".keep", "Thumbs.db", "desktop.ini"}
)
"""Files that systems and tools leave in folders."""

_TEXT_ENDINGS = (".md", ".markdown", ".txt", ".html")


def list_static_files(
    root: Path, exclude: Collection[str] = ()
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the files to publish, sorted by path, and the problems of names, links and permissions.

    ``exclude`` has the resolved paths of folders that are not entered.
    """
    files: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    for found in _walk(os.fspath(root), frozenset(exclude)) if (root / STATIC_FOLDER).is_dir() else ():
        if isinstance(found, SourceFile) and found.path not in files:
            files[found.path] = found
        elif isinstance(found, Problem):
            problems.append(found)
    return tuple([file for _, file in sorted(files.items())]), tuple(sorted(problems))


def _walk(root: str, exclude: frozenset[str]) -> Iterator[SourceFile | Problem]:
    pending = [STATIC_FOLDER[:-1]]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable_problem(format_path(folder), error)
            continue
        for entry in found:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and _is_public(folder, entry.name):
                pending += [path] if os.path.realpath(f"{root}/{path}") not in exclude else []
            elif entry.name not in _CLUTTER:
                yield _describe(root, folder, path, entry)


def _is_public(folder: str, name: str) -> bool:
    """Return whether a file or folder may be published by its name."""
    return name[0] != "." or name == _WELL_KNOWN or folder.startswith(STATIC_FOLDER + _WELL_KNOWN)


def _describe(root: str, folder: str, path: str, entry: os.DirEntry[str]) -> SourceFile | Problem:
    """Return a file to publish, or the reason why it is not."""
    if not _is_public(folder, entry.name):
        hint = "Move it below static/.well-known/, or remove the dot."
        return _problem(path, "found a hidden file or folder: not published", hint)
    if not is_utf8_name(path) or not entry.name.isprintable() or '"' in path or "\\" in path:
        return _problem(path, "expected a name that can be a URL, found other characters", "Rename the file.")
    if entry.is_symlink() and not _leads_inside(root, path):
        hint = "Copy the file into the folder, or remove the link."
        return _problem(path, "found a symbolic link that leads to no file of the content folder", hint)
    try:
        status = entry.stat()
    except OSError as error:
        return unreadable_problem(format_path(path), error)
    if not stat.S_ISREG(status.st_mode):
        return _problem(path, "expected a file, found something else: not published", "Remove it.")
    if path.lower().endswith(_TEXT_ENDINGS) and begins_with_front_matter(f"{root}/{path}"):
        return _problem(
            path, "found a record in static: not published", "Move it out of static/, or to pages/."
        )
    return stat_source_file(path, status)


def _leads_inside(root: str, path: str) -> bool:
    real_root, real = os.path.realpath(root), os.path.realpath(f"{root}/{path}")
    return real.startswith(f"{real_root.rstrip('/')}/") and Path(real).is_file()


def _problem(path: str, message: str, hint: str) -> Problem:
    return Problem(format_path(path), 0, "", message, hint, "warning")
