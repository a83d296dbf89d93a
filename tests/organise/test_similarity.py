from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.model.item import Item
from generator.organise.similarity import build_feature_index, find_candidates, score_candidates

MakeItem = Callable[..., Item]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("red apple", ()), ("red apple", ()), 1000),
        (("red apple", ()), ("apple red red", ()), 1000),
        (("red apple", ()), ("green apple", ()), 333),
        (("red apple", ("fruit",)), ("green pear", ("fruit",)), 333),
        (("red apple", ("fruit", "food")), ("red apple", ("food",)), 666),
        (("red apple", ()), ("green pear", ()), 0),
        (("", ()), ("red", ()), 0),
    ],
)
def test_a_score_is_the_share_of_features_that_two_items_have_in_common(
    make_item: MakeItem,
    one: tuple[str, tuple[str, ...]],
    other: tuple[str, tuple[str, ...]],
    expected: int,
) -> None:
    near = build_feature_index(
        [make_item("1", title=one[0]), make_item("2", title=other[0])], [one[1], other[1]]
    )
    assert score_candidates(near, 0, [1]) == score_candidates(near, 1, [0]) == [expected]


def test_candidates_are_the_nearest_on_both_sides_that_share_something(make_item: MakeItem) -> None:
    titles = [f"falcon word{row}" if row % 2 else f"bread word{row}" for row in range(100)]
    near = build_feature_index(
        [make_item(str(row), title=title) for row, title in enumerate(titles)], [()] * 100
    )
    assert find_candidates(near, 51) == {row for row in range(35, 68) if row % 2 and row != 51}
    assert find_candidates(near, 1) == {row for row in range(3, 18) if row % 2}


def test_the_number_of_candidates_does_not_grow_with_the_site(make_item: MakeItem) -> None:
    most = []
    for size in (200, 2000):
        items = [
            make_item(str(row), title=f"falcon rocket launch site{row % 7} crew{row % 11}")
            for row in range(size)
        ]
        near = build_feature_index(items, [("space",)] * size)
        most.append(max(len(find_candidates(near, row)) for row in range(size)))
    assert most[0] == most[1] < 60


def test_a_newcomer_disturbs_only_its_neighbours(make_item: MakeItem) -> None:
    items = [
        make_item(str(row), title=f"falcon topic{row % 10}", published=NOON - timedelta(days=row))
        for row in range(400)
    ]
    newcomer = make_item("new", title="falcon", published=NOON - timedelta(days=200, hours=1))
    before = build_feature_index(items, [()] * 400)
    grown = [*items[:201], newcomer, *items[201:]]
    after = build_feature_index(grown, [()] * 401)
    disturbed = 0
    for row, item in enumerate(items):
        there = row if row < 201 else row + 1
        was = {items[other].key for other in find_candidates(before, row)}
        now = {grown[other].key for other in find_candidates(after, there)}
        assert grown[there] == item
        disturbed += was != now
    assert 0 < disturbed <= 16
