"""Front matter → fields, the fast way: ``yaml12`` (Rust), believed only where counting proves it right.

A front matter of the regular shape has one field or one list entry on each line that is not blank. With no list or
mapping in brackets and no alias (both are looked for), a line can hold no more than that; so *lines = fields + entries*
holds only if no name is repeated (the parser keeps the last), nothing follows the document (the parser stops there),
and no value, comment or name takes lines of its own. Whatever fails the proof, or has a scalar that is not text in a
text field, is left to :mod:`generator.read.yaml_strict`, which agrees with this way wherever this way answers.

A line parser of our own for the regular shape was measured too: its one regular expression alone took as long as all
of ``yaml12``.
"""

import re
from typing import Any

import yaml12

from generator.read.field_names import KNOWN, NUMBERS, SECURED, is_secured
from generator.read.yaml_numbers import is_finite
from generator.read.yaml_strict import MAX_DEPTH

_LONGEST = 50_000
"""Characters of the longest head for the fast way: some of the parser's scans are quadratic."""

_MARKS = 250
"""Most ``- ``, ``: `` and ``? ``. Each may open a level; ``yaml12`` overflows a stack of 512 KiB near 460 levels."""

_DEEP = "\n" + " " * 24
"""An indentation that no regular record has. Without it, lines add fewer levels than it has columns."""

_BRACKET = re.compile(r"[\[{*]")
"""What opens a list or mapping in brackets, or an alias, where a value may begin."""

_MOST_BRACKETS = 200
"""More of them than this are left to the careful way, which does not look at each."""

_ODD_ANCHOR = re.compile(r"(?:^|[:?\-]|(?<!\S)!\S*) *&(?![A-Za-z0-9_-]+(?:\s|\Z))", re.MULTILINE)
"""An anchor, where a value may begin, of a name that only YAML 1.2 allows: ``&ab:``, ``&a.b``, ``&é``."""

_IRREGULAR = 1 << 40
"""More values than any file has lines."""


def parse_fast(head: str) -> dict[str, Any] | None:
    """Parse a head of the regular shape; ``None`` means "look closer", not "wrong"."""
    head = head.rstrip("\n")
    if not _is_tame(head):
        return None
    try:
        fields: Any = yaml12.parse_yaml(head)
    except Exception:  # noqa: BLE001 - a list or a mapping as a name is a TypeError; any other is no better a reason
        return None
    lines = (
        head.count("\n") + 1 - head.count("\n\n")
    )  # never too few: three line ends in a row count as one blank line
    if type(fields) is not dict or _count(fields, 1) != lines:
        return None
    return fields


def _is_tame(head: str) -> bool:
    """Tell whether the parser may have it: no crash, no explosion, nothing that the count cannot see."""
    return not (
        len(head) > _LONGEST
        or "\t" in head
        or _DEEP in head
        or (("[" in head or "{" in head or "*" in head) and _opens(head))
        or ("&" in head and (" &" in head or "\n&" in head or head[0] == "&") and _ODD_ANCHOR.search(head))
        or ("#" in head and SECURED in head.lower())
        or (head.count(" ") > _MARKS and head.count("- ") + head.count(": ") + head.count("? ") > _MARKS)
    )


def _opens(head: str) -> bool:
    """Tell whether a bracket or a star may begin a value: at the start of a line, after ``:``, ``?`` or ``-``, after a
    tag or an anchor. Looking back from the few there are takes a tenth of the time of one expression for all."""
    places = [found.start() for found in _BRACKET.finditer(head)]
    return len(places) > _MOST_BRACKETS or any(_begins_value(head, at) for at in places)


def _begins_value(head: str, at: int) -> bool:
    before = head[head.rfind("\n", 0, at) + 1 : at].rstrip(" ")
    if not before or before[-1] in ":?-":
        return True
    words = before.split()
    return not words or words[-1].startswith(("!", "&"))


def _count(fields: dict[str, Any], depth: int) -> int:
    """Count fields and entries at all levels; a value or name that needs a closer look makes the count absurd."""
    if depth > MAX_DEPTH or not (fields.keys() <= KNOWN or all(map(_is_plain_name, fields))):
        return _IRREGULAR
    total = len(fields)
    for name, value in fields.items():
        kind = type(value)
        if kind is str:
            continue
        if kind is list:
            total += _count_entries(value, depth + 1)
        elif kind is dict:
            total += _count(value, depth + 1)
        elif name not in NUMBERS or not _is_number(value):
            return _IRREGULAR
    return total


def _count_entries(values: list[Any], depth: int) -> int:
    total = 0
    for value in values:
        if type(value) is str:
            total += 1
        elif type(value) is dict:
            total += _count(value, depth + 1)
        else:
            return _IRREGULAR
    return total


def _is_plain_name(name: object) -> bool:
    return type(name) is str and not is_secured(name)


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, float) and is_finite(value))
