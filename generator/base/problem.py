"""A fault in content, as a value: where it is, what was expected, what was found, how to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import Literal

from generator.base.text import make_legible

Severity = Literal["error", "warning", "repaired"]
"""``error``: the record (or reference file) is left out. ``warning``: it is built, but something
of it is not. ``repaired``: it is built whole; we mended the text and say so."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one file.

    ``path`` is relative to the content folder, with forward slashes. ``line`` counts from 1 and is 0
    where the fault has no line. ``field`` is dotted, with indices in brackets (``images[0].url``), and
    empty where the fault is not of one field. ``message`` says what was expected and what was found.
    """

    path: str
    line: int
    field: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return self.told()

    def told(self, folder: str = "") -> str:
        """Return the fault on one line, with the path of its file under ``folder``, from where it can be opened."""
        path = below(folder, self.path) if folder else self.path
        where = f"{path}:{self.line}" if self.line else path
        return make_legible(": ".join(part for part in (where, self.field, self.message) if part))


def below(folder: str, path: str) -> str:
    """Return the path of a file under a folder as it was named, with forward slashes; ``.`` adds nothing."""
    return str(PurePosixPath(PurePath(folder).as_posix(), path))


def beside(problems: Sequence[Problem], records: Iterable[str]) -> int:
    """Return how many problems are of files that are not among the paths of the records."""
    others = {problem.path for problem in problems}
    others.difference_update(records)
    return sum(problem.path in others for problem in problems)
