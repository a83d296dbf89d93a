"""Cache of similar items between builds, and the search for entries that are still valid.

The similar items of an item depend on the item, its neighbours and the articles that its record names. So an item that
is added, removed or changed affects only items that have it among their neighbours, and items that chose it. All others
keep their similar items. The cache is by key, because row numbers change whenever an item is added.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from generator.model.catalogue import Related, Row
from generator.model.item import Item
from generator.model.stories import Story
from generator.organise.similarity import MOST_REACH, FeatureIndex, is_indexed, is_topic
from generator.organise.sort_order import order_key

MAX_CHANGED_FRACTION = 20
"""If more than 1 / :data:`MAX_CHANGED_FRACTION` of the items have changed, similar items are chosen again for all
rows. This is faster than finding the rows that are affected."""


class RelatedInputs(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The properties of an item that affect similar items: its own and those of others.

    ``named`` has the headlines of the articles that its record names, ``room`` the number of places that these leave.
    ``story`` has the keys of the articles of its story, which are not related to it. ``least`` is the evidence that
    related items need, which depends on the size of the site.
    """

    features: tuple[str, ...]
    title: str
    published: datetime | None
    promoted: bool
    named: tuple[str, ...]
    room: int
    story: tuple[str, ...] = ()
    least: int = 0


class CachedRelated(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Cache entry of an item: its encoded :class:`RelatedInputs` and the keys of its similar items."""

    noted: bytes
    likely: tuple[str, ...]


@dataclass(frozen=True)
class RelatedCache:
    """Cache entries by key."""

    kept: Mapping[str, CachedRelated] = field(default_factory=dict)


EMPTY_CACHE = RelatedCache()


def collect_inputs(
    items: Sequence[Item],
    index: FeatureIndex,
    named: Sequence[Sequence[Related]],
    limit: int,
    story_of: Mapping[Row, Story],
) -> list[bytes]:
    """Return the encoded :class:`RelatedInputs` of every row."""
    encode = msgspec.msgpack.Encoder().encode
    keys_of = {row: tuple([items[each].key for each in story.rows]) for row, story in story_of.items()}
    return [
        encode(
            RelatedInputs(
                index.features[row],
                item.title,
                item.published,
                item.promoted,
                tuple([_key_and_headline(items, each) for each in named[row]]),
                limit - len(named[row]),
                keys_of.get(row, ()),
                index.least,
            )
        )
        for row, item in enumerate(items)
    ]


def _key_and_headline(items: Sequence[Item], related: Related) -> str:
    if related.row is not None:
        item = items[related.row]
        return f"{item.key}\n{item.title}"
    return related.elsewhere.title if related.elsewhere else ""


def find_reusable(
    items: Sequence[Item], index: FeatureIndex, inputs: Sequence[bytes], before: RelatedCache
) -> list[list[Row] | None]:
    """Return the similar rows of every row from the cache, or ``None`` for a row that must be computed again."""
    changed = _changed_inputs(items, inputs, before)
    if len(changed) * MAX_CHANGED_FRACTION > len(items):
        return [None] * len(items)
    rows = {item.key: row for row, item in enumerate(items)}
    affected = _affected_rows(items, index, changed, rows)
    return [
        None if row in affected else _unchanged_rows(before.kept[item.key].likely, rows, changed)
        for row, item in enumerate(items)
    ]


def _unchanged_rows(
    keys: tuple[str, ...], rows: dict[str, Row], changed: dict[str, list[bytes]]
) -> list[Row] | None:
    """Return the rows of ``keys``, or ``None`` if one of them has changed."""
    return [rows[key] for key in keys] if changed.keys().isdisjoint(keys) else None


def _changed_inputs(
    items: Sequence[Item], inputs: Sequence[bytes], before: RelatedCache
) -> dict[str, list[bytes]]:
    """Return the old and new inputs of every item that was added, removed or changed, by key."""
    changed: dict[str, list[bytes]] = {}
    removed = set(before.kept)
    for item, encoded in zip(items, inputs, strict=True):
        cached = before.kept.get(item.key)
        removed.discard(item.key)
        if cached is None:
            changed[item.key] = [encoded]
        elif cached.noted != encoded:
            changed[item.key] = [cached.noted, encoded]
    return changed | {key: [before.kept[key].noted] for key in removed}


def _affected_rows(
    items: Sequence[Item], index: FeatureIndex, changed: dict[str, list[bytes]], rows: dict[str, Row]
) -> set[Row]:
    """Return the rows of changed items, and the rows that have, or had, a changed item among their neighbours."""
    affected = {rows[key] for key in changed if key in rows}
    # Every changed item may have shifted the window of its neighbours by one.
    reach = MOST_REACH + len(changed)
    for position, features in _changed_positions(items, changed):
        for feature in features:
            affected.update(_rows_in_reach(index, feature, position, reach))
    return affected


def _rows_in_reach(index: FeatureIndex, feature: str, position: Row, reach: int) -> Iterable[Row]:
    """Return the rows whose neighbour window along a feature includes, or included, ``position``.

    The postings list of a word has every row with that word. The list of a topic has only the rows with that main
    topic, although every row with the topic searches it. Lists of one row are not stored.
    """
    posting = index.postings.get(feature)
    middle = bisect_left(posting, position) if posting else 0
    if not is_topic(feature):
        return posting[max(middle - reach, 0) : middle + reach + 1] if posting else ()
    first, last = 0, len(index.features)
    if posting and middle >= reach:
        first = posting[middle - reach]
    if posting and middle + reach < len(posting):
        last = posting[middle + reach] + 1
    return [row for row in range(first, last) if feature in index.features[row]]


def _changed_positions(
    items: Sequence[Item], changed: dict[str, list[bytes]]
) -> Iterator[tuple[Row, list[str]]]:
    """Yield ``(row, features)`` for each changed item: its position in ``items``, or the one it would have, and the
    features by which others find it."""
    decoder = msgspec.msgpack.Decoder(RelatedInputs)
    for key, versions in changed.items():
        for encoded in versions:
            inputs = decoder.decode(encoded)
            sort_key = order_key(inputs.published, inputs.title, key)
            position = bisect_left(
                items, sort_key, key=lambda item: order_key(item.published, item.title, item.key)
            )
            yield position, [feature for feature in inputs.features if is_indexed(feature)]


def update_cache(
    items: Sequence[Item],
    inputs: Sequence[bytes],
    similar: Sequence[Sequence[Row]],
    reused: Sequence[object | None],
    before: RelatedCache,
) -> RelatedCache:
    """Return the cache for the next build. Entries of ``reused`` rows stay the same objects, so that they are
    not stored again."""
    entries = {}
    for item, encoded, chosen, cached in zip(items, inputs, similar, reused, strict=True):
        if cached is None:
            entries[item.key] = CachedRelated(encoded, tuple([items[row].key for row in chosen]))
        else:
            entries[item.key] = before.kept[item.key]
    return RelatedCache(entries)
