"""Items over time: counted by month in the site's zone, and drawn as bars."""

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.model.catalogue import Row
from generator.model.views.parts import ChartView
from generator.plan.context import SiteContext

MonthBars = tuple[tuple[int, int], ...]
"""``(month, items)`` in order, months counted from the year 0."""

LEAST = 12
"""Dated items of a list that has a chart: fewer say nothing of a trend."""

MOST_BARS = 96
"""Months that are drawn one by one; a longer time is drawn by years, and of these the last so many."""

HEIGHT = 40
STEP, BAR = 5, 4
"""Units of the drawing: from one bar to the next, and the width of one."""


def count_months(context: SiteContext, rows: Iterable[Row]) -> MonthBars:
    """Count the dated items among rows by month; nothing where they are too few for a chart."""
    counts = Counter(map(context.months.__getitem__, rows))
    del counts[-1]
    return tuple(sorted(counts.items())) if counts.total() >= LEAST else ()


def build_chart(
    context: SiteContext, months: MonthBars, bounds: tuple[int, int] | None = None
) -> ChartView | None:
    """Draw a chart of what :func:`count_months` counted, over the months from ``bounds[0]`` to ``bounds[1]`` if
    given."""
    if not months:
        return None
    first, last = bounds or (months[0][0], months[-1][0])
    if last - first < MOST_BARS:
        return _drawn(context, dict(months), first, last, 1)
    years: Counter[int] = Counter()
    for month, count in months:
        years[month // 12] += count
    return _drawn(context, years, max(first // 12, last // 12 - MOST_BARS + 1), last // 12, 12)


def _drawn(context: SiteContext, counts: dict[int, int], first: int, last: int, months: int) -> ChartView:
    """Draw bars for units of one month or of twelve."""
    bars = [counts.get(unit, 0) for unit in range(first, last + 1)]
    most = max(bars)
    number, words = context.wording.number, context.words
    text = words.by_month if months == 1 else words.by_year
    begin, end, peak = (_name(context, unit, months) for unit in (first, last, first + bars.index(most)))
    said = text.format(first=begin, last=end, total=number(sum(bars)), peak=peak, most=number(most))
    return ChartView(said, chart_path(bars, most), len(bars) * STEP - (STEP - BAR), HEIGHT, begin, end)


def _name(context: SiteContext, unit: int, months: int) -> str:
    return context.calendar.month(unit // 12, unit % 12 + 1) if months == 1 else str(unit)


def chart_path(bars: Sequence[int], most: int) -> str:
    """Return the path of bars that stand on the lower edge. What is not nothing can be seen."""
    heights = [max(round(bar * HEIGHT / most), 1) if bar else 0 for bar in bars]
    return "".join(
        [f"M{at * STEP} {HEIGHT}v-{tall}h{BAR}v{tall}z" for at, tall in enumerate(heights) if tall]
    )
