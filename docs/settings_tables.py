"""Writes the tables of ``docs/settings.md`` from the settings' own definitions: ``make docs``.

The fields of ``generator/model/settings.py`` say it all: name, type, default, and below each a text that tells what it
means, in Markdown as the document shows it. The rest of the document is written by hand, under one heading for each
table; it stays as it is.
"""

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from generator.model.settings import Settings

DOCUMENT = Path(__file__).with_name("settings.md")

HEAD = "| Key | Type | Default | Meaning |\n|---|---|---|---|\n"

_TABLE = re.compile(r"(?m)^\| Key \| Type \| Default \| Meaning \|\n(?:\|.*\n)+")


def renewed(text: str) -> str:
    """Return the document with all of its tables written anew.

    Raises :class:`ValueError` where the headings are not those of the settings, in their order.
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
    """Put a table into its section: where one is, or else at the end of the first paragraph."""
    table = HEAD + "".join(_rows(kind))
    if _TABLE.search(text):
        return _TABLE.sub(lambda _: table, text, count=1)
    heading, first, rest = text.split("\n\n", 2)
    return f"{heading}\n\n{first}\n\n{table}\n{rest}"


def _rows(kind: type[msgspec.Struct]) -> Iterator[str]:
    meanings, types = meanings_of(kind), get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        default = json.dumps(msgspec.to_builtins(field.default), ensure_ascii=False)
        yield f"| `{field.name}` | {in_words(types[field.name])} | `{default}` | {meanings[field.name]} |\n"


def meanings_of(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return what is said below each field of a class, on one line. Raises :class:`ValueError` where nothing is."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)
    meanings: dict[str, str] = {}
    for field, below in zip(body.body, [*body.body[1:], None], strict=True):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        match below:
            case ast.Expr(value=ast.Constant(value=str(said))):
                meanings[field.target.id] = " ".join(said.split()).replace("|", "\\|")
            case _:
                raise ValueError(f"say below {kind.__name__}.{field.target.id} what it means")
    return meanings


def in_words(kind: Any) -> str:
    """Say a type as somebody would who fills it in."""
    plain = {str: "text", bool: "true or false", int: "whole number", float: "number"}
    if kind in plain:
        return plain[kind]
    if get_origin(kind) is Literal:
        return _either(kind)
    if get_origin(kind) is tuple:
        of = get_args(kind)[0]
        return "list of texts" if of is str else "some of " + ", ".join(_values(of))
    raise ValueError(f"say in words what {kind} is")


def _either(kind: Any) -> str:
    *others, last = _values(kind)
    return f"{', '.join(others)} or {last}"


def _values(kind: Any) -> list[str]:
    return [f"`{json.dumps(value)}`" for value in get_args(kind)]


if __name__ == "__main__":
    before = DOCUMENT.read_text("utf-8")
    after = renewed(before)
    if after != before:
        DOCUMENT.write_text(after, "utf-8")
    sys.stdout.write(f"{DOCUMENT.name}: {'as it was' if after == before else 'written'}\n")
