"""Dates that are far ahead of every other sign."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from generator.model.item import Item
from generator.organise.held_dates import hold_back_dates
from generator.organise.sort_order import sort_newest_first

MakeItem = Callable[..., Item]


def day(year: int, month: int = 6) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC)


def test_the_one_date_that_nothing_supports_is_held_back_with_a_warning(make_item: MakeItem) -> None:
    items = sort_newest_first(
        [make_item("slip", published=day(2099)), make_item("new", published=day(2026)), make_item("old")]
    )
    dates = hold_back_dates(items, enabled=True)
    assert (dates.latest, dates.horizon) == (day(2026), day(2026))
    (problem,) = dates.problems
    assert (problem.path, problem.field, problem.severity) == (
        "_news/slip.md",
        "publishedDateTime",
        "warning",
    )
    assert problem.message == (
        "2099-06-01 is more than 5 years after every other date: feeds and rankings use 2026-06-01"
    )


def test_an_update_is_held_back_too(make_item: MakeItem) -> None:
    items = [make_item("one", published=day(2026), updated=day(2099)), make_item("two")]
    dates = hold_back_dates(items, enabled=True)
    assert dates.latest == day(2026)
    assert [problem.field for problem in dates.problems] == ["updatedDateTime"]


@pytest.mark.parametrize(
    "fields",
    [
        {"updated": day(2099, 7)},
        {"path": "_news/2099-06-01-expo.md"},
        {"title": "Expo 2099"},
        {"original_url": "https://a.example/2099/06/expo"},
        {"web_url": "https://a.example/expo-2099"},
    ],
)
def test_a_date_that_the_record_supports_stays(make_item: MakeItem, fields: dict[str, object]) -> None:
    items = [make_item("expo", published=day(2099), **fields), make_item("new", published=day(2026))]
    dates = hold_back_dates(items, enabled=True)
    assert dates.latest == day(2099)
    assert not dates.problems


def test_nothing_is_held_back_if_it_is_switched_off(make_item: MakeItem) -> None:
    items = [make_item("slip", published=day(2099)), make_item("new", published=day(2026))]
    dates = hold_back_dates(items, enabled=False)
    assert (dates.latest, dates.horizon.year, dates.problems) == (day(2099), 9999, ())


def test_a_date_is_not_held_back_if_there_is_none_to_show_instead(make_item: MakeItem) -> None:
    items = [make_item("one", published=day(2099)), make_item("two", published=None, updated=day(2026))]
    assert hold_back_dates(items, enabled=True).latest == day(2099)
    assert hold_back_dates([make_item("one", published=None)], enabled=True).latest.year == 9999
    assert hold_back_dates([], enabled=True).latest.year == 9999
