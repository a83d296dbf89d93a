"""Which items go first where a list is not simply by date: the front page, the strips of topics, the top feed.

An item's standing is a sum, in half-lives: what promotion, quality and heat are worth, less its age. One more is
worth as much as being one half-life newer. As the date is an addend, time moves all standings alike: the order of two
items never changes because a third one comes. ``docs/ranking.md`` explains it to the owner of a site.
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
"""What counts as all of quality, or of heat: more than that is worth no more, less than nothing no less."""

UNMEASURED = 50
"""What an item counts as whose quality or heat nobody measured: neither for it nor against it."""

RUN = 2
"""Items in a row that one provider may have."""

_SPARE = 4
"""Rows that are ranked for each place: where one provider has many of the best, others must be at hand."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RankScore(Struct, frozen=True):
    """Why an item stands where it stands, in half-lives. ``age`` is at most 0, ``None`` for an item without a date:
    those stand after all others."""

    promotion: float
    quality: float
    heat: float
    age: float | None

    @property
    def total(self) -> float:
        """The sum of all parts; without a date, of the three others."""
        return self.promotion + self.quality + self.heat + (self.age or 0.0)


def rank_score(item: Item, rank: RankSettings, latest: datetime) -> RankScore:
    """Return the standing of an item. ``latest`` is the site's newest date that is no slip of the pen."""
    dated = item.published is not None
    age = _moment(item, rank, latest) - _half_lives(latest, rank) if dated else None
    return RankScore(*_merits(item, rank), age)


def _merits(item: Item, rank: RankSettings) -> tuple[float, float, float]:
    """Return what promotion, quality and heat are worth."""
    promotion = rank.promotion if item.promoted else 0.0
    return promotion, rank.quality * _share(item.quality), rank.heat * _share(item.heat)


def _share(measured: int | None) -> float:
    known = UNMEASURED if measured is None else measured
    return min(max(known, 0), SCALE) / SCALE


def _moment(item: Item, rank: RankSettings, latest: datetime) -> float:
    """Return the date of a dated item in half-lives; what is dated beyond ``latest`` counts as that old."""
    assert item.published is not None
    return _half_lives(min(item.published, latest), rank)


def _half_lives(moment: datetime, rank: RankSettings) -> float:
    return (moment - _EPOCH) / timedelta(days=rank.half_life)


def page_depth(settings: Settings) -> int:
    """Return how many of the best are asked for at most: by a feed, or by a front page of two pages' length."""
    return max(settings.feeds.entries, 2 * settings.lists.page_size)


class Ranking(Struct, frozen=True):
    """What ranking looks at. ``limit`` is how many rows are asked for; ``latest`` as in :func:`rank_score`."""

    items: Sequence[Item]
    provider_of: Sequence[str]
    rank: RankSettings
    latest: datetime
    limit: int

    def order(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows to show first: the best, no more than two in a row of one provider."""
        return spread_providers(best_rows(self, rows, self.limit * _SPARE), self.provider_of)[: self.limit]

    def of_topics(self, topics: Sequence[Topic]) -> tuple[Topic, ...]:
        """Return topics, each with its own best items."""
        return tuple([replace(topic, ranked=self.order(topic.rows)) for topic in topics])


def best_rows(ranking: Ranking, rows: Sequence[Row], limit: int) -> list[Row]:
    """Return the rows of highest standing, at most ``limit``, best first; ties in the order of the rows.

    ``rows`` are in the catalogue's order. Looks only at what can be among the best: an item that is older than the
    newest ``limit`` by more than all that can speak for it stands behind all of them.
    """
    items, rank, latest = ranking.items, ranking.rank, ranking.latest
    dated = bisect_left(rows, True, key=lambda row: items[row].published is None)
    chosen = sorted(
        _within_reach(ranking, rows[:dated], limit),
        key=lambda row: -sum(_merits(items[row], rank)) - _moment(items[row], rank, latest),
    )
    if len(chosen) < limit:
        chosen += sorted(rows[dated:], key=lambda row: -sum(_merits(items[row], rank)))
    return chosen[:limit]


def _within_reach(ranking: Ranking, rows: Sequence[Row], limit: int) -> Sequence[Row]:
    if len(rows) <= limit:
        return rows
    items, rank, latest = ranking.items, ranking.rank, ranking.latest
    most = rank.promotion + rank.quality + rank.heat
    oldest = most - _moment(items[rows[limit - 1]], rank, latest)
    return rows[: bisect_right(rows, oldest, key=lambda row: -_moment(items[row], rank, latest))]


def spread_providers(rows: Sequence[Row], provider_of: Sequence[str]) -> tuple[Row, ...]:
    """Order rows anew so that no provider has more than :data:`RUN` in a row, as long as there are others.

    A row that would be one too many waits until another provider's has come between. All rows stay; those without a
    provider are of nobody, and never too many.
    """
    placed: list[Row] = []
    waiting: deque[Row] = deque()  # all of one provider: the one that has the last places
    for row in rows:
        if _runs_on(placed, provider_of, row):
            waiting.append(row)
            continue
        placed.append(row)
        while waiting and not _runs_on(placed, provider_of, waiting[0]):
            placed.append(waiting.popleft())
    return (*placed, *waiting)


def _runs_on(placed: Sequence[Row], provider_of: Sequence[str], row: Row) -> bool:
    """Tell whether a row would be one too many of its provider."""
    last = [provider_of[each] for each in placed[-RUN:]]
    return bool(provider_of[row]) and last == [provider_of[row]] * RUN
