"""Normalise lists: of any values, and of short names. A single value becomes a list with one entry."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector, show_value

_NAME_FIELDS = frozenset({"topics", "tags", "levels", "keywords", "hashtags"})
"""Fields whose single value may be a list as other programs write it, with commas."""

MOST = 50
"""Most names in one field, such as topics, tags and keywords."""


def list_entries(
    problems: ProblemCollector,
    field: str,
    value: Any,
    most: int,
    single: type | tuple[type, ...] = (str, dict),
) -> Iterable[Any]:
    """Return the entries of a field, at most ``most``; none if it is empty or not a list.

    A value of the types ``single`` is accepted without a list around it.
    """
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        if isinstance(value, single):
            return _wrap_single(problems, field, value)
        problems.expected(
            field, "a list", value, "Write it as a list: each entry on its own line, after a dash."
        )
        return ()
    if len(value) > most:
        problems.add(
            "warning",
            field,
            f"expected at most {most} entries, found {len(value)}: the rest is ignored",
            "Shorten the list.",
        )
        return value[:most]
    return value


def _wrap_single(problems: ProblemCollector, field: str, value: Any) -> Iterator[Any]:
    """Yield a value that should be in a list. Report this unless the value itself has a problem."""
    before = problems.count
    yield value
    separator = _find_separator(field, value) if isinstance(value, str) else ""
    if separator:
        message = f"found a single text with {separator}, {show_value(value)}: read as one name"
        pattern = r"\s+" if separator == "spaces" else "[,;]"
        names = ", ".join(part.strip() for part in re.split(pattern, value) if part.strip())
        problems.add("warning", field, message, f'Write a list, [{names}], or ["{value}"] if it is one name.')
    elif problems.count == before:
        problems.repaired(field, "expected a list, found a single value: read as a list with one entry")


def _find_separator(field: str, value: str) -> str:
    """Return the separators of a text that other programs read as a list of names, "" for none. Jekyll separates tags
    by spaces."""
    if field in _NAME_FIELDS and ("," in value or ";" in value):
        return "commas"
    return "spaces" if field == "tags" and len(value.split()) > 1 else ""


def list_names(problems: ProblemCollector, field: str, value: Any, most: int = MOST) -> tuple[str, ...]:
    """Return short texts in order, without duplicates (ignoring case). An entry may be a mapping with a ``name``."""
    names: dict[str, str] = {}
    for index, entry in enumerate(list_entries(problems, field, value, most)):
        name = entry if type(entry) is str else _entry_name(problems, f"{field}[{index}]", entry)
        name = normalise_text(problems, field, name, LABEL)
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _entry_name(problems: ProblemCollector, field: str, entry: Any) -> Any:
    """Return the name in an entry that is not text."""
    if isinstance(entry, dict):
        entry = entry.get("name")
    if isinstance(entry, (dict, list)):
        problems.expected(field, "text", entry, "Write each entry as a text.")
        return None
    return entry
