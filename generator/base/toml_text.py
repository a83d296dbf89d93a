"""TOML files that people write: their text, their values, and what messages say about them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.base.errors import SettingsError
from generator.base.suggest import closest_names
from generator.base.toml_errors import explain_toml_error

LEAST_SIMILARITY = 0.7
"""Lower similarities give wrong suggestions, because there are so many settings."""

_HUGE = 10**18
"""From here on a number is too long to show. Python refuses to print thousands of digits."""

_TOML_POSITION = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


def read_toml_text(file: Path) -> str:
    """Return the text of a TOML file, "" if there is no such file. Raises :class:`SettingsError`."""
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise SettingsError(
            f"{file.as_posix()}: expected UTF-8, found other bytes", "Save the file as UTF-8."
        ) from None
    except OSError as error:
        message = f"{file.as_posix()}: cannot read the file: {error.strerror}"
        raise SettingsError(
            message, "Check that it is a file and that you have permission to read it."
        ) from error


def parse_toml(shown: str, text: str) -> dict[str, Any]:
    """Parse TOML. ``shown`` is the name of the file in messages. Raises :class:`SettingsError` with the line."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of a number with more digits than Python converts
        match = _TOML_POSITION.search(str(error))
        line = match[1] if match and match[1] else str(text.count("\n") + 1)
        reason, hint = explain_toml_error(_TOML_POSITION.sub("", str(error)), text, int(line))
        raise SettingsError(f"{shown}:{line}: {reason}", hint) from None


def suggest_setting(word: str, known: Mapping[str, str]) -> str:
    """Return a hint with the setting (a key of ``known``) whose name is closest to ``word``, "" if none is close."""
    close = closest_names(word.casefold(), known.values(), LEAST_SIMILARITY)
    for setting, name in known.items():
        if close and name == close[0]:
            return f"Did you mean {setting}?"
    return ""


def list_choices(known: Iterable[str]) -> str:
    """Return a hint with all possible names."""
    return f"Choose one of {', '.join(known)}."


def format_value(value: object) -> str:
    """Return a value for a message: texts in quotes, other values as in TOML, long ones truncated."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        few = len(value) <= 10 and not any(isinstance(each, list | dict) for each in value)
        return (
            f"[{', '.join(map(format_value, value))}]"
            if few and value
            else f"a{'n empty' * (not value)} list"
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= _HUGE:
        return "a huge number"
    if not isinstance(value, str):
        return str(value)[:80]
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in value[:80])
    return f"'{text}'" if len(value) <= 80 else f"'{text}…'"
