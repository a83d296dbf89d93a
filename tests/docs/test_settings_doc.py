"""``docs/settings.md`` says of every setting what the code says: its table, its type, its default."""

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.inspect import (
    BoolType,
    Field,
    FloatType,
    IntType,
    LiteralType,
    StrType,
    StructType,
    VarTupleType,
    type_info,
)

from generator.model.settings import Settings

DOC = Path(__file__).parents[2] / "docs" / "settings.md"
HEADING = re.compile(r"^## `\[(\w+)\]`$")
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| `(.*?)` \| (.+) \|$")


def documented() -> dict[tuple[str, str], tuple[str, Any]]:
    """Return ``(table, key) → (type in words, default)``."""
    found: dict[tuple[str, str], tuple[str, Any]] = {}
    table = ""
    for line in DOC.read_text("utf-8").splitlines():
        if heading := HEADING.match(line):
            table = heading[1]
        elif row := ROW.match(line):
            found[table, row[1]] = (row[2], tomllib.loads(f"x = {row[3]}")["x"])
    return found


def fields_of(kind: Any) -> tuple[Field, ...]:
    info = type_info(kind)
    assert isinstance(info, StructType)
    return info.fields


def in_words(kind: object) -> str:
    match kind:
        case StrType():
            return "text"
        case BoolType():
            return "true or false"
        case IntType():
            return "whole number"
        case FloatType():
            return "number"
        case VarTupleType(item_type=StrType()):
            return "list of texts"
        case LiteralType(values=values):
            return " or ".join(f'`"{value}"`' for value in values)
        case VarTupleType(item_type=LiteralType(values=values)):
            return "some of " + ", ".join(f'`"{value}"`' for value in values)
    raise AssertionError(f"say in words what {kind} is")


def words_of(kind: str) -> list[str]:
    """Return the words of a type in an order of their own: the code knows none."""
    return sorted(re.split(r"(?: or|,)? ", kind))


def actual() -> dict[tuple[str, str], tuple[str, Any]]:
    defaults = msgspec.json.decode(msgspec.json.encode(Settings()))
    return {
        (table.name, field.name): (in_words(field.type), defaults[table.name][field.name])
        for table in fields_of(Settings)
        for field in fields_of(type(getattr(Settings(), table.name)))
    }


def test_every_setting_is_documented_and_nothing_else() -> None:
    assert list(documented()) == list(actual())


@pytest.mark.parametrize("place", list(actual()), ids=".".join)
def test_type_and_default_are_those_of_the_code(place: tuple[str, str]) -> None:
    described, (kind, default) = documented()[place], actual()[place]
    if "`" in kind:
        assert words_of(described[0]) == words_of(kind)
    else:
        assert described[0] == kind
    assert described[1] == default
    assert type(described[1]) is type(default)
