"""Parse front matter strictly, from PyYAML's events.

This is the reference for :mod:`generator.read.yaml_fast`:

- scalars are text, except numbers in number fields; a plain ``null``, ``~`` or empty value is an absent field
- text that YAML drops (tags, anchors, comments that look like text) is reported
- ``secured`` is dropped at any level and blanked out of the head
- nesting and the growth by aliases are limited
- repeated names are reported
- every problem has a line

It takes three to five times as long as the fast parser and is used for records that are not of the regular shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from msgspec import Struct

from generator.base.problem import Problem
from generator.base.redact import shorten_quote
from generator.read.field_names import NUMBERS, SECURED, is_secured
from generator.read.json_text import repair_json_text
from generator.read.yaml_errors import explain_yaml_error
from generator.read.yaml_losses import explain_lost_text, explain_non_name, explain_unused_anchor
from generator.read.yaml_numbers import parse_number

MAX_DEPTH = 20
"""Most levels of lists and mappings in a record. Real records have five."""

MAX_NODES = 20_000
"""Most values in a record after expanding aliases. Real records have a hundred."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that mean "no value" (YAML 1.2, core schema)."""

_LONGEST_NAME = 60
"""Most characters of a field name that a problem shows."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml if PyYAML was built with it. It produces events without recursion at any depth."""

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")

_NOT_NEWLINE = re.compile(r"[^\n]")


class YamlDocument(Struct, frozen=True):
    """The parsed head. ``fields`` is ``None`` if an error forbids the record. ``sealed`` has the dropped values."""

    fields: dict[str, Any] | None
    head: str = ""
    problems: tuple[Problem, ...] = ()
    sealed: tuple[str, ...] = ()


def parse_strict(path: str, head: str, head_line: int, sealed: tuple[str, ...] = ()) -> YamlDocument:
    """Parse a front matter. Never raises, whatever the file contains.

    ``sealed`` has values of ``secured`` that were removed before. JSON that YAML rejects is repaired and parsed again.
    """
    try:
        return _parse_head(path, head, head_line, sealed, ())
    except yaml.YAMLError:
        repaired, problems = repair_json_text(path, head, head_line, LOADER)
    try:
        return _parse_head(path, repaired, head_line, sealed, problems)
    except yaml.YAMLError as error:
        return YamlDocument(None, problems=(explain_yaml_error(path, repaired, head_line, error),))


def _parse_head(
    path: str, head: str, head_line: int, sealed: tuple[str, ...], before: tuple[Problem, ...]
) -> YamlDocument:
    """Parse a head once. Raises :class:`yaml.YAMLError`."""
    events = yaml.parse(head, Loader=LOADER)
    builder = _YamlBuilder(path, head, head_line, events, list(before), sealed=list(sealed))
    try:
        value = _parse_document(builder)
    except _RejectedYaml as error:
        return YamlDocument(None, problems=(*builder.problems, error.problem))
    if not isinstance(value, dict) or not value:
        return YamlDocument(None, problems=(_not_fields(path, head_line, value, bool(builder.sealed)),))
    problems = (*builder.problems, *builder.unused.values())
    return YamlDocument(value, _blank_out(head, builder.cuts), problems, tuple(builder.sealed))


class _RejectedYaml(Exception):
    """Raised for valid YAML that must not be read as a record."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _YamlBuilder:
    """The state of one parse. ``cuts`` are spans of the head to blank out, ``anchors`` are values with their sizes,
    ``unused`` the problems of anchors that no alias has named yet."""

    path: str
    head: str
    head_line: int
    events: Iterator[Any]
    problems: list[Problem] = field(default_factory=list)
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    sealed: list[str] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    unused: dict[str, Problem] = field(default_factory=dict)
    nodes: int = 0

    def problem(self, event: Any, name: str, message: str, hint: str, warn: bool = False) -> Problem:
        line = self.head_line + event.start_mark.line
        return Problem(self.path, line, name, message, hint, "warning" if warn else "error")


def _parse_document(builder: _YamlBuilder) -> Any:
    """Parse the single document of the stream; ``None`` if it is empty."""
    next(builder.events)  # the stream starts
    event = next(builder.events)
    if isinstance(event, yaml.StreamEndEvent):
        return None
    value = _parse_value(builder, next(builder.events), "", "", 1)
    next(builder.events)  # the document ends
    event = next(builder.events)
    if not isinstance(event, yaml.StreamEndEvent):
        message = "found a second YAML document in the front matter"
        raise _RejectedYaml(
            builder.problem(event, "", message, "Remove the line of dots or dashes between the two.")
        )
    return value


def _parse_value(builder: _YamlBuilder, event: Any, name: str, where: str, depth: int) -> Any:
    """Parse the value that starts with ``event``. ``name`` is the name of its field, "" in a list."""
    builder.nodes += 1
    if isinstance(event, yaml.AliasEvent):
        return _parse_alias(builder, event, where, depth)
    if not isinstance(event, yaml.ScalarEvent):
        _check_depth(builder, event, depth)
    _check_size(builder, event)
    before = builder.nodes
    if isinstance(event, yaml.ScalarEvent):
        value: Any = _parse_scalar(builder, event, name, where)
    elif isinstance(event, yaml.SequenceStartEvent):
        value = _parse_list(builder, where, depth)
    else:
        value = _parse_mapping(builder, where, depth)
    if event.anchor:
        builder.anchors[event.anchor] = (value, builder.nodes - before + 1)
    return value


def _parse_scalar(builder: _YamlBuilder, event: Any, name: str, where: str) -> Any:
    """Return the value of a scalar, ``None`` if it is absent. Reports text that YAML drops."""
    if event.anchor:
        builder.unused[event.anchor] = builder.problem(event, where, *explain_unused_anchor(event), warn=True)
    if lost := explain_lost_text(builder.head, event):
        builder.problems.append(builder.problem(event, where, *lost, warn=True))
    if not event.implicit[0] or event.tag is not None:
        return event.value
    if event.value in NULLS:
        return None
    if non_name := explain_non_name(event.value, where):
        builder.problems.append(builder.problem(event, where, *non_name, warn=True))
        return None
    return parse_number(event.value) if name in NUMBERS else event.value


def _check_depth(builder: _YamlBuilder, event: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        message = f"expected at most {MAX_DEPTH} levels of nesting, found more"
        raise _RejectedYaml(
            builder.problem(event, "", message, "If the brackets are text, put the value in quotes.")
        )


def _check_size(builder: _YamlBuilder, event: Any) -> None:
    if builder.nodes > MAX_NODES:
        message = f"expected at most {MAX_NODES:,} values, found more"
        raise _RejectedYaml(
            builder.problem(event, "", message, "Use fewer aliases ('*name'), or split the record.")
        )


def _parse_alias(builder: _YamlBuilder, event: Any, where: str, depth: int) -> Any:
    """Return the value of an alias. It counts with its full size and depth."""
    if event.anchor not in builder.anchors:  # unknown, or not complete yet, so it would contain itself
        message = "found an undefined alias ('*' before a name)"
        raise _RejectedYaml(builder.problem(event, where, message, "Put the value in quotes."))
    value, size = builder.anchors[event.anchor]
    builder.unused.pop(event.anchor, None)
    builder.nodes += size - 1
    _check_size(builder, event)
    _check_depth(builder, event, depth + _height(value) - 1)
    return value


def _height(value: Any) -> int:
    """Return the levels of lists and mappings in a parsed value. Bounded, because the value was checked before."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(_height, value), default=0) if isinstance(value, list) else 0


def _parse_list(builder: _YamlBuilder, where: str, depth: int) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := next(builder.events), yaml.SequenceEndEvent):
        value = _parse_value(builder, event, "", f"{where}[{len(values)}]", depth + 1)
        if value is not None:
            values.append(value)
    return values


def _parse_mapping(builder: _YamlBuilder, where: str, depth: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    first: dict[str, int] = {}
    repeated: set[str] = set()
    while not isinstance(event := next(builder.events), yaml.MappingEndEvent):
        name = _parse_name(builder, event, where)
        if is_secured(name):
            _drop_secured(builder, event)
            continue
        short = shorten_quote(name, _LONGEST_NAME)
        dotted = f"{where}.{short}" if where else short
        if name in first and name not in repeated:
            repeated.add(name)
            message = f"found the field twice (first on line {first[name]}): the last one is used"
            builder.problems.append(
                builder.problem(event, dotted, message, "Remove one of the two.", warn=True)
            )
        first.setdefault(name, builder.head_line + event.start_mark.line)
        value = _parse_value(builder, next(builder.events), name, dotted, depth + 1)
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    return values


def _parse_name(builder: _YamlBuilder, event: Any, where: str) -> str:
    """Parse the name of a field, which is a scalar or an alias of one."""
    value = event.value if isinstance(event, yaml.ScalarEvent) else None
    if isinstance(event, yaml.AliasEvent):
        value = builder.anchors.get(event.anchor or "", (None, 0))[0]
    elif event.anchor:
        builder.anchors[event.anchor] = (value, 1)
    if not isinstance(value, str):
        message = "expected a field name before the colon, found a list or a mapping"
        raise _RejectedYaml(builder.problem(event, where, message, "Put the name in quotes."))
    return value


def _drop_secured(builder: _YamlBuilder, name: Any) -> None:
    """Skip the value of ``secured``. Keeps its texts for the leak test, but none of its anchors."""
    first = event = next(builder.events)
    depth = 0
    while True:
        if isinstance(event, yaml.ScalarEvent):
            builder.sealed.append(event.value)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            break
        event = next(builder.events)
    builder.cuts.append((name.start_mark.index, name.end_mark.index, "_"))
    builder.cuts.append((first.start_mark.index, event.end_mark.index, " "))


def _blank_out(head: str, cuts: list[tuple[int, int, str]]) -> str:
    """Blank out spans, and comments that mention ``secured``, without moving any line."""
    pieces, done = [], 0
    for start, end, filler in cuts:
        pieces += [head[done:start], _NOT_NEWLINE.sub(filler, head[start:end])]
        done = end
    head = "".join([*pieces, head[done:]])
    if SECURED not in head.lower():
        return head
    return "\n".join(_COMMENT.sub("", line) if SECURED in line.lower() else line for line in head.split("\n"))


def _not_fields(path: str, line: int, value: Any, sealed: bool) -> Problem:
    found = "a list" if isinstance(value, list) else "text"
    if value is None or value == {}:
        found = "nothing but 'secured'" if sealed else "none"
    return Problem(
        path,
        line,
        "",
        f"expected fields ('name: value'), found {found}",
        "Add fields, for example: title: My first record.",
    )
