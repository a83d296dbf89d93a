from collections.abc import Callable
from datetime import UTC, datetime

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.settings import Settings, SiteSettings

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def in_zone(timezone: str) -> Settings:
    return Settings(site=SiteSettings(timezone=timezone))


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


def test_days_run_newest_first_where_clocks_go_back_at_midnight(
    make_item: MakeItem, arrange: Arrange
) -> None:
    # St John's, 7 November 2010: a minute after midnight it was a minute past eleven of the day before.
    moments = [datetime(2010, 11, 7, 2, minute, tzinfo=UTC) for minute in (20, 30, 40)]
    items = [make_item(str(number), published=moment) for number, moment in enumerate(moments)]
    catalogue, _ = arrange(items, settings=in_zone("America/St_Johns"))
    assert [item.title for item in catalogue.items] == ["2", "1", "0"]
    assert list(catalogue.days.items()) == [((2010, 11, 7), (1,)), ((2010, 11, 6), (0, 2))]
