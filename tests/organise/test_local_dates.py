"""Days of items in the time zone of the site."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item
from generator.model.settings import Settings, SiteSettings
from generator.organise.local_dates import local_days

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]


def in_zone(timezone: str) -> Settings:
    return Settings(site=SiteSettings(timezone=timezone))


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


@pytest.mark.parametrize(
    ("timezone", "days"),
    [("UTC", [(2021, 12, 31), None]), ("Asia/Tokyo", [(2022, 1, 1), None])],
)
def test_an_item_without_a_date_has_no_day(
    make_item: MakeItem, timezone: str, days: list[tuple[int, int, int] | None]
) -> None:
    items = [
        make_item("one", published=datetime(2021, 12, 31, 20, tzinfo=UTC)),
        make_item("two", published=None),
    ]
    assert local_days(items, timezone) == days
