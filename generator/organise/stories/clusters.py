"""Groups items into stories, oldest first: an item joins the story of the closest item, or begins one.

An item is compared only with those of the hours before it. So its story depends on these alone, and a change can be
worked out from the oldest changed item on.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from msgspec import Struct

from generator.organise.stories.features import StoryFeatures
from generator.organise.stories.scoring import score_pair

SHORT_TITLE = 3
"""Words of a title up to which one common word is enough to compare two items. Else two are needed."""

MEMBERS = 12
"""The first members of a story: an item must be close to these on average."""

_AVERAGE = 0.6
"""The average closeness that a story must have, as a share of the closeness that one of its members must have."""

_CANDIDATES = 24
"""Items that one is compared with: those with the greatest share of common words in their titles."""


_LEAST_SHARE = 10
"""Two titles must share one word in so many. The texts of others cannot be close."""


class Closeness(Struct, frozen=True):
    """The settings of grouping: ``best`` and ``average`` in thousandths, and the time from the first item."""

    best: int
    average: int
    time: timedelta


def closeness(best: float, hours: int) -> Closeness:
    """Return the settings of grouping. ``best`` is the closeness of the closest member, from 0 to 1."""
    return Closeness(round(best * 1000), round(best * 1000 * _AVERAGE), timedelta(hours=hours))


class Clusters:
    """The stories of the last hours. Items are numbered by position, oldest first."""

    def __init__(self, limits: Closeness) -> None:
        self._limits = limits
        self._features: dict[int, StoryFeatures] = {}
        self._sizes: dict[int, int] = {}
        self._first_of: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._postings: dict[str, list[int]] = {}
        self._start = 0

    def restore(self, position: int, features: StoryFeatures, first: int) -> None:
        """Add an item whose story is known. ``first`` is the position of the first item of that; if it is too old to be
        here, no other item can join the story."""
        self._features[position] = features
        self._sizes[position] = len(features.title)
        self._first_of[position] = first
        if first in self._features:
            self._members.setdefault(first, []).append(position)
        for word in features.title:
            self._postings.setdefault(word, []).append(position)

    def add(self, position: int, features: StoryFeatures) -> int:
        """Add an item, and return the position of the first item of its story: its own, if it begins one."""
        self._forget_before(features)
        first = self._find_story(features)
        self.restore(position, features, position if first is None else first)
        return self._first_of[position]

    def _forget_before(self, features: StoryFeatures) -> None:
        """Drop the items that are too old to be compared with one."""
        while self._features:
            position = next(iter(self._features))
            old = self._features[position]
            if features.published - old.published <= self._limits.time:
                return
            del self._features[position], self._sizes[position]
            self._start = position + 1
            self._drop_postings(old)
            if self._first_of.pop(position) == position:  # no other item can join the story
                del self._members[position]

    def _drop_postings(self, old: StoryFeatures) -> None:
        for word in old.title:
            if (posting := self._postings.get(word)) and posting[-1] < self._start:
                del self._postings[word]

    def _find_story(self, features: StoryFeatures) -> int | None:
        scores = {
            position: score_pair(features, self._features[position])
            for position in self._candidates(features)
        }
        found: tuple[int, int] | None = None
        for position, score in list(scores.items()):
            first = self._first_of[position]
            if score < self._limits.best or (found and (-score, first) >= found):
                continue
            if first in self._members and self._average(features, first, scores) >= self._limits.average:
                found = (-score, first)
        return found[1] if found else None

    def _average(self, features: StoryFeatures, first: int, scores: dict[int, int]) -> int:
        """Return the average closeness of an item to the first members of a story. ``scores`` are known already."""
        members = self._members[first][:MEMBERS]
        for position in members:
            if position not in scores:
                scores[position] = score_pair(features, self._features[position])
        return sum(map(scores.__getitem__, members)) // len(members)

    def _candidates(self, features: StoryFeatures) -> list[int]:
        """Return the positions of the items whose titles share most words with one, at most :data:`_CANDIDATES`."""
        sizes, size = self._sizes, len(features.title)
        need = 1 if size <= SHORT_TITLE else 2
        found: list[tuple[int, int]] = []
        for position, count in Counter(self._sharing(features.title)).items():
            if count >= need or sizes[position] <= SHORT_TITLE:
                either = size + sizes[position] - count
                if count * _LEAST_SHARE >= either:
                    found.append((-1000 * count // either, position))
        found.sort()
        return [position for _, position in found[:_CANDIDATES]]

    def _sharing(self, words: Iterable[str]) -> Iterator[int]:
        """Yield the positions of the items that have a word, once for each."""
        for word in words:
            posting = self._postings.get(word)
            if posting:
                yield from posting[bisect_left(posting, self._start) :]
