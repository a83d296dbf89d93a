"""Charts: what is counted, how it is drawn, and what is said of it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.plan.context import SiteContext
from generator.plan.pages.charts import (
    BAR,
    HEIGHT,
    MAX_BARS,
    MIN_ITEMS,
    STEP,
    build_chart,
    chart_path,
    count_months,
)

Make = Callable[..., SiteContext]
BARS = re.compile(rf"M(\d+) {HEIGHT}v-(\d+)h{BAR}v(\d+)z")


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60).filter(any))
def test_bars_are_in_order_and_inside_the_chart(bars: list[int]) -> None:
    path = chart_path(bars, max(bars))
    drawn = {int(at) // STEP: int(up) for at, up, _ in BARS.findall(path)}
    assert BARS.sub("", path) == ""
    assert set(drawn) == {at for at, bar in enumerate(bars) if bar}, "what is not nothing can be seen"
    assert all(1 <= tall <= HEIGHT for tall in drawn.values())
    assert drawn[bars.index(max(bars))] == HEIGHT


@pytest.mark.parametrize(("dated", "undated", "drawn"), [(MIN_ITEMS - 1, 50, False), (MIN_ITEMS, 0, True)])
def test_few_dated_items_have_no_chart(make_context: Make, dated: int, undated: int, drawn: bool) -> None:
    context = make_context(dated, undated)
    months = count_months(context, range(dated + undated))
    assert bool(months) == drawn
    assert sum(count for _, count in months) == (dated if drawn else 0)
    assert (build_chart(context, months) is not None) == drawn


def test_a_chart_has_a_text_alternative(make_context: Make) -> None:
    months = ((month(2023, 11), 3), (month(2024, 2), 1200), (month(2024, 3), 5))
    drawn = build_chart(make_context(), months)
    assert drawn is not None
    assert drawn.label == (
        "Items per month, November 2023 to March 2024: 1,208 in total, most in February 2024 (1,200)"
    )
    assert (drawn.first, drawn.last, drawn.height) == ("November 2023", "March 2024", HEIGHT)
    assert drawn.width == 5 * STEP - (STEP - BAR), "months without items have their places"
    assert [int(at) // STEP for at, _, _ in BARS.findall(drawn.path)] == [0, 3, 4]


@pytest.mark.parametrize(("span", "by_year"), [(MAX_BARS, False), (MAX_BARS + 1, True)])
def test_a_long_time_is_drawn_by_years(make_context: Make, span: int, by_year: bool) -> None:
    first = month(2001, 1)
    drawn = build_chart(make_context(), ((first, 10), (first + span - 1, 2)))
    assert drawn is not None
    assert drawn.label.startswith("Items per year" if by_year else "Items per month")
    assert (drawn.first == "2001") == by_year


def test_an_implausible_date_does_not_stretch_the_chart(make_context: Make) -> None:
    drawn = build_chart(make_context(), ((month(1, 1), 1), (month(2024, 1), 12)))
    assert drawn is not None
    assert drawn.width <= MAX_BARS * STEP
    assert drawn.last == "2024"


def test_charts_side_by_side_show_the_same_time(make_context: Make) -> None:
    bounds = (month(2023, 1), month(2024, 12))
    narrow = build_chart(make_context(), ((month(2023, 6), 12),), bounds)
    wide = build_chart(make_context(), ((bounds[0], 1), (bounds[1], 12)), bounds)
    assert narrow is not None
    assert wide is not None
    assert (narrow.width, narrow.first, narrow.last) == (wide.width, wide.first, wide.last)


def test_months_are_those_of_the_sites_zone(make_context: Make) -> None:
    """The catalogue's days say where an item lies; the trend asks them, not the moment itself."""
    context = make_context(MIN_ITEMS)
    catalogue = structs.replace(context.catalogue, days={(2030, 7, 1): tuple(range(MIN_ITEMS))})
    moved = SiteContext(catalogue, context.images, context.settings)
    assert count_months(moved, range(MIN_ITEMS)) == ((month(2030, 7), MIN_ITEMS),)
