"""Parse front matter fast with ``yaml12`` (Rust), where a count proves the result right.

A front matter of the regular shape has one field or one list entry on each line that is not blank. Without a list or
mapping in brackets and without an alias (the code checks for all three), a line can hold no more than that. So
*lines = fields + entries* holds only if

- no name is repeated (the parser keeps the last)
- nothing follows the document (the parser stops there)
- no value, comment or name takes extra lines

A head that fails this proof, or has a scalar other than text in a text field, is left to
:mod:`generator.read.yaml_strict`. Where this parser answers, the strict one returns the same.

A hand-written line parser for the regular shape was measured, too. Its regular expression alone took as long as all of
``yaml12``.
"""

import re
from typing import Any

import yaml12

from generator.read.field_names import KNOWN, NUMBERS, SECURED, is_secured
from generator.read.yaml_numbers import is_finite
from generator.read.yaml_strict import MAX_DEPTH

_LONGEST = 50_000
"""Most characters of a head to parse here. Some of the parser's scans are quadratic."""

_MOST_MARKS = 250
"""Most ``- ``, ``: `` and ``? ``. Each may open a level; ``yaml12`` overflows a stack of 512 KiB near 460 levels."""

_DEEP = "\n" + " " * 24
"""An indentation that no regular record has. Without it, nesting by indentation is limited to its width."""

_MARK = re.compile(r"[\[{*&]")
"""The characters that open a list, a mapping, an alias or an anchor at the start of a value. The strict parser reports
anchors that no alias names."""

_MOST_PLACES = 200
"""Most such characters to examine here. The strict parser does not examine each."""

_CUT = re.compile(r"^[^\"'\n]*[ \t]#\S", re.MULTILINE)
"""A comment that looks like text (``Route #12``). The strict parser reports it."""

_NON_NAME = re.compile(r"(?:[:\-] |^) *(?:None|undefined|NaN) *$", re.MULTILINE)
"""A value that means "no value" to Python or JavaScript. The strict parser reports it in names."""

_IRREGULAR = 1 << 40
"""A count greater than the lines of any file, so that the proof fails."""


def parse_fast(head: str) -> dict[str, Any] | None:
    """Parse a head of the regular shape. ``None`` means "use the strict parser", not "invalid"."""
    head = head.rstrip("\n")
    if not _is_safe(head):
        return None
    try:
        fields: Any = yaml12.parse_yaml(head)
    except Exception:  # noqa: BLE001 - a list or mapping as a name is a TypeError; the strict parser reports any error
        return None
    # never too low: three line ends in a row count as one blank line
    lines = head.count("\n") + 1 - head.count("\n\n")
    if type(fields) is not dict or _count(fields, 1) != lines:
        return None
    return fields or None


def _is_safe(head: str) -> bool:
    """Return whether ``yaml12`` may parse a head: no crash, no exponential growth, nothing that the count misses."""
    return not (
        len(head) > _LONGEST
        or "\t" in head
        or _DEEP in head
        or (("[" in head or "{" in head or "*" in head) and _has_marked_value(head))
        or ("&" in head and (" &" in head or "\n&" in head or head[0] == "&") and _has_marked_value(head))
        or ("#" in head and (SECURED in head.lower() or (" #" in head and _CUT.search(head))))
        or (("None" in head or "undefined" in head or "NaN" in head) and _NON_NAME.search(head))
        or (
            head.count(" ") > _MOST_MARKS
            and head.count("- ") + head.count(": ") + head.count("? ") > _MOST_MARKS
        )
    )


def _has_marked_value(head: str) -> bool:
    """Return whether a bracket, an asterisk or an ampersand may start a value.

    A value starts at the beginning of a line, after ``:``, ``?`` or ``-``, or after a tag or an anchor. Looking back
    from the few such characters takes a tenth of the time of one regular expression for all.
    """
    places = [match.start() for match in _MARK.finditer(head)]
    return len(places) > _MOST_PLACES or any(_starts_value(head, at) for at in places)


def _starts_value(head: str, at: int) -> bool:
    before = head[head.rfind("\n", 0, at) + 1 : at].rstrip(" ")
    if not before or before[-1] in ":?-":
        return True
    words = before.split()
    return not words or words[-1].startswith(("!", "&"))


def _count(fields: dict[str, Any], depth: int) -> int:
    """Count fields and list entries at all levels, and remove those without a value.

    An irregular name or value makes the count ``_IRREGULAR``.
    """
    if depth > MAX_DEPTH or not (fields.keys() <= KNOWN or all(map(_is_plain_name, fields))):
        return _IRREGULAR
    total = len(fields)
    has_absent = False
    for name, value in fields.items():
        kind = type(value)
        if kind is str:
            continue
        if kind is list:
            total += _count_entries(value, depth + 1)
        elif kind is dict:
            total += _count(value, depth + 1)
        elif value is None:
            has_absent = True
        elif name not in NUMBERS or not _is_number(value):
            return _IRREGULAR
    if has_absent:
        for name in [name for name, value in fields.items() if value is None]:
            del fields[name]
    return total


def _count_entries(values: list[Any], depth: int) -> int:
    total = 0
    has_absent = False
    for value in values:
        if type(value) is str:
            total += 1
        elif type(value) is dict:
            total += _count(value, depth + 1)
        elif value is None:
            total += 1
            has_absent = True
        else:
            return _IRREGULAR
    if has_absent:
        values[:] = [value for value in values if value is not None]
    return total


def _is_plain_name(name: object) -> bool:
    return type(name) is str and not is_secured(name)


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, float) and is_finite(value))
