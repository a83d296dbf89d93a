"""The order of items: by date, newest first, undated items last."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.organise.sort_order import order_key, sort_newest_first

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def test_items_run_newest_first_and_undated_ones_by_title_at_the_end(
    make_item: MakeItem, arrange: Arrange
) -> None:
    items = [
        make_item("undated-b", published=None, title="beta", key="2"),
        make_item("undated-B", published=None, title="Beta", key="1"),
        make_item("undated-a", published=None, title="Alpha", key="9"),
        make_item("old", published=NOON - timedelta(days=1)),
        make_item("tie-b", key="b"),
        make_item("tie-a", key="a"),
        make_item("new", published=NOON + timedelta(days=1)),
    ]
    catalogue, _ = arrange(items)
    names = [item.path[6:-3] for item in catalogue.items]
    assert names == ["new", "tie-a", "tie-b", "old", "undated-a", "undated-B", "undated-b"]
    assert catalogue.undated == (4, 5, 6)


def test_the_order_key_sorts_like_the_catalogue(make_item: MakeItem) -> None:
    chance = Random(1)
    moments = [None, NOON, NOON + timedelta(microseconds=1), datetime.max.replace(tzinfo=UTC)]
    items = [
        make_item(str(number), published=chance.choice(moments), title=chance.choice("aBb"), key=str(number))
        for number in range(60)
    ]
    by_key = sorted(items, key=lambda item: order_key(item.published, item.title, item.key))
    assert tuple(by_key) == sort_newest_first(items)
