from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.settings import Settings, SiteSettings

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def in_zone(timezone: str) -> Settings:
    return Settings(site=SiteSettings(timezone=timezone))


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


def test_kinds_come_in_a_fixed_order_without_empty_ones(make_item: MakeItem, arrange: Arrange) -> None:
    kinds = ["newsletter", "video", "article", "forum", "video"]
    items = [make_item(str(number), kind=kind) for number, kind in enumerate(kinds)]
    catalogue, _ = arrange(items)
    assert list(catalogue.kinds.items()) == [
        ("article", (2,)),
        ("video", (1, 4)),
        ("forum", (3,)),
        ("newsletter", (0,)),
    ]


@pytest.mark.parametrize(
    ("timezone", "moment", "day"),
    [
        ("UTC", datetime(2021, 12, 31, 23, 59, tzinfo=UTC), (2021, 12, 31)),
        ("Europe/Berlin", datetime(2021, 12, 31, 23, 59, tzinfo=UTC), (2022, 1, 1)),
        ("America/Los_Angeles", datetime(2022, 1, 1, 7, 59, tzinfo=UTC), (2021, 12, 31)),
        ("Pacific/Kiritimati", datetime(2022, 1, 1, 10, tzinfo=UTC), (2022, 1, 2)),
        ("Pacific/Kiritimati", datetime(9999, 12, 31, 23, tzinfo=UTC), (9999, 12, 31)),
        ("America/Los_Angeles", datetime(1, 1, 1, 1, tzinfo=UTC), (1, 1, 1)),
    ],
)
def test_archive_and_permalink_have_the_day_of_the_sites_zone(
    make_item: MakeItem, arrange: Arrange, timezone: str, moment: datetime, day: tuple[int, int, int]
) -> None:
    catalogue, _ = arrange([make_item("one", published=moment)], settings=in_zone(timezone))
    assert catalogue.days == {day: (0,)}
    assert catalogue.slugs == ("{:04}/{:02}/{:02}/one".format(*day),)


def test_days_run_newest_first_where_clocks_go_back_at_midnight(
    make_item: MakeItem, arrange: Arrange
) -> None:
    # St John's, 7 November 2010: a minute after midnight it was a minute past eleven of the day before.
    moments = [datetime(2010, 11, 7, 2, minute, tzinfo=UTC) for minute in (20, 30, 40)]
    items = [make_item(str(number), published=moment) for number, moment in enumerate(moments)]
    catalogue, _ = arrange(items, settings=in_zone("America/St_Johns"))
    assert [item.title for item in catalogue.items] == ["2", "1", "0"]
    assert list(catalogue.days.items()) == [((2010, 11, 7), (1,)), ((2010, 11, 6), (0, 2))]
