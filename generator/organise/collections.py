"""Collections: which items are members of which, in the order that each collection gives."""

from collections.abc import Iterator, Mapping, Sequence

from generator.base.problem import Problem
from generator.base.redact import is_quotable
from generator.model.catalogue import LeftOut, Row
from generator.model.item import Item
from generator.organise.name_slugs import suggest_name

_ENDINGS = (".md", ".markdown", ".html", ".txt")
_QUOTED = 200
"""Characters of a member that a problem shows."""

_HINTS = 50
"""How many missing members are compared with what there is: a list of nothing but wrong paths is another fault."""

MemberResolver = dict[Row, tuple[Row, ...]]


def resolve_members(
    items: Sequence[Item], twins: Mapping[Row, Sequence[str]], left_out: Sequence[LeftOut]
) -> tuple[MemberResolver, list[Problem]]:
    """Return the members of every collection that has any, and a warning for each that does not exist.

    A member that is a duplicate counts as the item that stands for it; one that is left out is skipped
    without a word, for the summary names it already.
    """
    if not any(item.members for item in items):
        return {}, []
    rows = _rows_by_stem(items, twins)
    members: MemberResolver = {}
    problems: list[Problem] = []
    known = rows.keys() | {file_stem(left.path) for left in left_out}
    strays: list[tuple[Item, int]] = []
    for row, item in [(row, item) for row, item in enumerate(items) if item.members]:
        stems = [file_stem(path) for path in item.members]
        found = dict.fromkeys([rows[path] for path in stems if path in rows])
        if row in found:
            del found[row]
            problems.extend(_itself(item, index) for index, path in enumerate(stems) if rows.get(path) == row)
        if found:
            members[row] = tuple(found)
        strays.extend((item, index) for index, path in enumerate(stems) if path not in known)
    return members, [*problems, *_missing(strays, known)]


def collections_by_row(members: Mapping[Row, Sequence[Row]]) -> MemberResolver:
    """Return the collections that each member belongs to, in the catalogue's order."""
    found: dict[Row, list[Row]] = {}
    for collection in sorted(members):
        for member in members[collection]:
            found.setdefault(member, []).append(collection)
    return {member: tuple(found[member]) for member in sorted(found)}


def file_stem(path: str) -> str:
    """Return a record's path as collections write it: without ending."""
    for ending in _ENDINGS:
        if path.endswith(ending):
            return path[: -len(ending)]
    return path


def _rows_by_stem(items: Sequence[Item], twins: Mapping[Row, Sequence[str]]) -> dict[str, Row]:
    """Return where each record is. Of two records that differ in their ending alone the newer is meant."""
    rows: dict[str, Row] = {}
    for row, item in enumerate(items):
        rows.setdefault(file_stem(item.path), row)
    for row, behind in twins.items():
        for path in behind:
            rows.setdefault(file_stem(path), row)
    return rows


def _itself(item: Item, index: int) -> Problem:
    return Problem(
        path=item.path,
        line=0,
        field=f"items[{index}]",
        message="expected another record, found the collection itself: left out",
        hint="Take it off the list.",
        severity="warning",
    )


def _missing(strays: Sequence[tuple[Item, int]], known: set[str]) -> Iterator[Problem]:
    if not strays:
        return
    names = sorted(known)
    for number, (item, index) in enumerate(strays):
        path = file_stem(item.members[index])
        shown = is_quotable(path, _QUOTED)
        folder = path[: path.rfind("/") + 1]
        near = suggest_name(path, names, folder) if number < _HINTS else ""
        yield Problem(
            path=item.path,
            line=0,
            field=f"items[{index}]",
            message=f"expected the path of a record without its ending, found '{shown}', which is not there: left out",
            hint=f"Did you mean '{near}'?" if near else "Add the record, or take it off the list.",
            severity="warning",
        )
