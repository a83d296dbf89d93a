"""Front matter → fields, the slow and certain way: PyYAML's events, one by one.

This is the law that :mod:`generator.read.yaml_fast` must agree with: scalars are the text written (numbers only in
number
fields), ``secured`` is dropped at any level and blanked out of the head, nesting and the growth of aliases are
bounded, repeated names are reported, and every fault has a line. It costs three to five times the fast way, and
serves the records that are not of the regular shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from msgspec import Struct

from generator.base.problem import Problem
from generator.base.redact import is_quotable
from generator.read.field_names import NUMBERS, SECURED, is_secured
from generator.read.yaml_errors import explain_yaml_error
from generator.read.yaml_numbers import parse_number

MAX_DEPTH = 20
"""Levels of lists and mappings in a record. Real ones have five."""

MAX_NODES = 20_000
"""Values in a record once aliases are written out. Real ones have a hundred."""

_NAME = 60
"""Characters of a field's name that a problem shows."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it. Its events come without recursion, however deep the nesting."""

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")

_INK = re.compile(r"[^\n]")


class YamlDocument(Struct, frozen=True):
    """What a head holds. ``fields`` is ``None`` where a problem forbids the record; ``sealed`` was dropped."""

    fields: dict[str, Any] | None
    head: str = ""
    problems: tuple[Problem, ...] = ()
    sealed: tuple[str, ...] = ()


def build_document(path: str, head: str, head_line: int, sealed: tuple[str, ...] = ()) -> YamlDocument:
    """Build the fields of a front matter. Never raises for what a file may hold.

    ``sealed`` are values of ``secured`` that were taken out before.
    """
    work = _YamlBuilder(path, head_line, yaml.parse(head, Loader=LOADER), sealed=list(sealed))
    try:
        value = _document(work)
    except _RejectedYaml as refusal:
        return YamlDocument(None, problems=(*work.problems, refusal.problem))
    except yaml.YAMLError as error:
        return YamlDocument(None, problems=(*work.problems, explain_yaml_error(path, head, head_line, error)))
    if not isinstance(value, dict) or not value:
        return YamlDocument(None, problems=(_not_fields(path, head_line, value, bool(work.sealed)),))
    return YamlDocument(value, _blank(head, work.cuts), tuple(work.problems), tuple(work.sealed))


class _RejectedYaml(Exception):
    """A record that is valid YAML, and still not to be read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _YamlBuilder:
    """One document in the making. ``cuts`` are spans of the head to blank, ``anchors`` values with their sizes."""

    path: str
    head_line: int
    events: Iterator[Any]
    problems: list[Problem] = field(default_factory=list)
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    nodes: int = 0

    def problem(self, event: Any, name: str, message: str, hint: str, warn: bool = False) -> Problem:
        line = self.head_line + event.start_mark.line
        return Problem(self.path, line, name, message, hint, "warning" if warn else "error")


def _document(work: _YamlBuilder) -> Any:
    """Read the one document of the stream; ``None`` if it is empty."""
    next(work.events)  # the stream starts
    event = next(work.events)
    if isinstance(event, yaml.StreamEndEvent):
        return None
    value = _value(work, next(work.events), "", "", 1)
    next(work.events)  # the document ends
    event = next(work.events)
    if not isinstance(event, yaml.StreamEndEvent):
        message = "expected one set of fields, found a second one"
        raise _RejectedYaml(
            work.problem(event, "", message, "Remove the line of dots or dashes between them.")
        )
    return value


def _value(work: _YamlBuilder, event: Any, name: str, where: str, depth: int) -> Any:
    """Read the value that ``event`` opens. ``name`` is the field it belongs to, "" in a list."""
    work.nodes += 1
    if isinstance(event, yaml.AliasEvent):
        return _alias(work, event, where, depth)
    if not isinstance(event, yaml.ScalarEvent):
        _check_depth(work, event, depth)
    _check_size(work, event)
    before = work.nodes
    if isinstance(event, yaml.ScalarEvent):
        value: Any = parse_number(event.value) if name in NUMBERS and event.implicit[0] else event.value
    elif isinstance(event, yaml.SequenceStartEvent):
        value = _list(work, where, depth)
    else:
        value = _mapping(work, where, depth)
    if event.anchor:
        work.anchors[event.anchor] = (value, work.nodes - before + 1)
    return value


def _check_depth(work: _YamlBuilder, event: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        message = f"expected at most {MAX_DEPTH} levels of nesting, found more"
        raise _RejectedYaml(
            work.problem(event, "", message, "Put the value in quotes if its brackets belong to it.")
        )


def _check_size(work: _YamlBuilder, event: Any) -> None:
    if work.nodes > MAX_NODES:
        message = f"expected at most {MAX_NODES:,} values, found more"
        raise _RejectedYaml(work.problem(event, "", message, "Repeat less by '*name', or split the record."))


def _alias(work: _YamlBuilder, event: Any, where: str, depth: int) -> Any:
    """Repeat an anchored value, charged at its full size and depth."""
    if event.anchor not in work.anchors:  # unknown, or still in the making: it would contain itself
        message = "expected a value, found '*' and a name that stands for nothing here"
        raise _RejectedYaml(work.problem(event, where, message, "Put the value in quotes."))
    value, size = work.anchors[event.anchor]
    work.nodes += size - 1
    _check_size(work, event)
    _check_depth(work, event, depth + _height(value) - 1)
    return value


def _height(value: Any) -> int:
    """Levels of lists and mappings in a value that was built, and so is not taller than allowed."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(_height, value), default=0) if isinstance(value, list) else 0


def _list(work: _YamlBuilder, where: str, depth: int) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := next(work.events), yaml.SequenceEndEvent):
        values.append(_value(work, event, "", f"{where}[{len(values)}]", depth + 1))
    return values


def _mapping(work: _YamlBuilder, where: str, depth: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    first: dict[str, int] = {}
    repeated: set[str] = set()
    while not isinstance(event := next(work.events), yaml.MappingEndEvent):
        name = _name(work, event, where)
        if is_secured(name):
            _seal(work, event)
            continue
        short = is_quotable(name, _NAME)
        dotted = f"{where}.{short}" if where else short
        if name in values and name not in repeated:
            repeated.add(name)
            message = (
                f"expected each field once, found it again (first on line {first[name]}): the last one counts"
            )
            work.problems.append(work.problem(event, dotted, message, "Remove one of the two.", warn=True))
        first.setdefault(name, work.head_line + event.start_mark.line)
        values[name] = _value(work, next(work.events), name, dotted, depth + 1)
    return values


def _name(work: _YamlBuilder, event: Any, where: str) -> str:
    """The name of a field: a scalar, or an alias of one."""
    value = event.value if isinstance(event, yaml.ScalarEvent) else None
    if isinstance(event, yaml.AliasEvent):
        value = work.anchors.get(event.anchor or "", (None, 0))[0]
    elif event.anchor:
        work.anchors[event.anchor] = (value, 1)
    if not isinstance(value, str):
        message = "expected a field name before the colon, found a list or a mapping"
        raise _RejectedYaml(work.problem(event, where, message, "Put the name in quotes."))
    return value


def _seal(work: _YamlBuilder, name: Any) -> None:
    """Pass over the value of ``secured``: keep its texts for the leak test, and none of its anchors."""
    first = event = next(work.events)
    depth = 0
    while True:
        if isinstance(event, yaml.ScalarEvent):
            work.sealed.append(event.value)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            break
        event = next(work.events)
    work.cuts.append((name.start_mark.index, name.end_mark.index, "_"))
    work.cuts.append((first.start_mark.index, event.end_mark.index, " "))


def _blank(head: str, cuts: list[tuple[int, int, str]]) -> str:
    """Overwrite spans, and comments that speak of ``secured``, leaving every line where it was."""
    pieces, done = [], 0
    for start, end, ink in cuts:
        pieces += [head[done:start], _INK.sub(ink, head[start:end])]
        done = end
    head = "".join([*pieces, head[done:]])
    if SECURED not in head.lower():
        return head
    return "\n".join(_COMMENT.sub("", line) if SECURED in line.lower() else line for line in head.split("\n"))


def _not_fields(path: str, line: int, value: Any, sealed: bool) -> Problem:
    found = "a list" if isinstance(value, list) else "text"
    if value is None or value == {}:
        found = "nothing but 'secured'" if sealed else "none"
    return Problem(path, line, "", f"expected fields ('name: value'), found {found}", "Begin with a title.")
