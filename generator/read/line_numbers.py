"""Problems that name a field get the line of that field.

Only called when there are problems: the front matter is composed once more, this time for its marks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import yaml

from generator.base.problem import Problem
from generator.model.record import Record
from generator.read.yaml_strict import LOADER

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
"""One step of a dotted field: an index in brackets, or a name."""


def find_line(record: Record, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Fill in the lines of problems that have a field and no line.

    A field that is not there gets the line of what should hold it; at worst the line that the fields start on.
    """
    if not any(problem.field and not problem.line for problem in problems):
        return tuple(problems)
    root = _compose(record.head)
    return tuple(
        replace(problem, line=record.head_line + _line(root, problem.field))
        if problem.field and not problem.line
        else problem
        for problem in problems
    )


def _compose(head: str) -> yaml.Node | None:
    """The head as nodes with marks; ``None`` if blanking ``secured`` out made it something else than YAML."""
    try:
        node: yaml.Node | None = yaml.compose(head, Loader=LOADER)
    except yaml.YAMLError:
        return None
    return node


def _line(node: yaml.Node | None, field: str) -> int:
    """The line of a field, from 0, going down from ``node`` as far as its steps exist."""
    line = 0
    for index, name in _STEP.findall(field):
        found = _entry(node, int(index)) if index else _member(node, name)
        if found is None:
            break
        line, node = found
    return line


def _entry(node: yaml.Node | None, index: int) -> tuple[int, yaml.Node] | None:
    if not isinstance(node, yaml.SequenceNode) or index >= len(node.value):
        return None
    entry = node.value[index]
    return entry.start_mark.line, entry


def _member(node: yaml.Node | None, name: str) -> tuple[int, yaml.Node] | None:
    """A field of a mapping: the line of its name. Of repeated ones the last counts, as everywhere."""
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in reversed(node.value):
        if key.value == name:
            return key.start_mark.line, value
    return None
