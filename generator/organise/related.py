"""Related items of each item: first the articles that its record names, then the most similar items."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta

from msgspec import Struct

from generator.base.concurrency.executor import SERIAL, Executor
from generator.model.catalogue import Related, Row
from generator.model.item import Item
from generator.model.stories import Story
from generator.organise.related_cache import (
    EMPTY_CACHE,
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

MIN_SIMILARITY = 130
"""Similarity in thousandths below which items are not related."""

PARALLEL_ROWS = 4_000
"""From this number of rows on, worker processes save more time than they take to start."""

CHUNK_ROWS = 500
"""Rows that a worker process handles at a time."""

_SHORTLIST = 2
"""Candidates that are ranked for each free place."""


Topics = Sequence[tuple[str, ...]]
"""Topic slugs by row."""


class RelatedFinder:
    """Finds the related items of all rows. Call :meth:`start` as soon as items and topics are known, and
    :meth:`result` when everything else is done."""

    def __init__(
        self, before: RelatedCache = EMPTY_CACHE, executor: Executor = SERIAL, told: TitleWords | None = None
    ) -> None:
        """``before`` is the cache of the last build, ``told`` that of title words. Like ``executor``, they save time
        and do not change the result."""
        self.before = before
        self.told = told
        self.now = EMPTY_CACHE
        """The cache for the next build, set by :meth:`result`."""
        self._executor = executor

    def start(
        self,
        items: Sequence[Item],
        topics_of: Topics,
        withdrawn: Collection[str],
        limit: int,
        language: str = "en",
        story_of: Mapping[Row, Story] | None = None,
    ) -> None:
        """Set the items. ``withdrawn`` has URLs that may not be linked to. ``limit`` is the number of related items,
        ``language`` the language of the site. Articles of one story in ``story_of`` are not related to each other: the
        page lists them anyway."""
        self._items, self._topics_of, self._limit, self._language = items, topics_of, limit, language
        self._story_of = story_of or {}
        self._named: list[list[Related]] | None = None
        self._withdrawn = withdrawn

    def named(self) -> list[list[Related]]:
        """Return for every row the related items that its record names."""
        if self._named is None:
            self._named = find_named(self._items, self._withdrawn, self._limit)
        return self._named

    def result(self) -> Sequence[tuple[Related, ...]]:
        """Return the related items of every row."""
        items, named = self._items, self.named()
        similar, self.now = find_similar(
            items,
            self._topics_of,
            named,
            self._limit,
            self.before,
            self._executor,
            self.told,
            self._language,
            self._story_of,
        )
        return merge_related(named, similar)


def find_named(items: Sequence[Item], withdrawn: Collection[str], limit: int) -> list[list[Related]]:
    """Return for every row the articles that its record names, at most ``limit``."""
    rows = _rows_by_url(items)
    return [named_entries(items, row, rows, withdrawn)[:limit] for row in range(len(items))]


def find_similar(
    items: Sequence[Item],
    topics_of: Topics,
    named: Sequence[Sequence[Related]],
    limit: int,
    before: RelatedCache = EMPTY_CACHE,
    executor: Executor = SERIAL,
    told: TitleWords | None = None,
    language: str = "en",
    story_of: Mapping[Row, Story] | None = None,
) -> tuple[list[list[Row]], RelatedCache]:
    """Return the most similar rows of every row, for the places that ``named`` leaves free, and the cache for the next
    build."""
    index = build_feature_index(items, topics_of, language, told)
    story_of = story_of or {}
    inputs = collect_inputs(items, index, named, limit, story_of)
    reused = find_reusable(items, index, inputs, before)
    missing = [row for row, cached in enumerate(reused) if cached is None]
    chosen = iter(_choose_all(RelatedContext(items, index, named, limit, story_of), missing, executor))
    similar = [next(chosen) if cached is None else cached for cached in reused]
    return similar, update_cache(items, inputs, similar, reused, before)


def merge_related(
    named: Sequence[Sequence[Related]], similar: Sequence[Sequence[Row]]
) -> tuple[tuple[Related, ...], ...]:
    """Return the related items of every row: first the named ones, then the similar ones."""
    entries = [Related(row) for row in range(len(named))]
    return tuple(
        [(*first, *[entries[row] for row in rest]) for first, rest in zip(named, similar, strict=True)]
    )


class RelatedContext(Struct, frozen=True):
    """Inputs for choosing similar rows, shared with worker processes."""

    items: Sequence[Item]
    index: FeatureIndex
    named: Sequence[Sequence[Related]]
    limit: int
    story_of: Mapping[Row, Story]


def _choose_all(context: RelatedContext, rows: list[Row], executor: Executor) -> Iterator[list[Row]]:
    """Yield the similar rows of each row. Uses several workers only if they share the items."""
    if not executor.shares_memory or len(rows) < PARALLEL_ROWS:
        executor = SERIAL
    chunks = [rows[start : start + CHUNK_ROWS] for start in range(0, len(rows), CHUNK_ROWS)]
    for chosen in executor.map(choose_chunk, context, chunks):
        yield from chosen


def choose_chunk(context: RelatedContext, rows: Sequence[Row]) -> list[list[Row]]:
    """Return the similar rows of each of ``rows``, as many as there are free places."""
    return [_choose_for_row(context, row) for row in rows]


def _choose_for_row(context: RelatedContext, row: Row) -> list[Row]:
    items, index, named = context.items, context.index, context.named[row]
    room = context.limit - len(named)
    if room <= 0:
        return []
    story = context.story_of.get(row)
    others = find_candidates(index, row)
    return choose(items, index, row, others.difference(story.rows) if story else others, named, room)


def _rows_by_url(items: Sequence[Item]) -> dict[str, Row]:
    """Return the row of each item, by key and by every other URL that a record may use for it."""
    rows = {item.key: row for row, item in enumerate(items)}
    for row, item in enumerate(items):
        for url in (item.link, item.original_url, item.web_url):
            if url:
                rows.setdefault(url, row)
    return rows


def named_entries(
    items: Sequence[Item], row: Row, rows: Mapping[str, Row], withdrawn: Collection[str]
) -> list[Related]:
    """Return the articles that a record names, without the item itself, repeats and withdrawn articles."""
    entries: dict[Row | str, Related] = {}
    for link in items[row].related:
        other = rows.get(link.key)
        if other is None and (link.key in withdrawn or link.url in withdrawn):
            continue
        if other is None:
            other = rows.get(link.url)
        if other is None:
            entries.setdefault(link.key, Related(None, link))
        elif other != row:
            entries.setdefault(other, Related(other))
    return list(entries.values())


def choose(
    items: Sequence[Item],
    index: FeatureIndex,
    row: Row,
    others: Set[Row],
    named: Sequence[Related],
    room: int,
) -> list[Row]:
    """Return at most ``room`` rows of ``others``, the most similar to ``row`` first.

    Rows in ``named`` are skipped. So are headlines that ``named`` or a better row already has.
    """
    candidates = list(others - {each.row for each in named})
    scores = score_candidates(index, row, candidates)
    titles = frozenset([_headline(items, each) for each in named])
    # Ranking costs as much as scoring, so rank only the best few. Rank all if repeated headlines use those up.
    floor = max([MIN_SIMILARITY, *sorted(scores)[-_SHORTLIST * room :][:1]])
    scored = zip(scores, candidates, strict=True)
    chosen = _one_per_headline(items, _rank(items, row, scored, floor), titles, room)
    if len(chosen) < room and floor > MIN_SIMILARITY:
        scored = zip(scores, candidates, strict=True)
        chosen = _one_per_headline(items, _rank(items, row, scored, MIN_SIMILARITY), titles, room)
    return chosen


def _rank(items: Sequence[Item], row: Row, scored: Iterable[tuple[int, Row]], floor: int) -> list[Row]:
    """Return the rows with a score of at least ``floor``: by score, promoted items first, nearest in time, by key."""
    moment = items[row].published
    ranks = []
    for score, other in scored:
        if score >= floor:
            item = items[other]
            ranks.append((-score, not item.promoted, _time_between(moment, item.published), item.key, other))
    ranks.sort()
    return [other for *_, other in ranks]


def _time_between(one: datetime | None, other: datetime | None) -> timedelta:
    """Return the time between two moments, or the maximum if one is unknown."""
    return timedelta.max if one is None or other is None else abs(one - other)


def _one_per_headline(
    items: Sequence[Item], ranked: Sequence[Row], titles: Collection[str], room: int
) -> list[Row]:
    """Return the first row of each headline: else the same story from five providers would fill the list."""
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


def _headline(items: Sequence[Item], related: Related) -> str:
    if related.row is not None:
        return items[related.row].title.casefold()
    return related.elsewhere.title.casefold() if related.elsewhere else ""
