"""Cuts the items of a site into blocks of the search index.

A block is an index of its own, made and kept by itself. The cut follows from the number of dated items and from their
keys, counted from the oldest, so a new item touches only the newest block. It is made between *atoms* of about
:data:`ATOM` items. Where an atom ends exactly depends on the keys there, so an item that is added or removed among old
ones nearly always touches its own block only.
"""

from collections.abc import Iterator, Sequence

from generator.base.digest import digest

ATOM = 450
"""Items of an atom. The items after the last whole atom are the newest block: fewer than ``ATOM + WINDOW``."""

WINDOW = 50
"""An atom ends at one of its last places: before the item with the smallest digest there."""

MOST_BLOCKS, LARGE, MOST_OF_LARGE = 8, 64, 7
"""The most blocks, and the most with at least ``LARGE`` atoms. All have the same number of whole atoms, but for two:
one has those that remain, and one the newest items."""


def cut_blocks(keys: Sequence[str]) -> Iterator[tuple[str, range]]:
    """Yield name and range of every block, newest first. ``keys`` are those of the dated items, newest first.

    A name has the numbers of the first atom and of the one after the last: ``0-12``; the newest block has only the
    first.

    >>> [name for name, _ in cut_blocks([str(number) for number in range(5_000)])]
    ['11', '10-11', '8-10', '6-8', '4-6', '2-4', '0-2']
    """
    if not keys:
        return
    starts = _first_atoms(len(keys) // ATOM)
    ends = [len(keys) - _count_before(keys, atom) for atom in starts]
    yield str(starts[-1]), range(ends[-1])
    for index in reversed(range(len(starts) - 1)):
        yield f"{starts[index]}-{starts[index + 1]}", range(ends[index + 1], ends[index])


def _first_atoms(atoms: int) -> list[int]:
    """Return the first atom of every block, the oldest block first. ``atoms`` are whole."""
    size, most = 1, MOST_BLOCKS if atoms < LARGE else MOST_OF_LARGE
    while -(-atoms // size) + 1 > most:
        size += max(1, (1 << size.bit_length()) >> 3)  # steps of 14 to 25 %
    return sorted({*range(0, atoms, size), atoms})


def _count_before(keys: Sequence[str], atom: int) -> int:
    """Return how many items are older than those of an atom."""
    if not atom:
        return 0
    window = range(atom * ATOM - WINDOW, atom * ATOM)
    return min(window, key=lambda place: digest(keys[-1 - place].encode()))
