"""Normalise the fields that need no more than the reader of their type."""

from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import Any

from generator.model.item import FactValue
from generator.model.record_fields import SIMPLE_FIELDS, FieldType
from generator.normalise.list_fields import list_names
from generator.normalise.plain_text import LABEL, normalise_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.scalars import (
    read_boolean,
    read_duration,
    read_integer,
    read_moment,
    read_number,
)

_MAX_NUMBER = 1e15

_READERS: dict[FieldType, Callable[[ProblemCollector, str, Any], Any]] = {
    "text": lambda problems, name, value: normalise_text(problems, name, value, LABEL),
    "names": list_names,
    "integer": read_integer,
    "count": lambda problems, name, value: read_integer(problems, name, value, least=0),
    "number": lambda problems, name, value: read_number(problems, name, value, -_MAX_NUMBER, _MAX_NUMBER),
    "boolean": lambda problems, name, value: read_boolean(problems, name, value, default=False),
    "duration": read_duration,
}


def normalise_simple_fields(
    problems: ProblemCollector, fields: dict[str, Any], zone: tzinfo = UTC
) -> dict[str, Any]:
    """Return the attributes of an item that simple fields of its record set, and its facts.

    A date without a time is a day in ``zone``.
    """
    values: dict[str, Any] = {}
    facts: list[tuple[str, FactValue]] = []
    for field in SIMPLE_FIELDS:
        name = field.name
        written = fields.get(name)
        if written is None or written == "":
            continue
        if field.type == "moment":
            value: Any = read_moment(problems, name, written, zone)
        else:
            value = _READERS[field.type](problems, name, written)
        if field.attribute:
            values[field.attribute] = value
        elif value not in (None, "", ()):
            facts.append((name, value))
    if facts:
        values["facts"] = tuple(facts)
    return values
