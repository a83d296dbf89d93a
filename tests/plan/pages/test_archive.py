"""The archive: every day of every month in its place, shades from faint to full, and ways from one time to the next."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.model.settings import Settings, SiteSettings
from generator.model.views.pages import ArchivePage, MonthPage, YearPage
from generator.plan.context import SiteContext
from generator.plan.pages.archive import MAX_HEADLINES, SHADES, archive_pages, heat

Make = Callable[..., SiteContext]
Day = tuple[int, int, int]


def on(context: SiteContext, *days: Day, locale: str = "") -> SiteContext:
    """Return a context whose dated items are on the given days, newest first."""
    order = sorted(days, reverse=True)
    found = {day: tuple([row for row, each in enumerate(order) if each == day]) for day in order}
    catalogue = structs.replace(context.catalogue, days=found)
    site = SiteSettings(base_url="https://x.example/feed/", locale=locale)
    return SiteContext(catalogue, context.images, Settings(site=site))


def pages(context: SiteContext) -> dict[str, ArchivePage | YearPage | MonthPage]:
    found = {}
    for page in archive_pages(context):
        assert isinstance(page.page, ArchivePage | YearPage | MonthPage)
        found[page.path.removesuffix("index.html")] = page.page
    return found


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_shades_run_from_the_faintest_to_the_fullest(one: int, other: int) -> None:
    few, most = sorted((one, other))
    assert 1 <= heat(few, most) <= SHADES
    assert heat(most, most) == SHADES
    assert heat(few, most) <= heat(min(few + 1, most), most)


@pytest.mark.parametrize(
    ("year", "month"), [(2024, 2), (2023, 2), (1900, 2), (2000, 2), (2024, 12), (2026, 2), (2021, 8), (1, 1)]
)
@pytest.mark.parametrize("locale", ["en", "en-US", "ar"], ids=["monday", "sunday", "saturday"])
def test_every_day_is_once_below_its_weekday(make_context: Make, year: int, month: int, locale: str) -> None:
    context = on(make_context(1), (year, month, 1), locale=locale)
    page = pages(context)[f"{year:04}/{month:02}/"]
    assert isinstance(page, MonthPage)
    days = [cell.text for week in page.calendar.weeks for cell in week if cell.text]
    assert days == [str(day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    assert {len(week) for week in page.calendar.weeks} == {7}
    assert all(any(cell.text for cell in week) for week in page.calendar.weeks), "no week is empty"
    column = [cell.text for cell in page.calendar.weeks[0]].index("1")
    assert page.weekdays[column].label == context.locale_formats.weekdays[date(year, month, 1).weekday()]


def test_days_with_items_link_to_them_with_a_count(make_context: Make) -> None:
    found = pages(on(make_context(4), (2024, 5, 3), (2024, 5, 3), (2024, 5, 3), (2024, 5, 9)))
    month = found["2024/05/"]
    assert isinstance(month, MonthPage)
    cells = {cell.text: cell for week in month.calendar.weeks for cell in week if cell.url}
    assert {text: (cell.label, cell.heat) for text, cell in cells.items()} == {
        "3": ("3 May: 3 items", 4),
        "9": ("9 May: 1 item", 2),
    }
    assert cells["3"].url == "/feed/2024/05/03/"
    assert month.calendar.count == "4"


def test_a_month_shows_the_first_headlines_of_a_day_and_counts_the_rest(make_context: Make) -> None:
    many = [(2024, 5, 3)] * (MAX_HEADLINES + 1)
    exact = [(2024, 5, 2)] * MAX_HEADLINES
    month = pages(on(make_context(2 * MAX_HEADLINES + 1), *many, *exact))["2024/05/"]
    assert isinstance(month, MonthPage)
    assert [(day.title, len(day.headlines), day.count) for day in month.days] == [
        ("3 May", MAX_HEADLINES, str(MAX_HEADLINES + 1)),
        ("2 May", MAX_HEADLINES, ""),
    ]


def test_months_and_years_without_items_are_skipped(make_context: Make) -> None:
    found = pages(on(make_context(3), (2019, 12, 31), (2024, 1, 1), (2024, 3, 1)))
    assert list(found) == ["archive/", "2024/", "2019/", "2024/03/", "2024/01/", "2019/12/"]
    old, new = found["2019/"], found["2024/"]
    assert isinstance(old, YearPage)
    assert isinstance(new, YearPage)
    assert (old.older, old.newer and old.newer.url) == (None, "/feed/2024/")
    assert (new.older and new.older.url, new.newer) == ("/feed/2019/", None)
    january = found["2024/01/"]
    assert isinstance(january, MonthPage)
    assert january.older is not None
    assert january.newer is not None
    assert (january.older.title, january.newer.title) == ("December 2019", "March 2024")


def test_a_year_of_the_archive_has_all_months_and_links_to_those_with_items(make_context: Make) -> None:
    archive = pages(on(make_context(3), (2024, 1, 1), (2024, 1, 2), (2024, 11, 1)))["archive/"]
    assert isinstance(archive, ArchivePage)
    (year,) = archive.years
    assert (year.title, year.count, len(year.months)) == ("2024", "3", 12)
    assert {cell.text: (cell.label, cell.heat) for cell in year.months if cell.url} == {
        "Jan": ("January 2024: 2 items", 4),
        "Nov": ("November 2024: 1 item", 2),
    }


def test_a_site_without_dates_has_an_empty_archive(make_context: Make) -> None:
    found = pages(on(make_context(0, undated=2)))
    assert list(found) == ["archive/"]


def test_a_new_item_changes_only_its_month_and_year(make_context: Make) -> None:
    """Pages of other months and years stay byte for byte: only what lies at the edge learns of a new neighbour."""
    days = [(2022, 1, 5), (2022, 6, 5), (2023, 6, 5), (2024, 6, 5)]
    before = pages(on(make_context(9), *days))
    after = pages(on(make_context(9), *days, (2023, 6, 6)))
    changed = {place for place in after if _told(after[place]) != _told(before.get(place))}
    assert changed == {"archive/", "2023/", "2023/06/"}


def _told(page: object) -> object:
    """Return a page without headlines: the rows of this test move when one is added."""
    if isinstance(page, MonthPage):
        days = [structs.replace(day, headlines=()) for day in page.days]
        return structs.replace(page, days=tuple(days))
    return page


def test_every_day_of_a_long_time_is_in_a_calendar(make_context: Make) -> None:
    start = date(2023, 11, 20)
    days = [start + timedelta(days=number) for number in range(120)]
    found = pages(on(make_context(120), *[(day.year, day.month, day.day) for day in days]))
    linked = [
        cell.url
        for page in found.values()
        if isinstance(page, YearPage)
        for month in page.months
        for week in month.weeks
        for cell in week
        if cell.url
    ]
    assert sorted(linked) == [f"/feed/{day:%Y/%m/%d}/" for day in days]
