from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.model.item import Item
from generator.organise.similarity import SMALL_SITE, build_feature_index, find_candidates, score_candidates

MakeItem = Callable[..., Item]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "there", "back"),
    [
        (("red apple", ()), ("red apple", ()), 1000, 1000),
        (("red apple", ()), ("apple red red", ()), 1000, 1000),
        (("red apple", ()), ("green apple", ()), 470, 470),
        (("red apple", ("fruit",)), ("green pear", ("fruit",)), 470, 470),
        (("red apple", ("fruit", "food")), ("red apple", ("food",)), 666, 941),
        (("red apple", ()), ("green pear", ()), 0, 0),
        (("", ()), ("red", ()), 0, 0),
    ],
)
def test_a_score_is_the_share_of_features_that_two_items_have_in_common(
    make_item: MakeItem,
    one: tuple[str, tuple[str, ...]],
    other: tuple[str, tuple[str, ...]],
    there: int,
    back: int,
) -> None:
    near = build_feature_index(
        [make_item("1", title=one[0]), make_item("2", title=other[0])], [one[1], other[1]], "en"
    )
    assert score_candidates(near, 0, [1]) == [there]
    assert score_candidates(near, 1, [0]) == [back]


@pytest.mark.parametrize(
    ("one", "other", "similarity"),
    [
        (("red apple tree", ()), ("green apple tree", ()), 640),
        (("red apple", ("fruit",)), ("green apple", ("fruit",)), 727),
        (("red apple", ("fruit", "food")), ("green pear", ("fruit", "food")), 640),
        (("red apple", ()), ("green apple", ()), 0),
        (("red apple", ("fruit",)), ("green pear", ("fruit",)), 0),
        (("陶芸家", ()), ("陶芸家", ()), 0),
        (("陶芸家", ("fruit",)), ("陶芸家", ("fruit",)), 1000),
        (("陶芸家と望遠鏡", ()), ("陶芸家と望遠鏡", ()), 1000),
    ],
)
def test_unless_a_site_is_small_one_thing_in_common_is_too_little(
    make_item: MakeItem, one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]], similarity: int
) -> None:
    others = [make_item(str(row), title=f"word{row}") for row in range(SMALL_SITE - 1)]
    items = [make_item("one", title=one[0]), make_item("other", title=other[0]), *others]
    topics = [one[1], other[1], *[()] * len(others)]
    assert score_candidates(build_feature_index(items, topics, "en"), 0, [1]) == [similarity]
    small = build_feature_index(items[:-1], topics[:-1], "en")
    assert score_candidates(small, 0, [1])[0] > 0


def test_candidates_are_the_nearest_on_both_sides_that_share_something(make_item: MakeItem) -> None:
    titles = [f"bread word{row}" if row % 5 else f"falcon word{row}" for row in range(100)]
    near = build_feature_index(
        [make_item(str(row), title=title) for row, title in enumerate(titles)], [()] * 100, "en"
    )
    assert find_candidates(near, 50) == {row for row in range(10, 91, 5) if row != 50}
    assert find_candidates(near, 0) == set(range(5, 41, 5))


def test_a_word_that_many_items_have_says_nothing(make_item: MakeItem) -> None:
    items = [make_item(str(row), title=f"falcon word{row % 50}") for row in range(100)]
    index = build_feature_index(items, [()] * 100, "en")
    assert index.features[7] == ("word7",)
    assert "falcon" not in index.postings
    few = build_feature_index(items[:20], [()] * 20, "en")
    assert few.features[7] == ("falcon", "word7")


def test_a_topic_that_most_items_have_says_nothing(make_item: MakeItem) -> None:
    items = [make_item(str(row), title=f"word{row}") for row in range(60)]
    topics = [("space", "moon") if row < 31 else ("moon",) if row < 50 else () for row in range(60)]
    index = build_feature_index(items, topics, "en")
    assert index.features[7] == ("word7",)
    assert index.postings == {}
    half = build_feature_index(items, [*topics[1:], ()], "en")
    assert half.features[7] == ("topic:space", "topic:space:again", "word7")
    assert half.postings["topic:space"] == list(range(30))
    few = build_feature_index(items[:20], [("moon",)] * 20, "en")
    assert few.features[7] == ("topic:moon", "topic:moon:again", "word7")


def test_a_title_is_split_in_the_language_of_its_item(make_item: MakeItem) -> None:
    items = [
        make_item("1", title="Was die Züge kosten"),
        make_item("2", title="Was die Züge kosten", locale="en-GB"),
    ]
    index = build_feature_index(items, [(), ()], "de")
    assert index.features == [("zug", "kost"), ("die", "züge", "kosten")]


def test_the_number_of_candidates_does_not_grow_with_the_site(make_item: MakeItem) -> None:
    most = []
    for size in (1000, 4000):
        items = [
            make_item(str(row), title=f"falcon rocket launch site{row % 41} crew{row % 43}")
            for row in range(size)
        ]
        near = build_feature_index(items, [("space",)] * size, "en")
        most.append(max(len(find_candidates(near, row)) for row in range(size)))
    assert most[0] == most[1] < 60


def test_a_newcomer_disturbs_only_its_neighbours(make_item: MakeItem) -> None:
    items = [
        make_item(str(row), title=f"falcon{row % 40} word{row}", published=NOON - timedelta(days=row))
        for row in range(400)
    ]
    newcomer = make_item("new", title="falcon0", published=NOON - timedelta(days=200, hours=1))
    before = build_feature_index(items, [()] * 400, "en")
    grown = [*items[:201], newcomer, *items[201:]]
    after = build_feature_index(grown, [()] * 401, "en")
    disturbed = 0
    for row, item in enumerate(items):
        there = row if row < 201 else row + 1
        was = {items[other].key for other in find_candidates(before, row)}
        now = {grown[other].key for other in find_candidates(after, there)}
        assert grown[there] == item
        disturbed += was != now
    assert 0 < disturbed <= 16
