"""Members of collections, in the order that each collection lists them."""

from collections.abc import Iterator, Mapping, Sequence

from generator.base.problem import Problem
from generator.base.redact import shorten_quote
from generator.model.catalogue import LeftOut, Row
from generator.model.item import Item
from generator.organise.name_slugs import suggest_name

_ENDINGS = (".md", ".markdown", ".html", ".txt")
_MAX_QUOTED = 200
"""Characters of a member's path that a message quotes."""

_MAX_HINTS = 50
"""Missing members that get a suggestion. More of them are probably not typing errors."""

MembersByRow = dict[Row, tuple[Row, ...]]


def resolve_members(
    items: Sequence[Item], twins: Mapping[Row, Sequence[str]], left_out: Sequence[LeftOut]
) -> tuple[MembersByRow, list[Problem]]:
    """Return the members of every collection that has any, and a warning for each member that does not exist.

    A duplicate is replaced by the item that is built for it. A member that is left out is skipped without a
    warning, because the summary already lists it.
    """
    if not any(item.members for item in items):
        return {}, []
    rows = _rows_by_stem(items, twins)
    members: MembersByRow = {}
    problems: list[Problem] = []
    known = rows.keys() | {file_stem(left.path) for left in left_out}
    missing: list[tuple[Item, int]] = []
    for row, item in [(row, item) for row, item in enumerate(items) if item.members]:
        stems = [file_stem(path) for path in item.members]
        own = dict.fromkeys([rows[path] for path in stems if path in rows])
        if row in own:
            del own[row]
            problems.extend(
                _self_reference(item, index) for index, path in enumerate(stems) if rows.get(path) == row
            )
        if own:
            members[row] = tuple(own)
        missing.extend((item, index) for index, path in enumerate(stems) if path not in known)
    return members, [*problems, *_missing_members(missing, known)]


def collections_by_row(members: Mapping[Row, Sequence[Row]]) -> MembersByRow:
    """Return the collections of each member, in the catalogue's order."""
    collections: dict[Row, list[Row]] = {}
    for collection in sorted(members):
        for member in members[collection]:
            collections.setdefault(member, []).append(collection)
    return {member: tuple(collections[member]) for member in sorted(collections)}


def file_stem(path: str) -> str:
    """Return the path of a record without its file extension, as collections write it.

    >>> file_stem("videos/heron.md")
    'videos/heron'
    """
    for ending in _ENDINGS:
        if path.endswith(ending):
            return path[: -len(ending)]
    return path


def _rows_by_stem(items: Sequence[Item], twins: Mapping[Row, Sequence[str]]) -> dict[str, Row]:
    """Return the row of each record by path without extension. If two paths differ in the extension only, the newer
    record wins."""
    rows: dict[str, Row] = {}
    for row, item in enumerate(items):
        rows.setdefault(file_stem(item.path), row)
    for row, duplicates in twins.items():
        for path in duplicates:
            rows.setdefault(file_stem(path), row)
    return rows


def _self_reference(item: Item, index: int) -> Problem:
    return Problem(
        path=item.path,
        line=0,
        field=f"items[{index}]",
        message="the collection lists itself: ignored",
        hint="Remove it from the list.",
        severity="warning",
    )


def _missing_members(missing: Sequence[tuple[Item, int]], known: set[str]) -> Iterator[Problem]:
    if not missing:
        return
    names = sorted(known)
    for number, (item, index) in enumerate(missing):
        path = file_stem(item.members[index])
        quoted = shorten_quote(path, _MAX_QUOTED)
        folder = path[: path.rfind("/") + 1]
        suggestion = suggest_name(path, names, folder) if number < _MAX_HINTS else ""
        yield Problem(
            path=item.path,
            line=0,
            field=f"items[{index}]",
            message=f"no record at '{quoted}': ignored",
            hint=f"Did you mean '{suggestion}'?"
            if suggestion
            else "Add the record, or remove it from the list.",
            severity="warning",
        )
