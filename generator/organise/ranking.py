"""Ranking of items for lists that are not sorted by date: the front page, the strips of topics, the top feed.

An item's score is a sum in half-lives: promotion + quality + heat + image + coverage − age. One point is worth as much
as being one half-life newer. Because age is a term of the sum, time lowers all scores alike: the order of two items
never changes when a third one is added, unless it joins the story of one of them. ``docs/ranking.md`` explains ranking
to site owners.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from generator.model.catalogue import Row, Topic
from generator.model.item import Item
from generator.model.settings import RankSettings, Settings
from generator.model.stories import Story, one_per_story

SCALE = 100
"""Full quality or heat. Values are clamped to 0 … :data:`SCALE`."""

UNMEASURED = 50
"""Quality or heat of an item without a measurement: neutral."""

DOUBLINGS = (0.0, 0.0, 1.0, 1.585, 2.0, 2.322, 2.585, 2.807, 3.0)
"""Binary logarithms of the numbers of providers in a story. More than eight count as eight."""

FIRST = 9
"""Places of a list in which no provider has more than ``[rank] per_provider`` items: the lead and the best of the front
page."""

RUN = 2
"""Maximum number of consecutive items of one provider."""

REACH = 5
"""Half-lives by which an item may be older than one that it passes because that one's provider has enough places."""

_ROWS_PER_PLACE = 4
"""Rows that are ranked for each place of a list. If one provider has many of the best, others must be available."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RankScore(Struct, frozen=True):
    """The parts of an item's score, in half-lives. ``age`` is at most 0, and ``None`` for an item without a date, which
    is ranked after all dated items."""

    promotion: float
    quality: float
    heat: float
    image: float
    coverage: float
    age: float | None

    @property
    def total(self) -> float:
        """The sum of all parts. Without a date, the sum of the others."""
        return self.promotion + self.quality + self.heat + self.image + self.coverage + (self.age or 0.0)


def rank_score(item: Item, rank: RankSettings, latest: datetime, providers: int = 1) -> RankScore:
    """Return the score of an item. ``latest`` is the site's newest plausible date, ``providers`` the number of
    providers in the story that the item leads."""
    dated = item.published is not None
    age = _moment(item, rank, latest) - _half_lives(latest, rank) if dated else None
    return RankScore(*_merits(item, rank), _coverage(rank, providers), age)


def _merits(item: Item, rank: RankSettings) -> tuple[float, float, float, float]:
    """Return the scores for promotion, quality, heat and an image. The image counts if nothing is measured."""
    promotion = rank.promotion if item.promoted else 0.0
    bare = item.quality is None and item.heat is None
    image = rank.image if bare and item.images else 0.0
    return promotion, rank.quality * _fraction(item.quality), rank.heat * _fraction(item.heat), image


def _coverage(rank: RankSettings, providers: int) -> float:
    return rank.coverage * DOUBLINGS[min(providers, len(DOUBLINGS) - 1)]


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


MayPass = Callable[[Row, Row], bool]


class Ranking(Struct, frozen=True):
    """Inputs of ranking. ``limit`` is the number of rows to return; ``latest`` is as in :func:`rank_score`.
    ``story_of`` has the story of each row that is in one."""

    items: Sequence[Item]
    provider_of: Sequence[str]
    rank: RankSettings
    latest: datetime
    limit: int
    story_of: Mapping[Row, Story] = {}

    def order(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows with the best scores, one for each story, with at most :data:`RUN` consecutive rows of one
        provider, and at most ``rank.per_provider`` among the first :data:`FIRST`, as far as :meth:`may_pass` allows."""
        best = best_rows(self, one_per_story(rows, self.story_of), self.limit * _ROWS_PER_PLACE)
        capped = cap_providers(best, self.provider_of, self.rank.per_provider, self.may_pass)
        return spread_providers(capped, self.provider_of, self.may_pass)[: self.limit]

    def may_pass(self, row: Row, other: Row) -> bool:
        """Return whether a row may be moved before ``other``, whose score is higher, because of their providers: if it
        is older by at most :data:`REACH` half-lives. A row without a date passes only others without one."""
        date, others = self.items[row].published, self.items[other].published
        if date is None or others is None:
            return others is None
        return min(others, self.latest) - date <= timedelta(days=REACH * self.rank.half_life)

    def score(self, row: Row) -> RankScore:
        """Return the score of a row."""
        return rank_score(self.items[row], self.rank, self.latest, self.providers(row))

    def merit(self, row: Row) -> float:
        """Return the score of a row without its age."""
        return sum(_merits(self.items[row], self.rank)) + _coverage(self.rank, self.providers(row))

    def providers(self, row: Row) -> int:
        """Return the number of providers in the story that a row leads, 1 for none."""
        story = self.story_of.get(row)
        return story.providers if story and story.lead == row else 1

    def of_topics(self, topics: Sequence[Topic]) -> tuple[Topic, ...]:
        """Return topics with their ``ranked`` rows filled in."""
        return tuple([replace(topic, ranked=self.order(topic.rows)) for topic in topics])


def best_rows(ranking: Ranking, rows: Sequence[Row], limit: int) -> list[Row]:
    """Return at most ``limit`` rows with the highest scores, best first. Ties keep the order of ``rows``.

    ``rows`` are in the catalogue's order. Only rows that can be among the best are scored: an item that is older than
    each of the newest ``limit`` by more than the maximum of all other parts cannot overtake any of them.
    """
    items, rank, latest = ranking.items, ranking.rank, ranking.latest
    dated = bisect_left(rows, True, key=lambda row: items[row].published is None)
    best = sorted(
        _recent_enough(ranking, rows[:dated], limit),
        key=lambda row: -ranking.merit(row) - _moment(items[row], rank, latest),
    )
    if len(best) < limit:
        best += sorted(rows[dated:], key=lambda row: -ranking.merit(row))
    return best[:limit]


def _recent_enough(ranking: Ranking, rows: Sequence[Row], limit: int) -> Sequence[Row]:
    """Return the rows that are recent enough to be among the best ``limit``. All of them must have a date."""
    if len(rows) <= limit:
        return rows
    items, rank, latest = ranking.items, ranking.rank, ranking.latest
    most = rank.promotion + rank.quality + rank.heat + rank.image
    most += rank.coverage * DOUBLINGS[-1] if ranking.story_of else 0.0
    oldest = most - _moment(items[rows[limit - 1]], rank, latest)
    return rows[: bisect_right(rows, oldest, key=lambda row: -_moment(items[row], rank, latest))]


def cap_providers(
    rows: Sequence[Row], provider_of: Sequence[str], most: int, may_pass: MayPass
) -> tuple[Row, ...]:
    """Reorder rows so that no provider has more than ``most`` of the first :data:`FIRST`, as long as there are others
    that may pass its rows.

    A row that would be one too many comes after these. 0 is no limit. Rows without a provider are never too many.
    """
    if not most:
        return tuple(rows)
    counts: Counter[str] = Counter()
    first: list[Row] = []
    later: deque[Row] = deque()
    for row in rows:
        provider = provider_of[row]
        while later and len(first) < FIRST and not may_pass(row, later[0]):
            first.append(later.popleft())
        if len(first) < FIRST and (not provider or counts[provider] < most):
            first.append(row)
            counts[provider] += 1
        else:
            later.append(row)
    return (*first, *later)


def spread_providers(rows: Sequence[Row], provider_of: Sequence[str], may_pass: MayPass) -> tuple[Row, ...]:
    """Reorder rows so that no provider has more than :data:`RUN` consecutive ones, as long as there are others that may
    pass its rows.

    A row that would exceed the run waits until a row of another provider has been placed. All rows are returned. Rows
    without a provider never exceed it.
    """
    placed: list[Row] = []
    waiting: deque[Row] = deque()  # all of one provider: that of the last placed rows
    for row in rows:
        if _exceeds_run(placed, provider_of, row):
            waiting.append(row)
            continue
        while waiting and not may_pass(row, waiting[0]):
            placed.append(waiting.popleft())
        placed.append(row)
        while waiting and not _exceeds_run(placed, provider_of, waiting[0]):
            placed.append(waiting.popleft())
    return (*placed, *waiting)


def _exceeds_run(placed: Sequence[Row], provider_of: Sequence[str], row: Row) -> bool:
    """Return whether a row would be one too many of its provider."""
    last = [provider_of[each] for each in placed[-RUN:]]
    return bool(provider_of[row]) and last == [provider_of[row]] * RUN
