"""How alike two items are, and where to look for those most like one.

The score of two items is made of these two alone, and an item is compared only with its neighbours: those
that share a word or a topic with it and stand nearest to it in the catalogue's order among all that do. So
an item that comes or goes disturbs nobody but its neighbours, and each row can be worked out by itself:
:func:`build_feature_index` goes over all items; :func:`find_candidates` and :func:`score_candidates` look at one row.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from msgspec import Struct

from generator.base.text import split_words
from generator.model.catalogue import Row
from generator.model.item import Item

REACH = 28
"""Neighbours on each side that an item looks at, shared out among its features: a long title has more words to
find likenesses by, and each needs to lead less far. On a real site of 1,363 items this finds five best that
are as alike as with 4 neighbours a side for every feature, among fewer candidates."""

_LEAST_REACH, MOST_REACH = 2, 8

_MOST_WORDS = 24
"""Words of a title that count: what is longer is no title, and must not take longer."""

Features = tuple[str, ...]
"""What an item is compared by, each once: the words of its title, and two for each topic, which weighs double."""

_TOPIC = "topic:{}".format
_TOPIC_AGAIN = "topic:{}:again".format


class FeatureIndex(Struct, frozen=True):
    """``features`` by row. ``postings`` leads from a word or a main topic to its rows, ascending; what only
    one item has leads nowhere and is absent."""

    features: list[Features]
    postings: dict[str, list[Row]]


TitleWords = dict[tuple[str, tuple[str, ...]], list[str]]
"""What titles tell beside the names of the item's topics, by both."""


def build_feature_index(
    items: Sequence[Item], topics_of: Sequence[tuple[str, ...]], known: TitleWords | None = None
) -> FeatureIndex:
    """Note of all items what they can be compared by. What is ``known`` already is not worked out again, and the rest
    is added to it."""
    labels = {topics: _labels(topics) for topics in set(topics_of)}
    implied = {names: _implied(names) for names in {item.topics for item in items}}
    kept: dict[str, str] = {}  # one string for each word, however often it is met
    features: list[Features] = []
    postings: dict[str, list[Row]] = {}
    for row, (item, topics) in enumerate(zip(items, topics_of, strict=True)):
        told = known.get((item.title, item.topics)) if known else None
        if told is None:
            told = _told(item.title, implied[item.topics], kept)
            if known is not None:
                known[item.title, item.topics] = told
        features.append((*labels[topics], *told))
        for lead in (*labels[topics][:1], *told):
            postings.setdefault(lead, []).append(row)
    return FeatureIndex(features, {lead: rows for lead, rows in postings.items() if len(rows) > 1})


def _labels(topics: tuple[str, ...]) -> Features:
    """Return the features of topics, that of the main one first."""
    return (*map(_TOPIC, topics), *map(_TOPIC_AGAIN, topics))


def is_topic(feature: str) -> bool:
    """Tell whether a feature is a topic's, not a word's. No word has a colon."""
    return feature.startswith("topic:")


def is_indexed(feature: str) -> bool:
    """Tell whether items are found by a feature. The second one of a topic only weighs."""
    return not (is_topic(feature) and feature.endswith(":again"))


def _implied(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of topics' names: in the title of an item of these topics they say nothing more."""
    return frozenset([word for name in names for word in split_words(name)])


def _told(title: str, implied: Collection[str], kept: dict[str, str]) -> list[str]:
    """Return the words of a title, each once, without those that its topics imply."""
    told = [word for word in dict.fromkeys(split_words(title)) if word not in implied]
    return [kept.setdefault(word, word) for word in told[:_MOST_WORDS]]


def find_candidates(near: FeatureIndex, row: Row) -> set[Row]:
    """Return the neighbours of a row: for each of its features, the nearest rows on both sides."""
    find, features = near.postings.get, near.features[row]
    reach = min(max(REACH // max(len(features), 1), _LEAST_REACH), MOST_REACH)
    found: set[Row] = set()
    for feature in features:
        posting = find(feature)
        if posting is not None:
            place = bisect_left(posting, row)
            found.update(posting[place - reach if place > reach else 0 : place + reach + 1])
    found.discard(row)
    return found


def score_candidates(near: FeatureIndex, row: Row, others: Sequence[Row]) -> list[int]:
    """Return how alike a row is to others: thousandths of all their features that they share (Jaccard).

    Nine tenths of the time of a sidebar is spent here, so the loops run in C. Integers keep ties exact.
    """
    own = frozenset(near.features[row])
    total = len(own)
    theirs = [near.features[other] for other in others]
    shared = map(len, map(own.intersection, theirs))
    return [1000 * n // (total + size - n) for n, size in zip(shared, map(len, theirs), strict=True)]
