r"""Repair JSON that YAML rejects, so that front matter written by any JSON encoder can be read.

YAML 1.2 contains JSON, but its parsers reject the escapes of surrogates (``\ud83d\ude80``), which encoders of Python
and PHP write by default for every character beyond U+FFFF. Pairs become the character, single ones U+FFFD.
No line is moved.
"""

import re
from typing import Any

import yaml

from generator.base.problem import Problem

_ESCAPE = re.compile(
    r"\\(?:u([dD][89aAbB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
"""One escape: a surrogate pair, a single surrogate, or any other."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
"""A double-quoted scalar."""

_JSON_VALUE = re.compile(
    r"^(?:[A-Za-z_][\w.-]*|\"(?:[^\"\\\n]|\\.)*\")[ \t]*:[ \t]+(?=[\"\[{])", re.MULTILINE
)
"""The name of a field in the first column, before a value that may be JSON. Block scalars are indented."""

_ESCAPE_ERROR = "invalid Unicode character escape code"

_MOST_PASSES = 300
"""Most scalars that are repaired one by one: each takes another parse."""

_LONE = "\N{REPLACEMENT CHARACTER}"


def repair_json_text(path: str, head: str, head_line: int, loader: Any) -> tuple[str, tuple[Problem, ...]]:
    """Return a head that YAML rejects with its JSON escapes repaired, and the problems of single surrogates."""
    if "\\u" not in head and "\\U" not in head:
        return head, ()
    lone: list[int] = []
    repaired = _repair_json_values(head, lone)
    for _ in range(_MOST_PASSES):
        error = _find_error(repaired, loader)
        if error is None or _ESCAPE_ERROR not in str(error.problem) or error.context_mark is None:
            break
        start = error.context_mark.index
        scalar = _STRING.match(repaired, start)
        fixed = _repair_escapes(scalar[0], start, repaired, lone) if scalar else ""
        if scalar is None or fixed == scalar[0]:
            break
        repaired = repaired[:start] + fixed + repaired[scalar.end() :]
    message = "found half of a surrogate pair in an escape (\\ud800 to \\udfff): replaced by U+FFFD"
    hint = "Write the character itself, or both halves."
    return repaired, tuple(
        Problem(path, head_line + line, "", message, hint, "warning") for line in dict.fromkeys(lone)
    )


def _find_error(head: str, loader: Any) -> Any:
    """Return the first error of a head, ``None`` if it is valid YAML."""
    try:
        for _ in yaml.parse(head, Loader=loader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def _repair_json_values(head: str, lone: list[int]) -> str:
    """Repair all strings of a head that is one JSON object, and of top-level values that are valid JSON."""
    import json  # imported late: few records are repaired

    decoder = json.JSONDecoder(strict=False)
    pieces, done = [], 0
    starts = [0] if head.lstrip().startswith("{") else [found.end() for found in _JSON_VALUE.finditer(head)]
    for start in starts:
        if start < done:
            continue
        try:
            _, end = decoder.raw_decode(head, start + len(head[start:]) - len(head[start:].lstrip()))
        except (ValueError, RecursionError):
            continue
        pieces += [head[done:start], _repair_strings(head, start, end, lone)]
        done = end
    return "".join([*pieces, head[done:]])


def _repair_strings(head: str, start: int, end: int, lone: list[int]) -> str:
    """Repair the strings of a span that is valid JSON."""
    pieces, done = [], start
    for scalar in _STRING.finditer(head, start, end):
        if "\\u" in scalar[0]:
            pieces += [head[done : scalar.start()], _repair_escapes(scalar[0], scalar.start(), head, lone)]
            done = scalar.end()
    return "".join([*pieces, head[done:end]])


def _repair_escapes(scalar: str, start: int, head: str, lone: list[int]) -> str:
    """Replace the escapes of surrogates in a double-quoted scalar. ``lone`` gets the line of each single one."""

    def replace(escape: re.Match[str]) -> str:
        if escape[1]:
            return chr(0x10000 + ((int(escape[1], 16) - 0xD800) << 10) + int(escape[2], 16) - 0xDC00)
        if escape[3]:
            lone.append(head.count("\n", 0, start + escape.start()))
            return _LONE
        return escape[0]

    return _ESCAPE.sub(replace, scalar)
