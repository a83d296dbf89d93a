"""The related sidebar: first what an item's own record names, then the items most like it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta

from msgspec import Struct

from generator.base.concurrency.pool import can_fork, map_parallel
from generator.model.catalogue import Related, Row
from generator.model.item import Item
from generator.organise.related_cache import (
    NOTHING,
    RelatedCache,
    collect_inputs,
    find_reusable,
    update_cache,
)
from generator.organise.similarity import (
    FeatureIndex,
    TitleWords,
    build_feature_index,
    find_candidates,
    score_candidates,
)

LEAST = 80
"""Thousandths of likeness below which two items are not called related."""

MANY = 4_000
"""From so many rows on, other processes take less time to start than they save."""

PIECE = 500
"""Rows that a process chooses for at a time."""

_SHORTLIST = 2
"""Candidates that are looked at closely, for each place to fill."""


Topics = Sequence[tuple[str, ...]]
"""The topics of every row."""


class RelatedFinder:
    """Makes the related sidebars: begun as soon as items and topics are known, asked for when all else is done."""

    def __init__(
        self, before: RelatedCache = NOTHING, workers: int = 1, told: TitleWords | None = None
    ) -> None:
        """What is remembered of ``before`` and of what titles ``told`` saves work and changes nothing, and so do
        ``workers``."""
        self.before = before
        self.told = told
        self.now = NOTHING
        """What to remember, once all is done."""
        self._workers = workers

    def start(self, items: Sequence[Item], topics_of: Topics, withdrawn: Collection[str], limit: int) -> None:
        """Be told of the items. ``withdrawn`` are addresses, ``limit`` is the number of places."""
        self._items, self._topics_of, self._limit = items, topics_of, limit
        self._named: list[list[Related]] | None = None
        self._withdrawn = withdrawn

    def named(self) -> list[list[Related]]:
        """Return what stands in the sidebar of every row because its record says so."""
        if self._named is None:
            self._named = name_all(self._items, self._withdrawn, self._limit)
        return self._named

    def result(self) -> Sequence[tuple[Related, ...]]:
        """Return the sidebar of every row."""
        items, named = self._items, self.named()
        likely, self.now = find_likely(
            items, self._topics_of, named, self._limit, self.before, self._workers, self.told
        )
        return merge_related(named, likely)


def name_all(items: Sequence[Item], withdrawn: Collection[str], limit: int) -> list[list[Related]]:
    """Return the articles that each record names itself, at most ``limit``."""
    rows = _rows_by_address(items)
    return [named_entries(items, row, rows, withdrawn)[:limit] for row in range(len(items))]


def find_likely(
    items: Sequence[Item],
    topics_of: Topics,
    named: Sequence[Sequence[Related]],
    limit: int,
    before: RelatedCache = NOTHING,
    workers: int = 1,
    told: TitleWords | None = None,
) -> tuple[list[list[Row]], RelatedCache]:
    """Return for every row those most like it, for the places that are left, and what to remember."""
    near = build_feature_index(items, topics_of, told)
    notes = collect_inputs(items, near, named, limit)
    kept = find_reusable(items, near, notes, before)
    anew = [row for row, keep in enumerate(kept) if keep is None]
    chosen = iter(_choose_all(Choice(items, near, named, limit), anew, workers))
    likely = [next(chosen) if keep is None else keep for keep in kept]
    return likely, update_cache(items, notes, likely, kept, before)


def merge_related(
    named: Sequence[Sequence[Related]], likely: Sequence[Sequence[Row]]
) -> tuple[tuple[Related, ...], ...]:
    """Return the sidebars: what records name, then what is like them."""
    places = [Related(row) for row in range(len(named))]
    return tuple(
        [(*first, *[places[row] for row in rest]) for first, rest in zip(named, likely, strict=True)]
    )


class Choice(Struct, frozen=True):
    """What choosing from looks at: the arguments and what was made of them."""

    items: Sequence[Item]
    near: FeatureIndex
    named: Sequence[Sequence[Related]]
    limit: int


def _choose_all(choice: Choice, rows: list[Row], workers: int) -> Iterator[list[Row]]:
    """Yield what is chosen for each row. With processes only where these inherit the items."""
    if not can_fork() or len(rows) < MANY:
        workers = 1
    pieces = [rows[start : start + PIECE] for start in range(0, len(rows), PIECE)]
    for made in map_parallel(likely_of, choice, pieces, workers):
        yield from made


def likely_of(choice: Choice, rows: Sequence[Row]) -> list[list[Row]]:
    """Return for some rows those most like each, as many as the sidebar has room for."""
    return [_likely(choice, row) for row in rows]


def _likely(choice: Choice, row: Row) -> list[Row]:
    items, near, named = choice.items, choice.near, choice.named[row]
    room = choice.limit - len(named)
    return choose(items, near, row, find_candidates(near, row), named, room) if room > 0 else []


def _rows_by_address(items: Sequence[Item]) -> dict[str, Row]:
    """Return where each item is, by key and by every other address that a reference may give."""
    rows = {item.key: row for row, item in enumerate(items)}
    for row, item in enumerate(items):
        for address in (item.link, item.original_url, item.web_url):
            if address:
                rows.setdefault(address, row)
    return rows


def named_entries(
    items: Sequence[Item], row: Row, rows: Mapping[str, Row], withdrawn: Collection[str]
) -> list[Related]:
    """Return the articles that a record names itself, without itself, repeats and withdrawn ones."""
    found: dict[Row | str, Related] = {}
    for reference in items[row].related:
        place = rows.get(reference.key)
        if place is None and (reference.key in withdrawn or reference.url in withdrawn):
            continue
        if place is None:
            place = rows.get(reference.url)
        if place is None:
            found.setdefault(reference.key, Related(None, reference))
        elif place != row:
            found.setdefault(place, Related(place))
    return list(found.values())


def choose(
    items: Sequence[Item],
    near: FeatureIndex,
    row: Row,
    others: Set[Row],
    named: Sequence[Related],
    room: int,
) -> list[Row]:
    """Return the rows most like one, at most ``room`` of them, one for each headline, none that is named."""
    pool = list(others - {each.row for each in named})
    likeness = score_candidates(near, row, pool)
    titles = frozenset([_title(items, each) for each in named])
    # Ranking costs as much as scoring: first the best few, all only where repeated headlines use those up.
    floor = max([LEAST, *sorted(likeness)[-_SHORTLIST * room :][:1]])
    scored = zip(likeness, pool, strict=True)
    chosen = _one_per_headline(items, _ranked(items, row, scored, floor), titles, room)
    if len(chosen) < room and floor > LEAST:
        scored = zip(likeness, pool, strict=True)
        chosen = _one_per_headline(items, _ranked(items, row, scored, LEAST), titles, room)
    return chosen


def _ranked(items: Sequence[Item], row: Row, scored: Iterable[tuple[int, Row]], floor: int) -> list[Row]:
    """Sort the rows that score enough: by score, then promoted items first, the nearest in time, by key."""
    moment = items[row].published
    ranks = []
    for score, other in scored:
        if score >= floor:
            item = items[other]
            ranks.append((-score, not item.promoted, _apart(moment, item.published), item.key, other))
    ranks.sort()
    return [other for *_, other in ranks]


def _apart(one: datetime | None, other: datetime | None) -> timedelta:
    """Return the time between two moments, the longest there is where one is not known."""
    return timedelta.max if one is None or other is None else abs(one - other)


def _one_per_headline(
    items: Sequence[Item], ranked: Sequence[Row], titles: Collection[str], room: int
) -> list[Row]:
    """Take the first of every headline: the same story from five providers would fill the sidebar."""
    seen = set(titles)
    chosen: list[Row] = []
    for other in ranked:
        title = items[other].title.casefold()
        if title not in seen:
            seen.add(title)
            chosen.append(other)
            if len(chosen) == room:
                break
    return chosen


def _title(items: Sequence[Item], related: Related) -> str:
    if related.row is not None:
        return items[related.row].title.casefold()
    return related.elsewhere.title.casefold() if related.elsewhere else ""
