"""The archive: all years, a calendar for each year, the days of each month. A new item changes only the pages
of its month and its year, and the archive page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from generator.model.catalogue import Row
from generator.model.output import Page
from generator.model.views.pages import ArchivePage, MonthPage, YearPage
from generator.model.views.parts import CalendarView, DayView, LinkView, MonthCellView, YearView
from generator.plan.context import SiteContext
from generator.plan.pages.head import page_head
from generator.plan.urls import output_file

MAX_HEADLINES = 5
"""Maximum headlines of a day on its month page. The page of the day has all of them."""

SHADES = 4
"""Number of shades in a calendar. 1 is the faintest."""

RowsByDay = Mapping[int, tuple[Row, ...]]
YearRows = dict[int, dict[int, dict[int, tuple[Row, ...]]]]
"""Rows by year, month and day, newest first at each level."""


def archive_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the archive page, and the pages of all years and months."""
    years = _by_month(context)
    yield _archive(context, years)
    yield from _years(context, years)
    yield from _months(context, years)


def _by_month(context: SiteContext) -> YearRows:
    years: YearRows = defaultdict(lambda: defaultdict(dict))
    for (year, month, day), rows in context.catalogue.days.items():
        years[year][month][day] = rows
    return years


def _size(days: RowsByDay) -> int:
    return sum(map(len, days.values()))


def _archive(context: SiteContext, years: YearRows) -> Page:
    number, undated = context.phrases.number, context.catalogue.undated
    most = max((_size(days) for months in years.values() for days in months.values()), default=0)
    view = ArchivePage(
        head=page_head(context, "archive/", context.words.archive),
        heading=context.words.archive,
        crumbs=(context.home_link,),
        years=tuple([_year_row(context, year, months, most) for year, months in years.items()]),
        undated=context.urls.link(_undated_place(context)) if undated else "",
        undated_count=number(len(undated)),
    )
    return Page(output_file("archive/"), "pages/archive.html", view)


def _year_row(context: SiteContext, year: int, months: Mapping[int, RowsByDay], most: int) -> YearView:
    count = context.phrases.number(sum(map(_size, months.values())))
    cells = [_month_cell(context, year, month, months.get(month, {}), most) for month in range(1, 13)]
    return YearView(str(year), context.urls.link(_year_place(year)), count, tuple(cells))


def _month_cell(context: SiteContext, year: int, month: int, days: RowsByDay, most: int) -> MonthCellView:
    size, name = _size(days), context.locale_formats.months_short[month - 1]
    if not size:
        return MonthCellView(name)
    label = _count_label(context, context.dates.month(year, month), size)
    return MonthCellView(name, context.urls.link(_month_place(year, month)), label, heat(size, most))


def _undated_place(context: SiteContext) -> str:
    """Return the path of the list with all undated items: the front page if it shows them."""
    rows = len(context.catalogue.items)
    has_own_list = len(context.catalogue.undated) < rows and rows >= 2 * context.settings.lists.page_size
    return "undated/" if has_own_list else ""


def _years(context: SiteContext, years: YearRows) -> Iterator[Page]:
    trail = (context.home_link, LinkView(context.words.archive, context.urls.link("archive/")))
    order = list(years)
    links = [LinkView(str(year), context.urls.link(_year_place(year))) for year in order]
    for position, year in enumerate(order):
        most = max(len(rows) for days in years[year].values() for rows in days.values())
        view = YearPage(
            head=page_head(context, _year_place(year), str(year)),
            heading=str(year),
            crumbs=trail,
            weekdays=_weekdays(context),
            months=tuple(
                [_calendar(context, year, month, years[year][month], most) for month in sorted(years[year])]
            ),
            older=links[position + 1] if position + 1 < len(links) else None,
            newer=links[position - 1] if position else None,
        )
        yield Page(output_file(_year_place(year)), "pages/year.html", view)


def _months(context: SiteContext, years: YearRows) -> Iterator[Page]:
    link, calendar = context.urls.link, context.dates
    order = [(year, month) for year, months in years.items() for month in months]
    links = [LinkView(calendar.month(*each), link(_month_place(*each))) for each in order]
    for position, (year, month) in enumerate(order):
        heading, place, days = calendar.month(year, month), _month_place(year, month), years[year][month]
        trail = (
            LinkView(context.words.archive, link("archive/")),
            LinkView(str(year), link(_year_place(year))),
        )
        view = MonthPage(
            head=page_head(context, place, heading),
            heading=heading,
            crumbs=(context.home_link, *trail),
            weekdays=_weekdays(context),
            calendar=_calendar(context, year, month, days, max(map(len, days.values()))),
            days=tuple([_day(context, (year, month, day), rows) for day, rows in days.items()]),
            older=links[position + 1] if position + 1 < len(links) else None,
            newer=links[position - 1] if position else None,
        )
        yield Page(output_file(place), "pages/month.html", view)


def _weekdays(context: SiteContext) -> tuple[MonthCellView, ...]:
    formats = context.locale_formats
    order = [(formats.first_weekday + at) % 7 for at in range(7)]
    return tuple([MonthCellView(formats.weekdays_short[day], label=formats.weekdays[day]) for day in order])


def _calendar(context: SiteContext, year: int, month: int, days: RowsByDay, most: int) -> CalendarView:
    link, title = context.urls.link(_month_place(year, month)), context.dates.month_name(month)
    cells = [MonthCellView("")] * _leading_cells(context, year, month)
    cells += [
        _day_cell(context, (year, month, day), days.get(day, ()), most) for day in _days_in(year, month)
    ]
    cells += [MonthCellView("")] * (-len(cells) % 7)
    weeks = [tuple(cells[start : start + 7]) for start in range(0, len(cells), 7)]
    return CalendarView(title, link, context.phrases.number(_size(days)), tuple(weeks))


def _leading_cells(context: SiteContext, year: int, month: int) -> int:
    """Return the number of cells before the first day of a month in its first week."""
    return (date(year, month, 1).weekday() - context.locale_formats.first_weekday) % 7


def _days_in(year: int, month: int) -> Iterable[int]:
    last = date(year, month, 28) + timedelta(days=4)
    return range(1, (last - timedelta(days=last.day)).day + 1)


def _day_cell(
    context: SiteContext, day: tuple[int, int, int], rows: tuple[Row, ...], most: int
) -> MonthCellView:
    if not rows:
        return MonthCellView(str(day[2]))
    label = _count_label(context, context.dates.day(day[1], day[2]), len(rows))
    return MonthCellView(str(day[2]), context.urls.link(_day_place(day)), label, heat(len(rows), most))


def _count_label(context: SiteContext, title: str, count: int) -> str:
    """Return ``December 2021: 12 items``."""
    items = context.phrases.count(count, context.words.items)
    return context.words.counted.format(title=title, items=items)


def heat(count: int, most: int) -> int:
    """Return the shade of a count: 1 for the fewest items, up to 4 for the most."""
    return -(-count * SHADES // most)


def _day(context: SiteContext, date: tuple[int, int, int], rows: tuple[Row, ...]) -> DayView:
    return DayView(
        title=context.dates.day(date[1], date[2]),
        url=context.urls.link(_day_place(date)),
        count=context.phrases.number(len(rows)) if len(rows) > MAX_HEADLINES else "",
        headlines=tuple([_headline(context, row) for row in rows[:MAX_HEADLINES]]),
    )


def _headline(context: SiteContext, row: Row) -> LinkView:
    return LinkView(context.catalogue.items[row].title, context.urls.link(context.place(row)))


def _year_place(year: int) -> str:
    return f"{year:04}/"


def _month_place(year: int, month: int) -> str:
    return f"{year:04}/{month:02}/"


def _day_place(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04}/{day[1]:02}/{day[2]:02}/"
