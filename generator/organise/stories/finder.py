"""Finds the stories of a site, and reuses those of the last build for all items that no change can reach.

The story of an item depends on the items of the hours before it. So after a change, grouping starts again at the oldest
changed item, and ends when the last hours have the stories that they had, and no changed item.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import compress

import msgspec

from generator.base.digest import SIZE, combine, digest
from generator.model.catalogue import Row
from generator.model.item import Item
from generator.model.settings import StorySettings
from generator.model.site_data import TopicInfo
from generator.organise.stories.clusters import Closeness, Clusters, closeness
from generator.organise.stories.features import StoryLanguages, is_grouped

_BLOCK = 4096
"""Items that are compared at a time, to find the oldest and the newest change."""


class StoryCache(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The stories of the last build, items oldest first.

    ``basis`` is the digest of everything but the items, ``digests`` has that of each item. ``back`` has how many places
    before an item the first one of its story is, as 32-bit numbers: 0 for the first one, and for one without a story.
    """

    basis: bytes = b""
    digests: bytes = b""
    back: bytes = b""


EMPTY_STORIES = StoryCache()


class StoryFinder:
    """Finds the stories of a site. ``now`` is the cache for the next build, set by :meth:`find`."""

    def __init__(self, before: StoryCache = EMPTY_STORIES) -> None:
        """``before`` is the cache of the last build. It saves time and does not change the result."""
        self.before, self.now = before, EMPTY_STORIES
        self.compared = 0
        """Items that were compared with others."""

    def find(
        self, items: Sequence[Item], settings: StorySettings, language: str, topics: Sequence[TopicInfo]
    ) -> list[tuple[Row, ...]]:
        """Return the rows of each story of several items, oldest first. ``items`` are in the catalogue's order.

        Items whose record names a story, or none, are left out.
        """
        if not settings.enabled:
            return []
        dated = items[: _count_dated(items)][::-1]
        basis = _basis(settings, language, topics)
        digests = _digest(dated)
        before = self.before if self.before.basis == basis else EMPTY_STORIES
        if before.digests == digests:
            self.now = before
            return list(_stories(_places(before), len(dated)))
        run = _Grouping(
            dated, StoryLanguages(language, topics), closeness(settings.closeness, settings.hours)
        )
        start, same = _find_changes(digests, before.digests)
        back = run.group(start, len(dated) - same, _places(before))
        self.compared = run.compared
        self.now = StoryCache(basis, digests, back.tobytes())
        return list(_stories(back, len(dated)))


def _count_dated(items: Sequence[Item]) -> int:
    """Return the number of items with a date. The others come last."""
    count = len(items)
    while count and items[count - 1].published is None:
        count -= 1
    return count


def _digest(items: Sequence[Item]) -> bytes:
    """Return the digests of items, one after the other: those of their records, if they have them."""
    encode = msgspec.msgpack.Encoder().encode
    return b"".join([item.digest or digest(encode(item)) for item in items])


def _basis(settings: StorySettings, language: str, topics: Sequence[TopicInfo]) -> bytes:
    names = [(topic.name, topic.keywords) for topic in topics]
    return combine(msgspec.msgpack.encode((settings.closeness, settings.hours, language, names)))


def _places(cache: StoryCache) -> "array[int]":
    return array("I", cache.back)


def _stories(back: "array[int]", count: int) -> Iterator[tuple[Row, ...]]:
    """Yield the rows of each story of several items. Rows count from the newest item, positions from the oldest."""
    stories: dict[int, list[Row]] = {}
    joined = compress(range(count - 1, -1, -1), back)
    for row, places in zip(joined, filter(None, back), strict=True):
        first = row + places
        if first in stories:
            stories[first].append(row)
        else:
            stories[first] = [first, row]
    yield from map(tuple, stories.values())


class _Grouping:
    """One run of grouping over ``items``, oldest first."""

    def __init__(self, items: Sequence[Item], languages: StoryLanguages, limits: Closeness) -> None:
        self._items, self._languages, self._limits = items, languages, limits
        self._clusters = Clusters(limits)
        self.compared = 0

    def group(self, start: int, tail: int, old: "array[int]") -> "array[int]":
        """Return the places from each item back to the first one of its story. ``old`` are those of the last build.

        The items before ``start`` have not changed, and neither have those from ``tail`` on.
        """
        back = old[:start]
        self._restore(start, back)
        shift = len(old) - len(self._items)
        settled = 0  # unchanged items in a row, up to here, with the stories that they had
        for position in range(start, len(self._items)):
            if settled and self._is_settled(position, settled):
                return back + old[position + shift :]
            back.append(self._place(position))
            same = position - back[-1] >= tail and back[-1] == old[position + shift]
            settled = settled + 1 if same else 0
        return back

    def _place(self, position: int) -> int:
        item = self._items[position]
        if not is_grouped(item):
            return 0
        self.compared += 1
        return position - self._clusters.add(position, self._languages.features(item))

    def _restore(self, start: int, back: "array[int]") -> None:
        """Add the items of the hours before ``start`` to the clusters, with the stories that they have."""
        if start == len(self._items):
            return
        newest, first = _published(self._items[start]), start
        while first and newest - _published(self._items[first - 1]) <= self._limits.time:
            first -= 1
        for position in range(first, start):
            item = self._items[position]
            if is_grouped(item):
                self._clusters.restore(position, self._languages.features(item), position - back[position])

    def _is_settled(self, position: int, settled: int) -> bool:
        """Return whether all items that the one at ``position`` can be compared with have the stories they had."""
        first = self._items[position - settled]
        return _published(self._items[position]) - _published(first) > self._limits.time


def _published(item: Item) -> datetime:
    assert item.published is not None
    return item.published


def _find_changes(now: bytes, before: bytes) -> tuple[int, int]:
    """Return how many digests are the same at the beginning, and how many of the others at the end."""
    most = min(len(now), len(before)) // SIZE
    start = _count_same(most, lambda at, step: _part(now, at, at + step) == _part(before, at, at + step))
    ends = len(now) // SIZE, len(before) // SIZE

    def is_same(at: int, step: int) -> bool:
        first, second = ends[0] - at, ends[1] - at
        return _part(now, first - step, first) == _part(before, second - step, second)

    return start, _count_same(most - start, is_same)


def _count_same(most: int, is_same: Callable[[int, int], bool]) -> int:
    """Return the number of items before the first difference. ``is_same`` compares a number of items from
    a place on."""
    count, step = 0, _BLOCK
    while step:
        while count + step <= most and is_same(count, step):
            count += step
        step //= 2
    return count


def _part(digests: bytes, start: int, end: int) -> bytes:
    return digests[start * SIZE : end * SIZE]
