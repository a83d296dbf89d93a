"""Ranking: what puts an item first, and that nobody else's coming or going moves it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalogue import Catalogue
from generator.model.item import Item, ItemImage, Publisher
from generator.model.settings import FeedSettings, ListSettings, RankSettings, Settings
from generator.model.site_data import SiteData, TopicInfo
from generator.model.stories import Story
from generator.organise.ranking import (
    RUN,
    Ranking,
    best_rows,
    cap_providers,
    rank_score,
    spread_providers,
)
from generator.organise.sort_order import sort_newest_first

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)
RANK = RankSettings(half_life=2.0, promotion=3.0, quality=2.0, heat=1.0)
Make = Callable[..., Item]


def ranked(items: Sequence[Item], limit: int = 100, rank: RankSettings = RANK) -> list[str]:
    """Return the titles of the best items."""
    ordered = sort_newest_first(items)
    latest = max([item.published for item in items if item.published], default=NOON)
    found = best_rows(Ranking(ordered, [""] * len(ordered), rank, latest, limit), range(len(ordered)), limit)
    return [ordered[row].title for row in found]


def test_without_other_scores_the_newest_comes_first(make_item: Make) -> None:
    items = [make_item(name, published=NOON - timedelta(days=days)) for days, name in enumerate("abcd")]
    assert ranked(items[::-1]) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"promoted": True}, {"promoted": False}),
        ({"quality": 80}, {"quality": 40}),
        ({"heat": 80}, {"heat": 40}),
        ({"quality": 60}, {}),  # nobody measured it: neither for it nor against it
        ({}, {"quality": 40}),
        ({"quality": -(10**30)}, {"quality": 0}),  # equal: the key decides, and "a" comes before "b"
        ({"heat": 10**30}, {"heat": 100}),
    ],
)
def test_promotion_quality_and_heat_raise_the_score(
    make_item: Make, better: dict[str, object], worse: dict[str, object]
) -> None:
    assert ranked([make_item("b", **worse), make_item("a", **better)]) == ["a", "b"]


@pytest.mark.parametrize(("days", "first"), [(5.9, "promoted"), (6.1, "newer")])
def test_a_weight_is_worth_as_many_half_lives(make_item: Make, days: float, first: str) -> None:
    items = [
        make_item("promoted", published=NOON - timedelta(days=days)),
        make_item("newer", promoted=False),
    ]
    assert ranked(items)[0] == first


def test_undated_items_come_last_by_score(make_item: Make) -> None:
    old = make_item("old", promoted=False, published=NOON - timedelta(days=9000))
    undated = [make_item(name, published=None, heat=heat) for name, heat in (("cool", 10), ("hot", 90))]
    assert ranked([*undated, old]) == ["old", "hot", "cool"]


def test_an_implausible_date_does_not_keep_an_item_on_top(
    make_item: Make, arrange: Callable[..., tuple[Catalogue, object]]
) -> None:
    slip = make_item("slip", published=NOON.replace(year=2099), promoted=False)
    catalogue, _ = arrange([slip, *[make_item(name) for name in "abc"]])
    assert catalogue.latest == NOON
    assert [catalogue.items[row].title for row in catalogue.ranked] == ["a", "b", "c", "slip"]


def test_a_score_has_the_value_of_each_part(make_item: Make) -> None:
    item = make_item("a", published=NOON - timedelta(days=3), quality=75, heat=None)
    found = rank_score(item, RANK, NOON)
    assert (found.promotion, found.quality, found.heat, found.age) == (3.0, 1.5, 0.5, -1.5)
    assert found.total == 3.5
    assert rank_score(make_item("b", published=None), RANK, NOON).age is None


def anyone(row: int, other: int) -> bool:
    """Let every row pass every other."""
    return True


items_of_a_site = st.lists(
    st.builds(
        lambda number, **fields: Item(
            path=f"{number}.md", key=f"k{number}", kind="article", title=f"t{number}", **fields
        ),
        number=st.integers(0, 10**6),
        published=st.none() | st.integers(0, 2000).map(lambda hours: NOON - timedelta(hours=hours)),
        promoted=st.booleans(),
        quality=st.none() | st.integers(-5, 130),
        heat=st.none() | st.integers(0, 260),
    ),
    max_size=40,
    unique_by=lambda item: item.key,
)
ranks = st.builds(
    RankSettings,
    half_life=st.sampled_from([0.01, 1.0, 30.0, 3650.0]),
    promotion=st.sampled_from([0.0, 1.0, 100.0]),
    quality=st.sampled_from([0.0, 0.7]),
    heat=st.sampled_from([0.0, 2.0]),
)


@given(items_of_a_site, ranks, st.integers(1, 12))
def test_looking_at_few_items_finds_the_best_of_all(
    items: list[Item], rank: RankSettings, limit: int
) -> None:
    assert ranked(items, limit, rank) == ranked(items, 1000, rank)[:limit]


@given(items_of_a_site, ranks, st.integers(0, 3000))
def test_a_newer_item_leaves_the_order_of_the_others_alone(
    items: list[Item], rank: RankSettings, hours: int
) -> None:
    newer = Item(path="n", key="n", kind="article", title="new", published=NOON + timedelta(hours=hours))
    assert [title for title in ranked([*items, newer], rank=rank) if title != "new"] == ranked(
        items, rank=rank
    )


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=30))
def test_no_provider_has_more_than_two_in_a_row_while_there_are_others(provider_of: list[str]) -> None:
    placed = spread_providers(range(len(provider_of)), provider_of, anyone)
    assert sorted(placed) == list(range(len(provider_of)))
    runs = [(name, len(list(rows))) for name, rows in groupby(provider_of[row] for row in placed)]
    too_long = [at for at, (name, length) in enumerate(runs) if name and length > RUN]
    assert too_long in ([], [len(runs) - 1])


@given(st.lists(st.sampled_from(["", "a", "b"]), max_size=20))
def test_rows_of_one_provider_keep_their_order(provider_of: list[str]) -> None:
    placed = spread_providers(range(len(provider_of)), provider_of, anyone)
    for name in ("a", "b"):
        mine = [row for row in placed if provider_of[row] == name]
        assert mine == sorted(mine)


def test_a_waiting_row_follows_the_next_other_provider(make_item: Make) -> None:
    assert spread_providers(range(6), ["a", "a", "a", "b", "a", "b"], anyone) == (0, 1, 3, 2, 4, 5)


def test_the_catalogue_ranks_the_site_and_every_topic(
    make_item: Make, arrange: Callable[..., tuple[Catalogue, object]]
) -> None:
    def item(name: str, hours: int, provider: str, topic: str) -> Item:
        source = Publisher(provider, f"{provider}.example")
        return make_item(name, published=NOON - timedelta(hours=hours), source=source, topics=(topic,))

    items = [item(f"a{number}", number, "a", "X") for number in range(4)]
    items += [item("b", 9, "b", "Y")]
    small = Settings(feeds=FeedSettings(entries=3), lists=ListSettings(page_size=1))
    catalogue, _ = arrange(items, SiteData(topics=(TopicInfo("X", 0), TopicInfo("Y", 1, parent="X"))), small)
    titles = [[catalogue.items[row].title for row in topic.ranked] for topic in catalogue.topics]
    assert titles == [["a0", "a1", "b"], ["b"]]
    assert [catalogue.items[row].title for row in catalogue.ranked] == ["a0", "a1", "b"]


def test_no_provider_has_more_than_two_of_the_first_nine() -> None:
    provider_of = ["a"] * 8 + ["b"] * 4 + ["c", "d", "e", "", ""]
    rows = range(len(provider_of))
    first = cap_providers(rows, provider_of, 2, anyone)[:9]
    assert [provider_of[row] for row in first] == ["a", "a", "b", "b", "c", "d", "e", "", ""]
    assert cap_providers(rows, provider_of, 0, anyone) == tuple(rows)
    assert sorted(cap_providers(rows, provider_of, 2, anyone)) == list(rows)
    assert cap_providers(range(8), provider_of, 2, anyone) == tuple(range(8)), "nobody else is there"


@pytest.mark.parametrize("per_provider", [0, 2])
def test_items_far_older_do_not_pass_those_of_a_busy_provider(make_item: Make, per_provider: int) -> None:
    days = [0, 1, 2, 3, 4, 11, 6000, 6001]
    items = [make_item(f"{day}", published=NOON - timedelta(days=day)) for day in days]
    items += [make_item("undated", published=None), make_item("other undated", published=None)]
    provider_of = ["a", "a", "a", "a", "a", "b", "c", "a", "d", "a"]
    rank = RankSettings(half_life=2.0, per_provider=per_provider)
    found = Ranking(items, provider_of, rank, NOON, 100).order(range(len(items)))
    # 11 is within ten days of 2, but not of what follows it; the waiting items of "a" come before far older ones
    assert [items[row].title for row in found] == [
        *["0", "1", "11", "2", "3", "4"],
        *["6000", "6001", "undated", "other undated"],
    ]


@given(
    st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=30),
    st.integers(0, 9),
    st.integers(1, 20),
)
def test_no_row_passes_one_that_it_may_not_pass(provider_of: list[str], most: int, reach: int) -> None:
    rows = range(len(provider_of))
    capped = cap_providers(rows, provider_of, most, lambda row, other: row - other <= reach)
    assert sorted(capped) == list(rows)
    for place, row in enumerate(capped):
        assert all(row - other <= reach for other in capped[place + 1 :])


def test_coverage_moves_the_lead_of_a_story_alone(make_item: Callable[..., Item]) -> None:
    items = [make_item(str(number)) for number in range(4)]
    story = Story("k", "s", rows=(3, 2), best=(3, 2), providers=4)
    ranking = Ranking(items, [""] * 4, RankSettings(), NOON, 4, {3: story, 2: story})
    assert [ranking.score(row).coverage for row in range(4)] == [0.0, 0.0, 0.0, 1.0]
    assert ranking.order(range(4)) == (3, 0, 1), "the story is there once"
    assert rank_score(items[0], RankSettings(), NOON, 100).coverage == 1.5, "eight providers count"


def test_an_image_counts_if_nothing_is_measured(make_item: Callable[..., Item]) -> None:
    image = ItemImage("https://a.example/p.jpg")
    scores = [
        rank_score(make_item("x", **fields), RankSettings(), NOON).image
        for fields in ({"images": (image,)}, {"images": (image,), "quality": 50}, {})
    ]
    assert scores == [0.25, 0.0, 0.0]
