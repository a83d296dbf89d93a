"""Bar charts of items over time, counted by month in the site's time zone."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model.catalogue import Row
from generator.model.views.parts import ChartView
from generator.plan.context import SiteContext

MonthBars = tuple[tuple[int, int], ...]
"""``(month, count)`` in order. Months are counted from year 0."""

MIN_ITEMS = 12
"""Minimum number of dated items for a chart. Fewer do not show a trend."""

MAX_BARS = 96
"""Maximum number of bars. A longer time is shown by year, and at most the last 96 years."""

HEIGHT = 40
"""Height of a chart, in SVG units."""
STEP, BAR = 5, 4
"""Distance between bars, and width of a bar, in SVG units."""


def count_months(context: SiteContext, rows: Iterable[Row]) -> MonthBars:
    """Return the number of dated items per month, empty if there are too few for a chart."""
    counts = Counter(map(context.months.__getitem__, rows))
    del counts[-1]
    return tuple(sorted(counts.items())) if counts.total() >= MIN_ITEMS else ()


def build_chart(
    context: SiteContext, months: MonthBars, bounds: tuple[int, int] | None = None, scale: int = 0
) -> ChartView | None:
    """Return a chart of the result of :func:`count_months`, ``None`` if that is empty. ``bounds`` are the
    first and last month, ``scale`` is the count of a bar of full height, if no bar is higher."""
    if not months:
        return None
    first, last = bounds or (months[0][0], months[-1][0])
    counts, unit_months = _by_unit(months, first, last)
    start = first if unit_months == 1 else max(first // 12, last // 12 - MAX_BARS + 1)
    return _chart_of(context, counts, start, last // unit_months, unit_months, scale)


def highest_bar(months: MonthBars, bounds: tuple[int, int]) -> int:
    """Return the count of the highest bar of a chart."""
    return max(_by_unit(months, *bounds)[0].values(), default=0)


def _by_unit(months: MonthBars, first: int, last: int) -> tuple[dict[int, int], int]:
    """Return counts by month, or by year if the time is long; and the number of months of a bar."""
    if last - first < MAX_BARS:
        return dict(months), 1
    years: Counter[int] = Counter()
    for month, count in months:
        years[month // 12] += count
    return years, 12


def _chart_of(
    context: SiteContext, counts: dict[int, int], first: int, last: int, unit_months: int, scale: int
) -> ChartView:
    """Return a chart with a bar per month, or per year if ``unit_months`` is 12."""
    bars = [counts.get(unit, 0) for unit in range(first, last + 1)]
    most = max(bars)
    number, words = context.phrases.number, context.words
    text = words.by_month if unit_months == 1 else words.by_year
    begin, end, peak = (
        _unit_name(context, unit, unit_months) for unit in (first, last, first + bars.index(most))
    )
    label = text.format(first=begin, last=end, total=number(sum(bars)), peak=peak, most=number(most))
    top, width = max(most, scale), len(bars) * STEP - (STEP - BAR)
    return ChartView(label, chart_path(bars, top), width, HEIGHT, begin, end, number(top))


def _unit_name(context: SiteContext, unit: int, unit_months: int) -> str:
    return context.dates.month(unit // 12, unit % 12 + 1) if unit_months == 1 else str(unit)


def chart_path(bars: Sequence[int], most: int) -> str:
    """Return an SVG path of bars. Every bar above zero is at least one unit high, so that it is visible."""
    heights = [max(round(bar * HEIGHT / most), 1) if bar else 0 for bar in bars]
    return "".join(
        [f"M{at * STEP} {HEIGHT}v-{tall}h{BAR}v{tall}z" for at, tall in enumerate(heights) if tall]
    )
