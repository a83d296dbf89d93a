"""Find the line numbers of problems that name a field.

Only called when there are problems, because the front matter has to be parsed a second time, for its positions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

import yaml

from generator.base.problem import Problem
from generator.model.record import Record
from generator.read.yaml_strict import LOADER, NULLS

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
"""One step of a dotted field name: an index in brackets, or a name."""

_HEAD_END = re.compile(rb"^-{3,}[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_QUOTED = re.compile(r"(['\"])(.+)\1")
_ELEMENT = re.compile(r"<[a-z0-9]+(?=>: )")
_LINK_START = rb"""(?:(?<!!)\[[^\]\n]{0,300}\]\(<?|\]:[ \t]*<?|href=["']?)"""


def add_line_numbers(record: Record, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems with a line for each that has a field and no line yet, except those of bodies.

    A missing field gets the line of the mapping or list that should contain it, else the first line of the fields.
    """
    if not any(map(_lacks_line, problems)):
        return tuple(problems)
    root = _compose(record.head)
    return tuple(
        replace(problem, line=record.head_line + _find_line(root, problem.field))
        if _lacks_line(problem)
        else problem
        for problem in problems
    )


def _lacks_line(problem: Problem) -> bool:
    return bool(problem.field) and not problem.line and problem.field != "body"


def find_body_line(data: bytes, message: str) -> int:
    """Return the line of what a message about a body quotes, else the line where the body begins.

    ``data`` are the bytes of the file. A link is looked for where links may be, before any other text.
    """
    end = _HEAD_END.search(data, 3)
    start = end.end() if end else 0
    found = next((found for form in _quoted_forms(message) if (found := form.search(data, start))), None)
    at = found.start() if found else start + len(data[start:]) - len(data[start:].lstrip())
    return data.count(b"\n", 0, at) + 1


def _quoted_forms(message: str) -> Iterator[re.Pattern[bytes]]:
    """Yield patterns of what a message quotes, the most certain first."""
    if element := _ELEMENT.search(message):
        yield re.compile(element[0].encode(), re.IGNORECASE)
    quoted = _QUOTED.search(message)
    if quoted is None:
        return
    text = quoted[2].removesuffix("…")
    if "link" in message:
        yield re.compile(_LINK_START + re.escape(text.encode()))
    for written in (text, escape(text)):
        yield re.compile(re.escape(written.encode()))


def _compose(head: str) -> yaml.Node | None:
    """Return the head as nodes with positions, or ``None`` if it is not YAML after ``secured`` was blanked out."""
    try:
        node: yaml.Node | None = yaml.compose(head, Loader=LOADER)
    except yaml.YAMLError:
        return None
    return node


def _find_line(node: yaml.Node | None, field: str) -> int:
    """Return the line of a field below ``node``, counted from 0, following its steps as far as they exist."""
    line = 0
    for index, name in _STEP.findall(field):
        child = _find_entry(node, int(index)) if index else _find_member(node, name)
        if child is None:
            break
        line, node = child
    return line


def _find_entry(node: yaml.Node | None, index: int) -> tuple[int, yaml.Node] | None:
    """Return the line of an entry, and the entry. Entries without a value are not counted, as in the parsed list."""
    if not isinstance(node, yaml.SequenceNode):
        return None
    entries = [entry for entry in node.value if not _is_null(entry)]
    return (entries[index].start_mark.line, entries[index]) if index < len(entries) else None


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS


def _find_member(node: yaml.Node | None, name: str) -> tuple[int, yaml.Node] | None:
    """Return the line of a field's name, and its value. Of repeated fields the last one counts, as everywhere.

    In a list, the first entry that has the field counts.
    """
    if isinstance(node, yaml.SequenceNode):
        found = (_find_member(entry, name) for entry in node.value if isinstance(entry, yaml.MappingNode))
        return next((member for member in found if member), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in reversed(node.value):
        if key.value == name:
            return key.start_mark.line, value
    return None
