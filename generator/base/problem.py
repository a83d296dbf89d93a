"""Problems in content, as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from posixpath import normpath
from typing import Literal

from generator.base.text import make_legible

Severity = Literal["error", "warning", "repaired"]
"""``error``: the record (or reference file) is left out. ``warning``: it is built, but without the affected part.
``repaired``: it is built in full, and Broadsheet corrected the text in memory.
"""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem in one file.

    ``path`` is relative to the content folder, with forward slashes. ``line`` counts from 1; 0 means that the problem
    has no line. ``field`` is dotted, with indices in brackets (``images[0].url``), "" if the problem is not in one
    field. ``message`` says what is wrong and ``hint`` how to fix it.

    >>> print(Problem("_news/a.md", 4, "published", "expected true or false, found 'maybe'"))
    _news/a.md:4: published: expected true or false, found 'maybe'
    """

    path: str
    line: int
    field: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return self.format_line()

    def format_line(self, folder: str = "") -> str:
        """Return the problem on one line. Its path starts with ``folder``, so that editors can open it."""
        path = join_folder(folder, self.path) if folder else self.path
        where = f"{path}:{self.line}" if self.line else path
        return make_legible(": ".join(part for part in (where, self.field, self.message) if part))


def join_folder(folder: str, path: str) -> str:
    """Join a folder, as the user spelled it, and a path, with forward slashes. The folder ``.`` adds nothing, and a
    path that leaves the folder takes its last names away."""
    joined = str(PurePosixPath(PurePath(folder).as_posix(), path))
    return normpath(joined) if path.startswith("../") else joined


def count_other_files(problems: Sequence[Problem], records: Iterable[str]) -> int:
    """Count the problems in files that are not among the record paths."""
    others = {problem.path for problem in problems}
    others.difference_update(records)
    return sum(problem.path in others for problem in problems)
