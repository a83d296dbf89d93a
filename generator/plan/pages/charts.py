"""Bar charts of items over time, counted by day, week, month or year in the site's time zone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from generator.model.catalogue import Row
from generator.model.views.parts import ChartView, TickView
from generator.plan.context import SiteContext

MIN_ITEMS = 12
"""Minimum number of dated items for a chart. Fewer do not show a trend."""

MAX_BARS = 96
"""Maximum number of bars. A longer time has bars of the next unit, and years are at most the last 96."""

MIN_DAYS = 28
"""Minimum number of days on the axis: three days of a young site are three bars, not a solid block."""

HEIGHT = 40
"""Height of a chart, in SVG units."""
STEP, BAR = 5, 4
"""Distance between bars, and width of a bar, in SVG units."""

MAX_TICKS = 7
"""Maximum labels between the ends of the time axis."""

TICK_MONTHS = (1, 3, 12, 24, 60, 120, 240)
"""Possible months between two labels."""

MAX_TICK_PLACE = 92
"""Place of the last label in percent of the axis. A later one would be cut off."""

_TOPS = (20, 24, 30, 40, 50, 60, 80, 100, 120, 160)
"""Tops of the scale that have a round half, for one power of ten; smaller ones are even numbers."""


class TimeSeries(Struct, frozen=True, gc=False):
    """Numbers of items by ``unit``: ``day``, ``week``, ``month`` or ``year``. ``counts`` are ``(place, count)`` in
    order. Places are numbered as in :func:`_place`; the axis is from ``first`` to ``last``."""

    unit: str
    first: int
    last: int
    counts: tuple[tuple[int, int], ...]


def day_span(context: SiteContext, rows: Iterable[Row]) -> tuple[int, int] | None:
    """Return the first and last day (:attr:`SiteContext.day_numbers`) of dated items, ``None`` if there are too few
    for a chart."""
    days = [day for day in map(context.day_numbers.__getitem__, rows) if day > 0]
    return (min(days), max(days)) if len(days) >= MIN_ITEMS else None


def count_items(
    context: SiteContext, rows: Sequence[Row], span: tuple[int, int] | None = None
) -> TimeSeries | None:
    """Return dated items over time, ``None`` if there are too few for a chart. ``span`` are the first and last day
    of charts side by side."""
    own = day_span(context, rows)
    if own is None:
        return None
    first, last = span or own
    unit = _unit(first, last)
    counts = Counter(map(context.day_numbers.__getitem__, rows))
    del counts[0]
    placed: Counter[int] = Counter()
    for day, count in counts.items():
        placed[_place(unit, day)] += count
    start, end = _place(unit, first), _place(unit, last)
    if unit == "day":
        start = min(start, max(end - MIN_DAYS + 1, 1))
    start = max(start, end - MAX_BARS + 1)
    shown = tuple(sorted([each for each in placed.items() if each[0] >= start]))
    return TimeSeries(unit, start, end, shown) if shown else None


def _unit(first: int, last: int) -> str:
    """Return the smallest unit in which the time has at most :data:`MAX_BARS` bars."""
    units = ("day", "week", "month")
    return next((unit for unit in units if _place(unit, last) - _place(unit, first) < MAX_BARS), "year")


def _place(unit: str, day: int) -> int:
    """Return the number of the unit that a day is in. Weeks begin on Monday (ISO 8601); all count from year 1."""
    if unit == "day":
        return day
    if unit == "week":
        return (day - 1) // 7
    on = date.fromordinal(day)
    return on.year if unit == "year" else on.year * 12 + on.month - 1


def _name(context: SiteContext, unit: str, place: int) -> str:
    """Return the name of a day, the first day of a week, a month or a year."""
    if unit == "year":
        return str(place)
    if unit == "month":
        return context.dates.month(place // 12, place % 12 + 1)
    on = date.fromordinal(place if unit == "day" else place * 7 + 1)
    return context.dates.date(on.year, on.month, on.day)


def build_chart(context: SiteContext, series: TimeSeries | None, scale: int = 0) -> ChartView | None:
    """Return the chart of a series. ``scale`` is the count of the highest bar of charts side by side."""
    if series is None:
        return None
    counts = dict(series.counts)
    most = max(counts.values())
    number, words, top = context.phrases.number, context.words, axis_top(max(most, scale))
    peak = next(place for place, count in series.counts if count == most)
    begin, end, high = (_name(context, series.unit, place) for place in (series.first, series.last, peak))
    text, heading = {
        "day": (words.by_day, words.day),
        "week": (words.by_week, words.week_from),
        "month": (words.by_month, words.month),
        "year": (words.by_year, words.year),
    }[series.unit]
    total = number(sum(counts.values()))
    return ChartView(
        text.format(first=begin, last=end, total=total, peak=high, most=number(most)),
        chart_path([counts.get(place, 0) for place in range(series.first, series.last + 1)], top),
        _width(series),
        HEIGHT,
        begin,
        end,
        number(top),
        number(top // 2) if top % 2 == 0 else "",
        heading,
        tuple([(_name(context, series.unit, place), number(count)) for place, count in series.counts]),
        tuple(_ticks(context, series)),
    )


def highest_bar(series: TimeSeries) -> int:
    """Return the count of the highest bar."""
    return max(count for _, count in series.counts)


def axis_top(most: int) -> int:
    """Return the top of the scale for a highest bar: the next number that has a round half."""
    if most <= 16:
        return most if most < 2 else most + most % 2
    power = 1
    while most > _TOPS[-1] * power:
        power *= 10
    return next(top * power for top in _TOPS if top * power >= most)


def chart_path(bars: Sequence[int], most: int) -> str:
    """Return an SVG path of bars. Every bar above zero is at least one unit high, so that it is visible."""
    heights = [max(round(bar * HEIGHT / most), 1) if bar else 0 for bar in bars]
    return "".join(
        [f"M{at * STEP} {HEIGHT}v-{tall}h{BAR}v{tall}z" for at, tall in enumerate(heights) if tall]
    )


def _width(series: TimeSeries) -> int:
    return (series.last - series.first + 1) * STEP - (STEP - BAR)


def _ticks(context: SiteContext, series: TimeSeries) -> list[TickView]:
    """Return the labels of the time axis: years and months that begin on it, as many as there is room for."""
    first, last = (_month(series.unit, place) for place in (series.first, series.last))
    for step in TICK_MONTHS:
        months = [month for month in range(first + 1, last + 1) if month % step == 0]
        if len(months) <= MAX_TICKS:
            break
    ticks = []
    for month in months:
        place = _place(series.unit, date(month // 12, month % 12 + 1, 1).toordinal())
        at = round((place - series.first) * STEP * 100 / _width(series), 1)
        if at <= MAX_TICK_PLACE:
            name = context.locale_formats.months_short[month % 12] if month % 12 else str(month // 12)
            ticks.append(TickView(f"{100 - at if context.direction == 'rtl' else at:g}", name))
    return ticks


def _month(unit: str, place: int) -> int:
    """Return the month, counted from year 0, that a unit begins in."""
    if unit in ("month", "year"):
        return place if unit == "month" else place * 12
    return _place("month", place if unit == "day" else place * 7 + 1)
