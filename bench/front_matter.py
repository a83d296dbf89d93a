"""A record or page as text: front matter in block style YAML between dashes, then the body."""

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"(?:[A-Za-z][a-z]+(?: [A-Z][a-z]+)*|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|PT[0-9HMS]+)\Z")
_NOT_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
_QUOTED = json.JSONEncoder(ensure_ascii=False).encode


def document(fields: dict[str, Any], body: str = "") -> str:
    """Write front matter and body as one text."""
    lines = "\n".join(_mapping(fields, ""))
    return f"---\n{lines}\n---\n{body}"


def _mapping(fields: dict[str, Any], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{name}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, (list, tuple)) and value:
            yield f"{indent}{name}:"
            for each in value:
                yield from _element(each, f"{indent}  ")
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _element(value: Any, indent: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{indent}- {_scalar(value)}"
        return
    lines = _mapping(value, f"{indent}  ")
    yield f"{indent}- {next(lines).lstrip()}"
    yield from lines


def _scalar(value: Any) -> str:
    """Write a value as a JSON one, which YAML reads too; plain words and times without quotes, as people do."""
    if isinstance(value, str) and _PLAIN.match(value) and value.lower() not in _NOT_TEXT:
        return value
    return _QUOTED(value)
