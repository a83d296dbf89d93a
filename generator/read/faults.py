"""YAML's complaints in plain words: PyYAML's terse problem and context → line, message, hint.

Nothing of the file is quoted, so that no message can carry a piece of ``secured``.
"""

import yaml

from generator.base.problem import Problem

_QUOTE = "put the value in quotes"

_TAB = ("expected spaces before the text, found a tab", "indent with spaces, not tabs")

_BY_PROBLEM = {
    "mapping values are not allowed in this context": (
        "expected one value, found a second colon, or a line indented deeper than its neighbours",
        f"{_QUOTE}, or line the names up",
    ),
    "found character that cannot start any token": (
        "expected a value, found a tab, '%', '@' or '`' where it begins",
        f"{_QUOTE}; indent with spaces, not tabs",
    ),
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "could not find expected ':'": (
        "expected 'name: value', found a line without a colon",
        "indent the line if it goes on with the value above, or quote that value",
    ),
    "found unexpected end of stream": (
        "expected a closing quote, found the end of the front matter",
        "close the quote that is opened here",
    ),
    "did not find expected key": (
        "expected a field name, found something else after a complete value",
        "write quotes inside a quoted value as \\\", or '' between single quotes; line the names up",
    ),
    "did not find expected '-' indicator": (
        "expected the next '- ' of a list, found something else",
        "give all entries of a list the same indentation",
    ),
    "block sequence entries are not allowed in this context": (
        "expected one value, found '- ' beside the name",
        f"start the list on a line of its own, or {_QUOTE}",
    ),
    "found unknown escape character": (
        "expected an escape that YAML knows, found another after a backslash",
        "write the backslash twice, or use single quotes",
    ),
    "did not find expected ',' or ']'": (
        "expected ',' or ']' in a list, found neither",
        f"close the list, or {_QUOTE} if '[' belongs to the text",
    ),
    "did not find expected ',' or '}'": (
        "expected ',' or '}', found neither",
        f"close the brace, or {_QUOTE} if '{{' belongs to the text",
    ),
    "did not find expected alphabetic or numeric character": (
        "expected a value, found a lone '*' or '&' where it begins",
        _QUOTE,
    ),
    "did not find expected node content": (
        "expected a value, found a bracket or a comma that nothing opened",
        _QUOTE,
    ),
    "found undefined tag handle": ("expected a value, found '!' where it begins", _QUOTE),
    "did not find expected whitespace or line break": ("expected a value, found '!' where it begins", _QUOTE),
    "did not find expected <document start>": (
        "expected the fields to go on, found something that ends them",
        "start every field name in the first column",
    ),
    "did not find expected comment or line break": (
        "expected the text of '|' or '>' on the lines below, found it beside",
        f"{_QUOTE}, or start the text on the next line",
    ),
}

_FROM_THE_START = frozenset(
    {
        "while scanning a quoted scalar",
        "while scanning a simple key",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)
"""Contexts whose beginning is the fault's line; the parser only notices further down."""


def explain(path: str, head_line: int, error: yaml.YAMLError) -> Problem:
    """Say what a YAML parser found wrong, and on which line of the file."""
    known = _BY_PROBLEM.get(str(getattr(error, "problem", "")))
    message, hint = known or ("expected YAML, found something that is not", _QUOTE)
    mark = getattr(error, "problem_mark", None)
    if getattr(error, "context", None) in _FROM_THE_START:
        mark = getattr(error, "context_mark", None) or mark
    line = head_line + mark.line if mark is not None else head_line
    return Problem(path, line, "", message, hint)
