"""YAML's complaints in plain words: PyYAML's terse problem and context → line, message, hint.

Of the file at most the one sign is quoted that stands where a parser stopped, so that no message can carry a
piece of ``secured``.
"""

from typing import Any

import yaml

from generator.base.problem import Problem

_QUOTE = "Put the value in quotes."

_TAB = ("expected spaces before the text, found a tab", "Indent with spaces, not tabs.")

_SECOND_COLON = ("expected one value, found a second colon in the line", _QUOTE)

_TOO_DEEP = (
    "expected a field of the same level, found a line indented deeper than the one above",
    "Line the names up, or put the value above in quotes if this line belongs to it.",
)

_STILL_OPEN = (
    "expected a value, found the end of the front matter",
    "Close the bracket or brace that is still open, or put the value in quotes.",
)

_BY_PROBLEM = {
    "found character that cannot start any token": ("expected a value, found {sign} where it begins", _QUOTE),
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "could not find expected ':'": (
        "expected 'name: value', found a line without a colon",
        "Indent the line if it goes on with the value above, or quote that value.",
    ),
    "found unexpected end of stream": (
        "expected a closing quote, found the end of the front matter",
        "Close the quote that is opened here.",
    ),
    "did not find expected key": (
        "expected a field name, found something else after a complete value",
        "Write quotes inside a quoted value as \\\", or '' between single quotes; line the names up.",
    ),
    "did not find expected '-' indicator": (
        "expected the next '- ' of a list, found something else",
        "Give all entries of a list the same indentation.",
    ),
    "block sequence entries are not allowed in this context": (
        "expected one value, found '- ' beside the name",
        "Start the list on a line of its own, or put the value in quotes.",
    ),
    "found unknown escape character": (
        "expected an escape that YAML knows, found another after a backslash",
        "Write the backslash twice, or use single quotes.",
    ),
    "did not find expected ',' or ']'": (
        "expected ',' or ']' in a list, found neither",
        "Close the list, or put the value in quotes if '[' belongs to the text.",
    ),
    "did not find expected ',' or '}'": (
        "expected ',' or '}', found neither",
        "Close the brace, or put the value in quotes if '{' belongs to the text.",
    ),
    "did not find expected alphabetic or numeric character": (
        "expected a value, found a lone {sign} where it begins",
        _QUOTE,
    ),
    "did not find expected node content": ("expected a value, found {sign}, which nothing opened", _QUOTE),
    "found undefined tag handle": ("expected a value, found '!' where it begins", _QUOTE),
    "did not find expected whitespace or line break": ("expected a value, found '!' where it begins", _QUOTE),
    "did not find expected <document start>": (
        "expected the fields to go on, found something that ends them",
        "Start every field name in the first column.",
    ),
    "did not find expected comment or line break": (
        "expected the text of '|' or '>' on the lines below, found it beside",
        "Put the value in quotes, or start the text on the next line.",
    ),
}

_FROM_THE_START = frozenset(
    {
        "while scanning a quoted scalar",
        "while scanning a simple key",
        "while scanning an alias",
        "while scanning an anchor",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)
"""Contexts whose beginning is the fault's place; the parser only notices further on."""


def explain_yaml_error(path: str, head: str, head_line: int, error: yaml.YAMLError) -> Problem:
    """Say what a YAML parser found wrong with the front matter ``head``, and on which line of the file."""
    mark = getattr(error, "problem_mark", None)
    if getattr(error, "context", None) in _FROM_THE_START:
        mark = getattr(error, "context_mark", None) or mark
    before, sign = _around(head, mark) if mark is not None else ("", "")
    message, hint = _words(str(getattr(error, "problem", "")), before, sign)
    line = head_line + mark.line if mark is not None else head_line
    return Problem(path, line, "", message.replace("{sign}", f"'{sign}'"), hint)


def _words(problem: str, before: str, sign: str) -> tuple[str, str]:
    """Return message and hint for a problem at ``sign``, which ``before`` stands before in its line."""
    if problem == "mapping values are not allowed in this context":
        return _SECOND_COLON if ": " in before else _TOO_DEEP
    if problem == "found character that cannot start any token" and sign == "\t":
        return _TAB
    if problem == "did not find expected node content" and not sign:
        return _STILL_OPEN
    return _BY_PROBLEM.get(problem, ("expected YAML, found something that is not", _QUOTE))


def _around(head: str, mark: Any) -> tuple[str, str]:
    """Return the part of a line before a mark, and the sign at it; both may be empty."""
    line = "".join(head.split("\n")[mark.line : mark.line + 1])
    return line[: mark.column], line[mark.column : mark.column + 1]
