"""The law of archived feeds: whatever comes later, a closed part stays; and nothing is lost between the parts."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.context import SiteContext
from generator.plan.feeds.archives import archive_months, split_archives
from generator.plan.feeds.specs import plan_feeds

Make = Callable[..., SiteContext]

MONTHS = st.lists(st.integers(1, 6), max_size=60).map(lambda months: sorted(months, reverse=True))
"""The months of rows, newest first."""


@given(MONTHS, st.integers(1, 7))
def test_parts_are_full_or_of_a_month_that_is_over(months: list[int], size: int) -> None:
    parts = split_archives(range(len(months)), months, size)
    kept = [row for part in parts for row in reversed(part.rows)]
    assert kept == sorted(kept, reverse=True)
    assert set(months[: len(months) - len(kept)]) <= {max(months, default=0)}
    assert len(months) - len(kept) < size
    assert len({part.name for part in parts}) == len(parts)
    assert all(len(part.rows) <= size and len({months[row] for row in part.rows}) == 1 for part in parts)


@given(MONTHS, st.lists(st.integers(0, 3), max_size=20), st.integers(1, 7))
def test_a_closed_part_stays_when_newer_items_come(months: list[int], later: list[int], size: int) -> None:
    newest = max(months, default=1)
    more = sorted([newest + each for each in later], reverse=True) + months
    before = split_archives(range(len(months)), months, size)
    after = split_archives(range(len(more)), more, size)
    moved = [(part.name, tuple([row + len(later) for row in part.rows])) for part in before]
    assert [(part.name, part.rows) for part in after[: len(before)]] == moved


def test_parts_are_named_by_month_and_number() -> None:
    months = [2022 * 12, 2021 * 12 + 11, 2021 * 12 + 11, 2021 * 12 + 11, 2021 * 12]
    assert [(part.name, part.rows) for part in split_archives(range(5), months, 2)] == [
        ("2021-01", (4,)),
        ("2021-12", (2, 3)),
        ("2021-12-2", (1,)),
    ]


def test_the_feed_holds_what_no_archive_has(make_context: Make) -> None:
    context = make_context(60)
    feeds = msgspec.structs.replace(context.settings.feeds, entries=3, scopes=("site",))
    settings = msgspec.structs.replace(context.settings, feeds=feeds)
    current, *archives = plan_feeds(SiteContext(context.catalogue, context.images, settings))
    held = {row for head in (current, *archives) for row in head.rows}
    assert held == set(range(60))
    assert current.rows == (0, 1, 2)
    assert [head.older for head in archives] == ["", *[head.stem for head in archives[:-1]]]
    assert [head.newer for head in archives] == [*[head.stem for head in archives[1:]], ""]
    assert current.older == archives[-1].stem
    assert {head.current for head in archives} == {"feed"}


def test_an_item_with_an_implausible_date_is_in_the_feed_not_in_an_archive(make_context: Make) -> None:
    context = make_context(9)
    wrong = msgspec.structs.replace(context.catalogue.items[0], published=datetime(2099, 1, 1, tzinfo=UTC))
    catalogue = msgspec.structs.replace(
        context.catalogue,
        items=(wrong, *context.catalogue.items[1:]),
        days={
            (2099, 1, 1): (0,),
            **{day: rows for day, rows in context.catalogue.days.items() if 0 not in rows},
        },
    )
    feeds = msgspec.structs.replace(context.settings.feeds, entries=2, scopes=("site",))
    slipped = SiteContext(catalogue, context.images, msgspec.structs.replace(context.settings, feeds=feeds))
    assert archive_months(slipped)[0] == 0
    current, *archives = plan_feeds(slipped)
    assert current.rows == (0, 1)
    assert [head.stem for head in archives][-1] == "history/2026-03-4"
    assert not [head for head in archives if 0 in head.rows]
