"""Permanent paths of item pages: ``2021/12/15/title``, or ``course/title`` for items without a date.

A permalink depends on the item alone. If two items want the same one, the older item keeps it and the other gets a
digest of its key as a suffix. A title that looks as if it already had a suffix gets one too. So an item that is added
later can never take the suffixed path of another.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from generator.base.digest import short
from generator.base.text import make_slug
from generator.model.catalogue import Row
from generator.model.item import Item
from generator.organise.ledger_paths import NO_RESERVED_PATHS, ReservedPaths
from generator.organise.local_dates import Day
from generator.organise.name_slugs import RESERVED

_SUFFIX_LENGTHS = (8, 16, 32)
_suffixed = re.compile(r"-(?=[0-9]*[a-f])[0-9a-f]{8,}\Z").search
"""A suffix has at least one letter: titles often end in eight digits (a date), rarely in mixed digits and letters."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def assign_permalinks(
    items: Sequence[Item], days: Sequence[Day | None], reserved: ReservedPaths = NO_RESERVED_PATHS
) -> tuple[str, ...]:
    """Return the permalink of every row. All are different, even on a disk that ignores case.

    Paths that the ledger has reserved for an item come first (:mod:`generator.organise.ledger_paths`).
    """
    names = [make_slug(item.title) for item in items]
    folders = [_folder(item, day) for item, day in zip(items, days, strict=True)]
    links = _reserved_links(items, folders, reserved)
    held = {link.casefold() for link in links if link}
    open_rows = [row for row, link in enumerate(links) if not link]
    for folded, row in _oldest_claimants(items, folders, names, open_rows).items():
        if folded not in held and reserved.allows(folded, items[row].key):
            links[row] = folders[row] + names[row]
    taken = {link.casefold() for link in links} | reserved.owners.keys()
    for row in sorted([row for row, link in enumerate(links) if not link], key=lambda row: _age(items[row])):
        base = folders[row] + (names[row] or items[row].kind)
        links[row] = _with_suffix(base, items[row].key, taken)
        taken.add(links[row].casefold())
    return tuple(links)


def _reserved_links(items: Sequence[Item], folders: Sequence[str], reserved: ReservedPaths) -> list[str]:
    """Return the reserved link of each row, "" for none.

    An item whose folder has changed keeps its name in the new folder, if that path is free.
    """
    links = [""] * len(items)
    if not reserved.lines:
        return links
    held = [reserved.path_for(item.key) for item in items]
    moved = [row for row, link in enumerate(held) if link and not _is_directly_in(link, folders[row])]
    for row, link in enumerate(held):
        links[row] = link
    taken = {link.casefold() for link in held if link}
    for row in sorted(moved, key=lambda row: _age(items[row])):
        link = folders[row] + held[row].rpartition("/")[2]
        is_free = link.casefold() not in taken and reserved.allows(link, items[row].key)
        links[row] = link if is_free else ""
        taken.add(link.casefold())
    return links


def _is_directly_in(link: str, folder: str) -> bool:
    return link.startswith(folder) and "/" not in link[len(folder) :]


def _folder(item: Item, day: Day | None) -> str:
    return f"{item.kind}/" if day is None else f"{day[0]:04}/{day[1]:02}/{day[2]:02}/"


def _oldest_claimants(
    items: Sequence[Item], folders: Sequence[str], names: Sequence[str], rows: Sequence[Row]
) -> dict[str, Row]:
    """Return the oldest item for each permalink without a suffix. Keys are case-folded."""
    claimants: dict[str, Row] = {}
    for row in rows:
        name = names[row]
        if not name or name in RESERVED or _suffixed(name):
            continue
        path = (folders[row] + name).casefold()
        rival = claimants.setdefault(path, row)
        if rival != row and _age(items[row]) < _age(items[rival]):
            claimants[path] = row
    return claimants


def _age(item: Item) -> tuple[datetime, str]:
    """Return a sort key: the oldest item first. Items of one folder either all have a date, or none has."""
    return item.published or _EPOCH, item.key


def _with_suffix(base: str, key: str, taken: set[str]) -> str:
    """Append the shortest digest of the key that has a letter and makes a free path: nearly always the first."""
    candidates = [f"{base}-{short(key, length)}" for length in _SUFFIX_LENGTHS]
    free = [link for link in candidates if _suffixed(link) and link.casefold() not in taken]
    return free[0] if free else candidates[-1]
