"""Ranking of items for lists that are not sorted by date: the front page, the strips of topics, the top feed.

An item's score is a sum in half-lives: promotion + quality + heat − age. One point is worth as much as being one
half-life newer. Because age is a term of the sum, time lowers all scores alike: the order of two items never changes
when a third one is added. ``docs/ranking.md`` explains ranking to site owners.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from generator.model.catalogue import Row, Topic
from generator.model.item import Item
from generator.model.settings import RankSettings, Settings

SCALE = 100
"""Full quality or heat. Values are clamped to 0 … :data:`SCALE`."""

UNMEASURED = 50
"""Quality or heat of an item without a measurement: neutral."""

RUN = 2
"""Maximum number of consecutive items of one provider."""

_ROWS_PER_PLACE = 4
"""Rows that are ranked for each place of a list. If one provider has many of the best, others must be available."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RankScore(Struct, frozen=True):
    """The parts of an item's score, in half-lives. ``age`` is at most 0, and ``None`` for an item without a date, which
    is ranked after all dated items."""

    promotion: float
    quality: float
    heat: float
    age: float | None

    @property
    def total(self) -> float:
        """The sum of all parts. Without a date, the sum of the other three."""
        return self.promotion + self.quality + self.heat + (self.age or 0.0)


def rank_score(item: Item, rank: RankSettings, latest: datetime) -> RankScore:
    """Return the score of an item. ``latest`` is the site's newest plausible date."""
    dated = item.published is not None
    age = _moment(item, rank, latest) - _half_lives(latest, rank) if dated else None
    return RankScore(*_merits(item, rank), age)


def _merits(item: Item, rank: RankSettings) -> tuple[float, float, float]:
    """Return the scores for promotion, quality and heat."""
    promotion = rank.promotion if item.promoted else 0.0
    return promotion, rank.quality * _fraction(item.quality), rank.heat * _fraction(item.heat)


def _fraction(measured: int | None) -> float:
    value = UNMEASURED if measured is None else measured
    return min(max(value, 0), SCALE) / SCALE


def _moment(item: Item, rank: RankSettings, latest: datetime) -> float:
    """Return the date of a dated item in half-lives. Dates after ``latest`` count as ``latest``."""
    assert item.published is not None
    return _half_lives(min(item.published, latest), rank)


def _half_lives(moment: datetime, rank: RankSettings) -> float:
    return (moment - _EPOCH) / timedelta(days=rank.half_life)


def page_depth(settings: Settings) -> int:
    """Return how many ranked rows a list may need: the entries of a feed, or twice the page size for a front page."""
    return max(settings.feeds.entries, 2 * settings.lists.page_size)


class Ranking(Struct, frozen=True):
    """Inputs of ranking. ``limit`` is the number of rows to return; ``latest`` is as in :func:`rank_score`."""

    items: Sequence[Item]
    provider_of: Sequence[str]
    rank: RankSettings
    latest: datetime
    limit: int

    def order(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows with the best scores, with at most :data:`RUN` consecutive rows of one provider."""
        best = best_rows(self, rows, self.limit * _ROWS_PER_PLACE)
        return spread_providers(best, self.provider_of)[: self.limit]

    def of_topics(self, topics: Sequence[Topic]) -> tuple[Topic, ...]:
        """Return topics with their ``ranked`` rows filled in."""
        return tuple([replace(topic, ranked=self.order(topic.rows)) for topic in topics])


def best_rows(ranking: Ranking, rows: Sequence[Row], limit: int) -> list[Row]:
    """Return at most ``limit`` rows with the highest scores, best first. Ties keep the order of ``rows``.

    ``rows`` are in the catalogue's order. Only rows that can be among the best are scored: an item that is older than
    each of the newest ``limit`` by more than the maximum of promotion, quality and heat cannot overtake any of them.
    """
    items, rank, latest = ranking.items, ranking.rank, ranking.latest
    dated = bisect_left(rows, True, key=lambda row: items[row].published is None)
    best = sorted(
        _recent_enough(ranking, rows[:dated], limit),
        key=lambda row: -sum(_merits(items[row], rank)) - _moment(items[row], rank, latest),
    )
    if len(best) < limit:
        best += sorted(rows[dated:], key=lambda row: -sum(_merits(items[row], rank)))
    return best[:limit]


def _recent_enough(ranking: Ranking, rows: Sequence[Row], limit: int) -> Sequence[Row]:
    """Return the rows that are recent enough to be among the best ``limit``. All of them must have a date."""
    if len(rows) <= limit:
        return rows
    items, rank, latest = ranking.items, ranking.rank, ranking.latest
    most = rank.promotion + rank.quality + rank.heat
    oldest = most - _moment(items[rows[limit - 1]], rank, latest)
    return rows[: bisect_right(rows, oldest, key=lambda row: -_moment(items[row], rank, latest))]


def spread_providers(rows: Sequence[Row], provider_of: Sequence[str]) -> tuple[Row, ...]:
    """Reorder rows so that no provider has more than :data:`RUN` consecutive ones, as long as there are others.

    A row that would exceed the run waits until a row of another provider has been placed. All rows are returned. Rows
    without a provider never exceed it.
    """
    placed: list[Row] = []
    waiting: deque[Row] = deque()  # all of one provider: that of the last placed rows
    for row in rows:
        if _exceeds_run(placed, provider_of, row):
            waiting.append(row)
            continue
        placed.append(row)
        while waiting and not _exceeds_run(placed, provider_of, waiting[0]):
            placed.append(waiting.popleft())
    return (*placed, *waiting)


def _exceeds_run(placed: Sequence[Row], provider_of: Sequence[str], row: Row) -> bool:
    """Return whether a row would be one too many of its provider."""
    last = [provider_of[each] for each in placed[-RUN:]]
    return bool(provider_of[row]) and last == [provider_of[row]] * RUN
