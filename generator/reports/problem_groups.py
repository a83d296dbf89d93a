"""Problems of a build on the terminal: one block per cause, with the number and the first places."""

import re
from collections.abc import Iterator, Sequence

from generator.base.problem import Problem, join_folder
from generator.base.text import make_legible, plural

SHOWN = 20
"""Causes of one severity that a build prints; ``check`` and ``-v`` print all problems."""

PLACES = 3
"""Places that a block names."""

_INDEX = re.compile(r"\[\d+\]")

_FOUND = re.compile(r"'[^']*'(?!\w)|\"[^\"]*\"|U\+[0-9A-F]{4}|0x[0-9A-F]{2}|\d[\d,.:T+Z-]*")
"""The parts of a message that differ between problems with one cause: quotes and numbers."""


def brief_lines(problems: Sequence[Problem], folder: str) -> Iterator[str]:
    """Yield the problems that a build prints: errors and warnings by cause, and the number of repaired files."""
    for severity in ("error", "warning"):
        causes = group_problems([problem for problem in problems if problem.severity == severity])
        for group in causes[:SHOWN]:
            yield from _group_lines(group, folder)
        if len(causes) > SHOWN:
            left = sum(map(len, causes[SHOWN:]))
            yield f"{severity}: and {left:,} more (broadsheet check lists all)"
    repaired = {problem.path for problem in problems if problem.severity == "repaired"}
    if repaired:
        yield f"repaired: {plural(len(repaired), 'file')}, in memory only (details: broadsheet check)"


def group_problems(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Group problems by cause, in the order of the first of each.

    Two problems have one cause if they have one severity, field and message, whatever their quotes, numbers and indices
    are.
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        cause = (problem.severity, _INDEX.sub("", problem.field), _FOUND.sub("…", problem.message))
        groups.setdefault(cause, []).append(problem)
    return list(groups.values())


def _group_lines(group: list[Problem], folder: str) -> Iterator[str]:
    first = group[0]
    if len(group) == 1:
        yield f"{first.severity}: {first.format_line(folder)}"
    else:
        field = _INDEX.sub("", first.field)
        message = first.message
        if any(problem.message != message for problem in group):
            message = _FOUND.sub("…", message)
        what = ": ".join(part for part in (field, message) if part)
        yield make_legible(f"{first.severity}: {len(group):,} times: {what}")
        places = dict.fromkeys(_place(problem, folder) for problem in group)
        shown = ", ".join(list(places)[:PLACES])
        more = f" and {plural(len(places) - PLACES, 'more place')}" if len(places) > PLACES else ""
        yield make_legible(f"    {shown}{more}")
    hints = dict.fromkeys(problem.hint for problem in group if problem.hint)
    if hints:
        yield f"    {make_legible(next(iter(hints)))}"


def _place(problem: Problem, folder: str) -> str:
    path = join_folder(folder, problem.path) if folder else problem.path
    return f"{path}:{problem.line}" if problem.line else path
