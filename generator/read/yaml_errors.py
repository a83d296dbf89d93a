"""Translate PyYAML's errors into plain problems with line, message and hint.

A message quotes at most the one character where the parser stopped, so no message can contain a part of ``secured``.
"""

from typing import Any

import yaml

from generator.base.problem import Problem

_QUOTE = "Put the value in quotes."

_TAB = ("expected spaces for indentation, found a tab", "Indent with spaces, not tabs.")

_SECOND_COLON = ("expected one value, found a second colon on the line", _QUOTE)

_TOO_DEEP = (
    "found a line indented deeper than the field above",
    "Align the field names. If this line belongs to the value above, put that value in quotes.",
)

_STILL_OPEN = (
    "expected a value, found the end of the front matter",
    "Close the open bracket or brace, or put the value in quotes.",
)

_BY_PROBLEM = {
    "found character that cannot start any token": ("found {char} at the start of a value", _QUOTE),
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "could not find expected ':'": (
        "expected 'name: value', found a line without a colon",
        "Indent the line if it continues the value above, or put that value in quotes.",
    ),
    "found unexpected end of stream": (
        "expected a closing quote, found the end of the front matter",
        "Close the quote that starts here.",
    ),
    "did not find expected key": (
        "expected a field name, found text after the end of a value",
        "Inside double quotes write \\\", inside single quotes ''. Align the field names.",
    ),
    "did not find expected '-' indicator": (
        "expected '- ' for the next list entry, found something else",
        "Give all list entries the same indentation.",
    ),
    "block sequence entries are not allowed in this context": (
        "found '- ' on the same line as the field name",
        "Start the list on the next line, or put the value in quotes.",
    ),
    "found unknown escape character": (
        "found a backslash that does not start a valid escape sequence",
        "Double the backslash, or use single quotes.",
    ),
    "did not find expected ',' or ']'": (
        "expected ',' or ']' in a list, found neither",
        "Close the list. If '[' is part of the text, put the value in quotes.",
    ),
    "did not find expected ',' or '}'": (
        "expected ',' or '}' in a mapping, found neither",
        "Close the mapping. If '{' is part of the text, put the value in quotes.",
    ),
    "did not find expected alphabetic or numeric character": (
        "found a lone {char} at the start of a value",
        _QUOTE,
    ),
    "did not find expected node content": ("expected a value, found an unexpected {char}", _QUOTE),
    "found undefined tag handle": ("found '!' at the start of a value", _QUOTE),
    "did not find expected whitespace or line break": ("found '!' at the start of a value", _QUOTE),
    "did not find expected <document start>": (
        "found text after the end of the fields",
        "Start every field name in the first column.",
    ),
    "did not find expected comment or line break": (
        "found text on the same line as '|' or '>'",
        "Start the text on the next line, or put the value in quotes.",
    ),
}

_REPORTED_AT_START = frozenset(
    {
        "while scanning a quoted scalar",
        "while scanning a simple key",
        "while scanning an alias",
        "while scanning an anchor",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)
"""Contexts of which the start is reported. The parser only notices the error further on."""


def explain_yaml_error(path: str, head: str, head_line: int, error: yaml.YAMLError) -> Problem:
    """Return the problem for a parser error in the front matter ``head``, with its line in the file."""
    mark = getattr(error, "problem_mark", None)
    if getattr(error, "context", None) in _REPORTED_AT_START:
        mark = getattr(error, "context_mark", None) or mark
    before, char = _split_line(head, mark) if mark is not None else ("", "")
    message, hint = _describe(str(getattr(error, "problem", "")), before, char)
    line = head_line + mark.line if mark is not None else head_line
    return Problem(path, line, "", message.replace("{char}", f"'{char}'"), hint)


def _describe(problem: str, before: str, char: str) -> tuple[str, str]:
    """Return message and hint for PyYAML's ``problem`` at ``char``, which follows ``before`` on its line."""
    if problem == "mapping values are not allowed in this context":
        return _SECOND_COLON if ": " in before else _TOO_DEEP
    if problem == "found character that cannot start any token" and char == "\t":
        return _TAB
    if problem == "did not find expected node content" and not char:
        return _STILL_OPEN
    return _BY_PROBLEM.get(problem, ("not valid YAML", _QUOTE))


def _split_line(head: str, mark: Any) -> tuple[str, str]:
    """Return the part of a line before a mark, and the character at the mark. Both may be empty."""
    line = "".join(head.split("\n")[mark.line : mark.line + 1])
    return line[: mark.column], line[mark.column : mark.column + 1]
