"""Collect the problems of one record, so that all of them are reported at once.

This package knows fields but not lines, so every problem has line 0.
:mod:`generator.read.line_numbers` finds the lines.
"""

from generator.base.problem import Problem, Severity
from generator.base.redact import shorten_quote

_LONGEST = 60
_WHOLE_NUMBER = 10**18


class ProblemCollector:
    """Collects the problems of the record at ``path``. Fields are dotted, with indices in brackets."""

    __slots__ = ("_found", "_path")

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[Problem] = []

    def add(self, severity: Severity, field: str, message: str, hint: str = "") -> None:
        """Add one problem."""
        self._found.append(Problem(self._path, 0, field, message, hint, severity))

    def expected(
        self, field: str, wanted: str, found: object, hint: str = "", outcome: str = "ignored", why: str = ""
    ) -> None:
        """Add a warning that a field has an unexpected value.

        The message is "expected ``wanted``, found ``found`` (``why``): ``outcome``". The outcome is what becomes of the
        value.
        """
        reason = f" ({why})" if why else ""
        self.add("warning", field, f"expected {wanted}, found {show_value(found)}{reason}: {outcome}", hint)

    @property
    def count(self) -> int:
        """The number of problems so far."""
        return len(self._found)

    def repaired(self, field: str, message: str) -> None:
        """Add the problem of a field that was repaired and is used."""
        self.add("repaired", field, message)

    def listed(self) -> tuple[Problem, ...]:
        """Return all problems in the order they were added."""
        return tuple(self._found)


def show_value(value: object) -> str:
    """Return a value for a message: short, on one line, without sealed data.

    >>> show_value("wide"), show_value(True), show_value({"a": 1})
    ("'wide'", 'true', 'a mapping')
    """
    if isinstance(value, str):
        return repr(shorten_quote(value, _LONGEST))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < _WHOLE_NUMBER else "a huge number"
    if isinstance(value, float):
        return f"{value:g}"
    names = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return names.get(type(value), f"a {type(value).__name__}")
