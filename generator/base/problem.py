"""A fault in content, as a value: where it is, what was expected, what was found, how to mend it."""

from dataclasses import dataclass
from typing import Literal

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
        where = f"{self.path}:{self.line}" if self.line else self.path
        return ": ".join(part for part in (where, self.field, self.message) if part)
