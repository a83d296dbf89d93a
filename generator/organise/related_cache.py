"""Sidebars that still hold: which items' neighbourhoods have not moved since the last build.

A sidebar follows from an item, its neighbours and the articles that its record names. An item that comes, goes or
changes therefore disturbs only those that have it among their neighbours, and those that chose it. All others
keep what was chosen for them. What is remembered is by key, for rows move whenever an item comes.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from generator.base.storage.journal import Snapshot
from generator.model.catalogue import Related, Row
from generator.model.item import Item
from generator.organise.similarity import MOST_REACH, FeatureIndex, is_indexed, is_topic
from generator.organise.sort_order import order_key

SHARE = 20
"""Where more than one item in so many has changed, all sidebars are chosen anew: that costs less than sorting out."""


class RelatedInputs(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What sidebars read of an item. ``features`` and the rest are what others see in it; ``named`` are the headlines
    that its record names itself, and how many places that leaves."""

    features: tuple[str, ...]
    title: str
    published: datetime | None
    promoted: bool
    named: tuple[str, ...]
    room: int


class CachedRelated(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What is remembered of an item: its :class:`RelatedInputs`, encoded, and the keys that were chosen for it."""

    noted: bytes
    likely: tuple[str, ...]


@dataclass(frozen=True)
class RelatedCache:
    """Everything remembered, by key. ``known`` are the rows as they were loaded, if they were."""

    kept: Mapping[str, CachedRelated] = field(default_factory=dict)
    known: Snapshot[CachedRelated] = field(default_factory=Snapshot, compare=False)


NOTHING = RelatedCache()


def collect_inputs(
    items: Sequence[Item], near: FeatureIndex, named: Sequence[Sequence[Related]], limit: int
) -> list[bytes]:
    """Return what sidebars read of every item, encoded."""
    encode = msgspec.msgpack.Encoder().encode
    return [
        encode(
            RelatedInputs(
                near.features[row],
                item.title,
                item.published,
                item.promoted,
                tuple([_headline(items, each) for each in named[row]]),
                limit - len(named[row]),
            )
        )
        for row, item in enumerate(items)
    ]


def _headline(items: Sequence[Item], related: Related) -> str:
    if related.row is not None:
        item = items[related.row]
        return f"{item.key}\n{item.title}"
    return related.elsewhere.title if related.elsewhere else ""


def find_reusable(
    items: Sequence[Item], near: FeatureIndex, notes: Sequence[bytes], before: RelatedCache
) -> list[list[Row] | None]:
    """Return for every row what was chosen for it last time, or ``None`` where it must be chosen anew."""
    moved = _moved(items, notes, before)
    if len(moved) * SHARE > len(items):
        return [None] * len(items)
    rows = {item.key: row for row, item in enumerate(items)}
    disturbed = _disturbed(items, near, moved, rows)
    return [
        None if row in disturbed else _again(before.kept[item.key].likely, rows, moved)
        for row, item in enumerate(items)
    ]


def _again(likely: tuple[str, ...], rows: dict[str, Row], moved: dict[str, list[bytes]]) -> list[Row] | None:
    """Return the rows that were chosen, unless one of them moved."""
    return [rows[key] for key in likely] if moved.keys().isdisjoint(likely) else None


def _moved(items: Sequence[Item], notes: Sequence[bytes], before: RelatedCache) -> dict[str, list[bytes]]:
    """Return the notes, old and new, of every item that came, went or changed, by key."""
    moved: dict[str, list[bytes]] = {}
    left = set(before.kept)
    for item, noted in zip(items, notes, strict=True):
        kept = before.kept.get(item.key)
        left.discard(item.key)
        if kept is None:
            moved[item.key] = [noted]
        elif kept.noted != noted:
            moved[item.key] = [kept.noted, noted]
    return moved | {key: [before.kept[key].noted] for key in left}


def _disturbed(
    items: Sequence[Item], near: FeatureIndex, moved: dict[str, list[bytes]], rows: dict[str, Row]
) -> set[Row]:
    """Return the rows that have, or had, a moved item within reach, and those items that moved."""
    found = {rows[key] for key in moved if key in rows}
    # Every moved item may have shifted the window of its neighbours by one.
    reach = MOST_REACH + len(moved)
    for place, features in _places(items, moved):
        for feature in features:
            found.update(_within_reach(near, feature, place, reach))
    return found


def _within_reach(near: FeatureIndex, feature: str, place: Row, reach: int) -> Iterable[Row]:
    """Return the rows that look along a feature and may meet what stands, or stood, at a place.

    All rows with a word stand in its posting. But a topic's posting has only those whose main topic it is, while all
    that have the topic look along it; and a posting that only one row is left in is no longer there.
    """
    posting = near.postings.get(feature)
    middle = bisect_left(posting, place) if posting else 0
    if not is_topic(feature):
        return posting[max(middle - reach, 0) : middle + reach + 1] if posting else ()
    first, last = 0, len(near.features)
    if posting and middle >= reach:
        first = posting[middle - reach]
    if posting and middle + reach < len(posting):
        last = posting[middle + reach] + 1
    return [row for row in range(first, last) if feature in near.features[row]]


def _places(items: Sequence[Item], moved: dict[str, list[bytes]]) -> Iterator[tuple[Row, list[str]]]:
    """Yield where each moved item stands, or would stand, and the features by which others find it."""
    decoder = msgspec.msgpack.Decoder(RelatedInputs)
    for key, notes in moved.items():
        for encoded in notes:
            noted = decoder.decode(encoded)
            at = order_key(noted.published, noted.title, key)
            place = bisect_left(items, at, key=lambda item: order_key(item.published, item.title, item.key))
            yield place, [feature for feature in noted.features if is_indexed(feature)]


def update_cache(
    items: Sequence[Item],
    notes: Sequence[bytes],
    likely: Sequence[Sequence[Row]],
    undisturbed: Sequence[object | None],
    before: RelatedCache,
) -> RelatedCache:
    """Return what the next build can use. What is ``find_reusable`` is kept as it was, the very same objects."""
    kept = {}
    for item, noted, chosen, same in zip(items, notes, likely, undisturbed, strict=True):
        if same is None:
            kept[item.key] = CachedRelated(noted, tuple([items[row].key for row in chosen]))
        else:
            kept[item.key] = before.kept[item.key]
    return RelatedCache(kept)
