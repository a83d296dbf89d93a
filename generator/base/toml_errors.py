"""Explain errors of the TOML parser. A table or a key that is there twice is named with both lines."""

import re

_TABLE = re.compile(r"\s*\[+\s*[\"']?([^\]\"']*?)[\"']?\s*\]")

_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.\s*[\"']?([\w-]+)[\"']?\s*)?=")

_QUOTES_HINT = 'Put text in double quotes: title = "My site". Write numbers, true and false without quotes.'

_FORM_HINT = "Correct this line. A table is [name], a setting name = value."


def explain_toml_error(reason: str, text: str, line: int) -> tuple[str, str]:
    """Return message and hint for an error of the parser on a line, counted from 1."""
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "twice" in reason or "Cannot overwrite" in reason:
        if table := _TABLE.match(written):
            return _explain_repeated_table(table[1], lines[: line - 1])
        if key := _KEY.match(written):
            return _explain_repeated_key(key, lines[: line - 1])
    hint = _QUOTES_HINT if "Invalid value" in reason else _FORM_HINT
    return f"not valid TOML ({reason})", hint


def _explain_repeated_table(name: str, before: list[str]) -> tuple[str, str]:
    first = next((number for number, line in enumerate(before, 1) if _begins_table(line, name)), 0)
    message = f"[{name}] is in the file twice{_first_line(first)}"
    return message, f"Put all settings of [{name}] under one line of [{name}]."


def _begins_table(line: str, name: str) -> bool:
    """Return whether a line is the heading of a table, or sets one of its keys (``site.title = …``)."""
    table, key = _TABLE.match(line), _KEY.match(line)
    return (table is not None and table[1] == name) or (key is not None and bool(key[2]) and key[1] == name)


def _explain_repeated_key(key: re.Match[str], before: list[str]) -> tuple[str, str]:
    matches = [(number, _KEY.match(line)) for number, line in enumerate(before, 1)]
    numbers = [number for number, match in matches if match and match.groups() == key.groups()]
    name = ".".join(part for part in key.groups() if part)
    return (
        f"{name} is in the table twice{_first_line(numbers[-1] if numbers else 0)}",
        "Remove one of the two.",
    )


def _first_line(number: int) -> str:
    return f" (first on line {number})" if number else ""
