"""Similarity of items, and the search for the items most similar to one.

The similarity of two items depends on these two alone. An item is compared only with its neighbours: for each of its
words and topics, the nearest items in the catalogue's order that share it. So an item that is added or removed affects
only its neighbours, and each row can be computed on its own. :func:`build_feature_index` reads all items;
:func:`find_candidates` and :func:`score_candidates` handle one row.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from generator.base.words import WordSplitter
from generator.model.catalogue import Row
from generator.model.item import Item

REACH = 28
"""Neighbours on each side of an item, divided among its features: a long title has more words, so each word needs fewer
neighbours. On a real site of 1,363 items, the five best are as similar as with 4 neighbours on each side for every
feature, from fewer candidates."""

_LEAST_REACH, MOST_REACH = 2, 8

_FIRST_PAIR, _PAIR_REACH = "\u0e01", 6
"""The first character of all pairs, and the least neighbours for titles of pairs, most of which say little."""

_MOST_WORDS = 32
"""Words of a title, or pairs of characters, that count. Longer texts are not titles and must not cost more time."""

Features = tuple[str, ...]
"""Features of an item, each once: the words of its title, and two for each topic, so that topics weigh double."""

_TOPIC = "topic:{}".format
_TOPIC_AGAIN = "topic:{}:again".format


COMMON_LEAST, COMMON_SHARE, COMMON_TOPIC_SHARE = 20, 20, 2
"""A word that more than one item in 20 has, and more than 20 items, says nothing on this site. So does a topic that
more than every second item has."""

MIN_EVIDENCE, SMALL_SITE = 4, 20
"""Two items are related only if they share two words, two topics, or one of each. On a site of at most 20 items one is
enough. Words weigh two, topics one for each of their two features. Pairs of characters overlap, so all but the first
weigh one. See docs/decisions/0082-related-items.md."""


class FeatureIndex(Struct, frozen=True):
    """``features`` by row. ``postings`` maps a word or a main topic to its rows, ascending. Features of one row only
    are absent. ``least`` is the evidence that related items need."""

    features: list[Features]
    postings: dict[str, list[Row]]
    least: int = MIN_EVIDENCE


TitleWords = dict[tuple[str, tuple[str, ...], str], list[str]]
"""Title words that are not in the item's topic names, by ``(title, topic names, language)``. A cache between builds."""


def build_feature_index(
    items: Sequence[Item],
    topics_of: Sequence[tuple[str, ...]],
    language: str,
    known: TitleWords | None = None,
) -> FeatureIndex:
    """Return the features of all items. ``language`` is the site's; an item may have its own.

    Title words in ``known`` are reused; those that are missing are added to it.
    """
    topic_features = {topics: _topic_features(topics) for topics in set(topics_of)}
    known = {} if known is None else known
    splitters: dict[str, _TitleSplitter] = {}
    features: list[Features] = []
    postings: dict[str, list[Row]] = {}
    for row, (item, topics) in enumerate(zip(items, topics_of, strict=True)):
        spoken = item.locale or language
        words = known.get((item.title, item.topics, spoken))
        if words is None:
            if (splitter := splitters.get(spoken)) is None:
                splitter = splitters[spoken] = _TitleSplitter(spoken)
            words = known[item.title, item.topics, spoken] = splitter.title_words(item.title, item.topics)
        features.append((*topic_features[topics], *words))
        for feature in (*topic_features[topics][:1], *words):
            postings.setdefault(feature, []).append(row)
    _drop_common_features(features, postings, Counter(chain.from_iterable(topics_of)))
    least = 1 if len(items) <= SMALL_SITE else MIN_EVIDENCE
    return FeatureIndex(
        features, {feature: rows for feature, rows in postings.items() if len(rows) > 1}, least
    )


def _drop_common_features(
    features: list[Features], postings: dict[str, list[Row]], topics: Counter[str]
) -> None:
    """Remove words and topics that too many items have: whatever they mean, here they say nothing. ``topics`` are all
    topics with the number of their items."""
    most = max(len(features) // COMMON_SHARE, COMMON_LEAST)
    most_of_topic = max(len(features) // COMMON_TOPIC_SHARE, COMMON_LEAST)
    words = {word for word, rows in postings.items() if len(rows) > most and not is_topic(word)}
    shared = [topic for topic, count in topics.items() if count > most_of_topic]
    common = {*words, *_topic_features(tuple(shared))}
    rows = range(len(features)) if shared else {row for word in words for row in postings[word]}
    for row in rows:
        features[row] = tuple([feature for feature in features[row] if feature not in common])
    for feature in common:
        postings.pop(feature, None)


def _topic_features(topics: tuple[str, ...]) -> Features:
    """Return the features of topics, that of the main topic first."""
    return (*map(_TOPIC, topics), *map(_TOPIC_AGAIN, topics))


def is_topic(feature: str) -> bool:
    """Return whether a feature is a topic, not a word. Words have no colon."""
    return feature.startswith("topic:")


def is_indexed(feature: str) -> bool:
    """Return whether items are searched by a feature. The second feature of a topic only adds weight."""
    return not (is_topic(feature) and feature.endswith(":again"))


class _TitleSplitter:
    """Splits the titles of one language into words."""

    def __init__(self, language: str) -> None:
        self._splitter = WordSplitter(language)
        self._topic_words: dict[tuple[str, ...], frozenset[str]] = {}

    def title_words(self, title: str, topics: tuple[str, ...]) -> list[str]:
        """Return the words of a title, each once, without those of its topic names, which add no information."""
        own = self._topic_words.get(topics)
        if own is None:
            words = [word for name in topics for word in self._splitter.explain(name).values()]
            own = self._topic_words[topics] = frozenset(words)
        return list(dict.fromkeys(self._splitter.split(title, own)))[:_MOST_WORDS]


def find_candidates(index: FeatureIndex, row: Row) -> set[Row]:
    """Return the neighbours of a row: for each of its features, the nearest rows on both sides."""
    find, features = index.postings.get, index.features[row]
    least = _PAIR_REACH if features and features[-1] >= _FIRST_PAIR else _LEAST_REACH
    reach = min(max(REACH // max(len(features), 1), least), MOST_REACH)
    candidates: set[Row] = set()
    for feature in features:
        posting = find(feature)
        if posting is not None:
            middle = bisect_left(posting, row)
            candidates.update(posting[middle - reach if middle > reach else 0 : middle + reach + 1])
    candidates.discard(row)
    return candidates


def score_candidates(index: FeatureIndex, row: Row, others: Sequence[Row]) -> list[int]:
    """Return the similarity of a row to each of ``others``, in thousandths: its share of features that they have. It is
    0 if they share too little (:data:`MIN_EVIDENCE`), whatever the share: one word of a short headline.

    A feature that only the other item has counts an eighth (the index of Tversky, Features of Similarity, 1977). With
    the same weight for both, a short headline of the same topic is nearer than a long one about the same subject.
    Nine tenths of the time for related items is spent here, so the loops run in C. Integers keep ties exact.
    """
    own = frozenset(index.features[row])
    total = len(own)
    theirs = [index.features[other] for other in others]
    shared = map(own.intersection, theirs)
    weighted = 8 * total or 1
    return [
        8000 * len(both) // (weighted + size - len(both))
        if len(both) >= index.least or (len(both) > 1 and _weigh(both) >= index.least)
        else 0
        for both, size in zip(shared, map(len, theirs), strict=True)
    ]


def _weigh(shared: Iterable[str]) -> int:
    """Return the weight of what two items share."""
    pairs = [each for each in shared if each >= _FIRST_PAIR]
    return (
        len(pairs) + bool(pairs) + sum([1 if is_topic(each) else 2 for each in shared if each < _FIRST_PAIR])
    )
