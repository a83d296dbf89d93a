"""What is wrong with one record, gathered while it is read, so that its author hears all of it at once.

The stage knows fields, not lines: every problem has line 0 here, and the read stage finds the line.
"""

from generator.base.problem import Problem, Severity
from generator.base.redact import is_quotable

_LONGEST = 60
_WHOLE_NUMBER = 10**18


class ProblemCollector:
    """Collects the problems of the record at ``path``. Fields are dotted, with indices in brackets."""

    __slots__ = ("_found", "_path")

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[Problem] = []

    def add(self, severity: Severity, field: str, message: str, hint: str = "") -> None:
        """Note one fault."""
        self._found.append(Problem(self._path, 0, field, message, hint, severity))

    def expected(
        self, field: str, wanted: str, found: object, hint: str = "", then: str = "left out", why: str = ""
    ) -> None:
        """Warn that a field holds something else than it should, ``why``, and what the caller ``then`` does to it."""
        reason = f" ({why})" if why else ""
        self.add("warning", field, f"expected {wanted}, found {show_value(found)}{reason}: {then}", hint)

    @property
    def count(self) -> int:
        """How many faults there are so far."""
        return len(self._found)

    def repaired(self, field: str, message: str) -> None:
        """Say that a field was mended and is used."""
        self.add("repaired", field, message)

    def listed(self) -> tuple[Problem, ...]:
        """Return everything noted, in the order it was found."""
        return tuple(self._found)


def show_value(value: object) -> str:
    """Show a value in a message: short, on one line, nothing sealed in it."""
    if isinstance(value, str):
        return repr(is_quotable(value, _LONGEST))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < _WHOLE_NUMBER else "a huge number"
    if isinstance(value, float):
        return f"{value:g}"
    names = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return names.get(type(value), f"a {type(value).__name__}")
