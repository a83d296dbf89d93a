"""Generate the tables of ``docs/settings.md`` from the settings: ``make docs``.

Each field in ``generator/model/settings.py`` gives a row: its name, type and default, and as its meaning the string
below the field, in Markdown. The rest of the document is written by hand, under one heading per table. It stays as it
is.
"""

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from generator.model.settings import Settings

DOCUMENT = Path(__file__).with_name("settings.md")

HEAD = "| Key | Type | Default | Meaning |\n|---|---|---|---|\n"

_TABLE = re.compile(r"(?m)^\| Key \| Type \| Default \| Meaning \|\n(?:\|.*\n)+")


def regenerate(text: str) -> str:
    """Return the document with all tables regenerated.

    Raises :class:`ValueError` if its headings are not the tables of the settings, in their order.
    """
    start, *sections = re.split(r"(?m)^(?=## `\[)", text)
    headings = [section.partition("\n")[0] for section in sections]
    kinds = dict(zip([f"## `[{name}]`" for name in get_type_hints(Settings)], _kinds(), strict=True))
    if headings != list(kinds):
        raise ValueError(f"expected the headings {list(kinds)}, found {headings}")
    return start + "".join(map(_section, sections, kinds.values()))


def _kinds() -> list[type[msgspec.Struct]]:
    return list(get_type_hints(Settings).values())


def _section(text: str, kind: type[msgspec.Struct]) -> str:
    """Return a section with its table replaced, or added after the first paragraph if it has none."""
    table = HEAD + "".join(_rows(kind))
    if _TABLE.search(text):
        return _TABLE.sub(lambda _: table, text, count=1)
    heading, first, rest = text.split("\n\n", 2)
    return f"{heading}\n\n{first}\n\n{table}\n{rest}"


def _rows(kind: type[msgspec.Struct]) -> Iterator[str]:
    meanings, types = read_meanings(kind), get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        value = {} if field.default is msgspec.NODEFAULT else field.default  # only dicts have a factory
        default = json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
        yield f"| `{field.encode_name}` | {type_name(types[field.name])} | `{default}` | {meanings[field.name]} |\n"


def read_meanings(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return field name → meaning, on one line, from the string below each field of a class.

    Raises :class:`ValueError` if a field has none.
    """
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    meanings: dict[str, str] = {}
    for field, below in zip(body.body, [*body.body[1:], None], strict=True):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        match below:
            case ast.Expr(value=ast.Constant(value=str(meaning))):
                meanings[field.target.id] = " ".join(meaning.split()).replace("|", "\\|")
            case _:
                raise ValueError(f"{kind.__name__}.{field.target.id} has no meaning: add a string below it")
    return meanings


def type_name(kind: Any) -> str:
    """Return the name of a type for somebody who fills in a value: ``bool`` → "true or false"."""
    plain = {str: "text", bool: "true or false", int: "whole number", float: "number"}
    if kind in plain:
        return plain[kind]
    if get_origin(kind) is Literal:
        return _join_values(kind)
    if get_origin(kind) is dict:
        return "table"
    if get_origin(kind) in (UnionType, Union):
        return ", or ".join(map(type_name, get_args(kind)))
    if get_origin(kind) is tuple:
        of = get_args(kind)[0]
        return "list of texts" if of is str else "some of " + ", ".join(_values(of))
    raise ValueError(f"{kind} has no name for people: add it to this function")


def _join_values(kind: Any) -> str:
    *first, last = _values(kind)
    return f"{', '.join(first)} or {last}"


def _values(kind: Any) -> list[str]:
    return [f"`{json.dumps(value)}`" for value in get_args(kind)]


if __name__ == "__main__":
    before = DOCUMENT.read_text("utf-8")
    after = regenerate(before)
    if after != before:
        DOCUMENT.write_text(after, "utf-8")
    sys.stdout.write(f"{DOCUMENT.name}: {'unchanged' if after == before else 'updated'}\n")
