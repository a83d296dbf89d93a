"""Permanent paths of item pages: ``2021/12/15/title``, or ``course/title`` for items without a date.

A permalink depends on day and title. If several items want the same one, each gets a digest of its key as a suffix, and
the path itself leads to a page that names them all. Which of them was public first is not known without a ledger, and
an old link must not show another article without a word. A withdrawn item still counts: its path is not given away.

A title that looks as if it already had a suffix gets one too. So an item that is added later can never take the
suffixed path of another.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from generator.base.digest import short
from generator.base.text import make_slug, transliterate
from generator.model.catalogue import Row, SharedPath
from generator.model.item import Item
from generator.organise.ledger_paths import NO_RESERVED_PATHS, ReservedPaths
from generator.organise.local_dates import Day
from generator.organise.name_slugs import RESERVED

_SUFFIX_LENGTHS = (8, 16, 32)
_suffixed = re.compile(r"-(?=[0-9]*[a-f])[0-9a-f]{8,}\Z").search
"""A suffix has at least one letter: titles often end in eight digits (a date), rarely in mixed digits and letters."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def assign_permalinks(
    items: Sequence[Item],
    plain: Sequence[str],
    reserved: ReservedPaths = NO_RESERVED_PATHS,
    withdrawn: Collection[str] = (),
    chosen: Mapping[Row, str] = {},
) -> tuple[tuple[str, ...], tuple[SharedPath, ...]]:
    """Return the permalink of every row, and the paths that several items share.

    All are different, even on a disk that ignores case. Paths that the ledger has reserved for an item come first
    (:mod:`generator.organise.ledger_paths`). ``plain`` are those without a suffix (:func:`plain_path`). ``withdrawn``
    has the case-folded paths of withdrawn items. ``chosen`` has the permalinks that records choose.
    """
    paths = list(plain)
    links = _reserved_links(items, paths, reserved)
    for row, path in chosen.items():
        links[row] = paths[row] = path
    held = {link.casefold() for link in links if link}
    shared: list[SharedPath] = []
    for folded, rows in _claimants(paths, links).items():
        free = folded not in held and reserved.allows(folded, items[rows[0]].key)
        if free and len(rows) + (folded in withdrawn) == 1 and not links[rows[0]]:
            links[rows[0]] = paths[rows[0]]
        elif folded not in held and folded not in reserved.owners:
            shared.append(SharedPath(paths[rows[0]], tuple(rows)))
    taken = (
        {link.casefold() for link in links}
        | reserved.owners.keys()
        | {each.path.casefold() for each in shared}
    )
    for row in oldest_first(items, [row for row, link in enumerate(links) if not link]):
        path = paths[row]
        links[row] = _with_suffix(
            f"{path}{items[row].kind}" if path.endswith("/") else path, items[row].key, taken
        )
        taken.add(links[row].casefold())
    return tuple(links), tuple(sorted(shared))


def plain_path(item: Item, day: Day | None, language: str = "") -> str:
    """Return the path of an item without a suffix: its slug, else its title. It ends with a slash if that has no
    letters."""
    folder = f"{item.kind}/" if day is None else f"{day[0]:04}/{day[1]:02}/{day[2]:02}/"
    return folder + make_slug(transliterate(item.slug or item.title, language))


def _reserved_links(items: Sequence[Item], paths: Sequence[str], reserved: ReservedPaths) -> list[str]:
    """Return the reserved link of each row, "" for none. ``paths`` are those without a ledger.

    An item whose folder has changed keeps its name in the new folder, if that path is free. One with a ``slug`` keeps
    only a path with this slug.
    """
    links = [""] * len(items)
    if not reserved.lines:
        return links
    folders = [f"{path.rpartition('/')[0]}/" for path in paths]
    held = [reserved.path_for(item.key) for item in items]
    for row, item in enumerate(items):
        if item.slug and held[row] != paths[row] and not _is_with_suffix(held[row], paths[row]):
            held[row] = ""
    moved = [row for row, link in enumerate(held) if link and not _is_directly_in(link, folders[row])]
    for row, link in enumerate(held):
        links[row] = link
    taken = {link.casefold() for link in held if link}
    for row in oldest_first(items, moved):
        link = folders[row] + held[row].rpartition("/")[2]
        is_free = link.casefold() not in taken and reserved.allows(link, items[row].key)
        links[row] = link if is_free else ""
        taken.add(link.casefold())
    return links


def _is_directly_in(link: str, folder: str) -> bool:
    return link.startswith(folder) and "/" not in link[len(folder) :]


def _claimants(paths: Sequence[str], links: Sequence[str]) -> dict[str, list[Row]]:
    """Return the rows that want each path, by case-folded path. A path that always gets a suffix is absent.

    Those are the rows without a link, and those that have it from the ledger with a suffix, because they once wanted
    the same path as others.
    """
    claimants: dict[str, list[Row]] = {}
    for row, path in enumerate(paths):
        name, link = path.rpartition("/")[2], links[row]
        if (
            name
            and name not in RESERVED
            and not _suffixed(name)
            and (not link or _is_with_suffix(link, path))
        ):
            claimants.setdefault(path.casefold(), []).append(row)
    return claimants


def _is_with_suffix(link: str, path: str) -> bool:
    found = _suffixed(link)
    return found is not None and link[: found.start()] == path


def oldest_first(items: Sequence[Item], rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order in which they take paths: the oldest item first."""
    return sorted(rows, key=lambda row: _age(items[row]))


def _age(item: Item) -> tuple[datetime, str]:
    """Return a sort key: the oldest item first. Items of one folder either all have a date, or none has."""
    return item.published or _EPOCH, item.key


def _with_suffix(base: str, key: str, taken: set[str]) -> str:
    """Append the shortest digest of the key that has a letter and makes a free path: nearly always the first."""
    candidates = [f"{base}-{short(key, length)}" for length in _SUFFIX_LENGTHS]
    free = [link for link in candidates if _suffixed(link) and link.casefold() not in taken]
    return free[0] if free else candidates[-1]
