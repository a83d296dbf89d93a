"""Charts: what is counted, how it is drawn, and what is said of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from generator.model.views.parts import ChartView
from generator.plan.context import SiteContext
from generator.plan.pages.charts import (
    BAR,
    HEIGHT,
    MAX_BARS,
    MAX_TICK_PLACE,
    MAX_TICKS,
    MIN_DAYS,
    MIN_ITEMS,
    STEP,
    axis_top,
    build_chart,
    chart_path,
    count_items,
    day_span,
)

Make = Callable[..., SiteContext]
BARS = re.compile(rf"M(\d+) {HEIGHT}v-(\d+)h{BAR}v(\d+)z")


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60).filter(any))
def test_bars_are_in_order_and_inside_the_chart(bars: list[int]) -> None:
    path = chart_path(bars, max(bars))
    drawn = {int(at) // STEP: int(up) for at, up, _ in BARS.findall(path)}
    assert BARS.sub("", path) == ""
    assert set(drawn) == {at for at, bar in enumerate(bars) if bar}, "what is not nothing can be seen"
    assert all(1 <= tall <= HEIGHT for tall in drawn.values())
    assert drawn[bars.index(max(bars))] == HEIGHT


@given(st.integers(1, 10**9))
def test_the_scale_ends_at_a_number_with_a_whole_half_that_is_not_far_away(most: int) -> None:
    top = axis_top(most)
    assert most <= top < max(most * 1.4, most + 2)
    assert top == 1 or top % 2 == 0
    assert axis_top(top) == top


def on(make_context: Make, *days: date, language: str = "en") -> SiteContext:
    """Return a context whose items are from ``days``."""
    context = make_context(len(days))
    of_day: dict[tuple[int, int, int], list[int]] = {}
    for row, day in enumerate(days):
        of_day.setdefault((day.year, day.month, day.day), []).append(row)
    catalogue = structs.replace(context.catalogue, days={day: tuple(rows) for day, rows in of_day.items()})
    renamed = structs.replace(
        context.settings, site=structs.replace(context.settings.site, language=language)
    )
    return SiteContext(catalogue, context.images, renamed)


def chart(context: SiteContext) -> ChartView:
    drawn = build_chart(context, count_items(context, range(len(context.catalogue.items))))
    assert drawn is not None
    return drawn


@pytest.mark.parametrize(("dated", "undated", "drawn"), [(MIN_ITEMS - 1, 50, False), (MIN_ITEMS, 0, True)])
def test_few_dated_items_have_no_chart(make_context: Make, dated: int, undated: int, drawn: bool) -> None:
    context = make_context(dated, undated)
    series = count_items(context, range(dated + undated))
    assert (series is not None) == (build_chart(context, series) is not None) == drawn
    assert series is None or sum(count for _, count in series.counts) == dated


def test_a_chart_has_its_values_in_words_in_numbers_and_on_its_axes(make_context: Make) -> None:
    start, often = date(2022, 11, 20), date(2024, 2, 1)
    drawn = chart(on(make_context, start, *[often] * 1200, date(2024, 3, 1), date(2025, 3, 31)))
    assert drawn.label == (
        "Items per month, November 2022 to March 2025: 1,203 in total, most in February 2024 (1,200)"
    )
    assert (drawn.first, drawn.last, drawn.height) == ("November 2022", "March 2025", HEIGHT)
    assert drawn.width == 29 * STEP - (STEP - BAR), "months without items have their places"
    assert [int(at) // STEP for at, _, _ in BARS.findall(drawn.path)] == [0, 15, 16, 28]
    assert (drawn.most, drawn.half, drawn.heading) == ("1,200", "600", "Month")
    assert drawn.bars == (
        ("November 2022", "1"),
        ("February 2024", "1,200"),
        ("March 2024", "1"),
        ("March 2025", "1"),
    )
    assert [tick.text for tick in drawn.ticks] == ["2023", "2024", "2025"]


@pytest.mark.parametrize(
    ("days", "label", "first", "bars"),
    [
        (0, "Items per day", "4 April 2024", MIN_DAYS),
        (2, "Items per day", "4 April 2024", MIN_DAYS),
        (MAX_BARS - 1, "Items per day", "27 January 2024", MAX_BARS),
        (MAX_BARS, "Items per week", "22 January 2024", 15),
        (650, "Items per week", "18 July 2022", 94),
        (700, "Items per month", "June 2022", 24),
        (2890, "Items per month", "June 2016", 96),
        (2950, "Items per year", "2016", 9),
    ],
)
def test_the_span_chooses_the_unit(make_context: Make, days: int, label: str, first: str, bars: int) -> None:
    end = date(2024, 5, 1)
    drawn = chart(on(make_context, end - timedelta(days), *[end] * MIN_ITEMS))
    assert drawn.label.startswith(f"{label}, {first} to ")
    assert (drawn.first, (drawn.width + STEP - BAR) // STEP) == (first, bars)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, date(2200, 1, 1).toordinal()), st.integers(0, 80_000))
def test_any_time_has_a_chart_whose_axis_has_room(make_context: Make, last: int, span: int) -> None:
    days = (date.fromordinal(max(last - span, 1)), *[date.fromordinal(last)] * MIN_ITEMS)
    drawn = chart(on(make_context, *days))
    places = [float(tick.place) for tick in drawn.ticks]
    assert places == sorted(set(places))
    assert all(0 <= place <= MAX_TICK_PLACE for place in places)
    assert len(places) <= MAX_TICKS or "year" in drawn.label
    assert drawn.width <= MAX_BARS * STEP
    assert len(drawn.bars) == len(BARS.findall(drawn.path))


def test_labels_of_the_axis_follow_the_writing_direction(make_context: Make) -> None:
    days = (date(2023, 1, 10), *[date(2024, 6, 3)] * MIN_ITEMS)
    ltr, rtl = (chart(on(make_context, *days, language=each)).ticks for each in ("en", "ar"))
    assert [round(100 - float(tick.place), 1) for tick in ltr] == [float(tick.place) for tick in rtl]


def test_an_implausible_date_does_not_stretch_the_chart(make_context: Make) -> None:
    drawn = chart(on(make_context, date(1, 1, 1), *[date(2024, 1, 1)] * MIN_ITEMS))
    assert drawn.width <= MAX_BARS * STEP
    assert drawn.last == "2024"


def test_charts_side_by_side_show_the_same_time(make_context: Make) -> None:
    context = on(make_context, *[date(2023, 6, 1)] * 12, date(2020, 1, 1), *[date(2024, 12, 31)] * 12)
    span = day_span(context, range(25))
    narrow = build_chart(context, count_items(context, range(12), span))
    wide = build_chart(context, count_items(context, range(12, 25), span))
    assert narrow is not None
    assert wide is not None
    assert (narrow.width, narrow.first, narrow.last) == (wide.width, wide.first, wide.last)


def test_a_chart_beside_much_later_ones_has_nothing_to_show(make_context: Make) -> None:
    context = on(make_context, *[date(1700, 1, 1)] * 12, *[date(2024, 1, 1)] * 12)
    assert count_items(context, range(12), day_span(context, range(24))) is None


def test_days_are_those_of_the_sites_zone(make_context: Make) -> None:
    """The catalogue's days say where an item lies; the trend asks them, not the moment itself."""
    assert chart(on(make_context, *[date(2030, 7, 1)] * MIN_ITEMS)).last == "1 July 2030"
