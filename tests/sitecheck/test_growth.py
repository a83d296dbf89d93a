"""When a site will be as large as its host takes: judged by its own dates, never by the clock."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from generator.model.results.site_check import SiteSize
from generator.sitecheck.growth import forecast_growth

GB = 1_000_000_000


def paths(days: Iterable[date]) -> list[str]:
    return [f"{day:%Y/%m/%d}/item-{number}/index.html" for number, day in enumerate(days)]


def weight(files: int, total: int) -> SiteSize:
    return SiteSize(files, total, (), ("", 0))


def daily(first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]


def test_items_of_the_last_year_have_an_equal_share_of_all_files() -> None:
    growth = forecast_growth(paths(daily(date(2022, 1, 1), 730)), weight(1460, 730_000_000), GB, 20_000)
    assert growth
    assert (growth.newest, growth.items) == (date(2023, 12, 31), 365)
    assert (growth.bytes, growth.files) == (365_000_000, 730)
    # 270 MB are left at 365 MB a year: 8.9 months; 18,540 files at 730 a year: 25.4 years
    assert growth.full == {"size": "2024-08", "files": "2049-04"}


def test_a_site_over_its_limits_is_full_now() -> None:
    growth = forecast_growth(paths(daily(date(2023, 1, 1), 30)), weight(60, 2 * GB), GB, 10)
    assert growth
    assert growth.full == {"size": "2023-01", "files": "2023-01"}


def test_no_forecast_without_a_limit_or_beyond_a_century() -> None:
    growth = forecast_growth(paths(daily(date(2023, 1, 1), 30)), weight(60, 600), GB, 0)
    assert growth
    assert growth.full == {"size": None, "files": None}


def test_one_implausible_date_does_not_change_the_present() -> None:
    growth = forecast_growth(paths([*daily(date(2023, 1, 1), 30), date(2099, 1, 1)]), weight(62, 620), GB, 0)
    assert growth
    assert (growth.newest, growth.items) == (date(2023, 1, 30), 30)


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "2023/01/01/index.html",
        "topics/2023/01/01/index.html",
        "2023/13/01/item/index.html",
        "2023/01/01/item/picture.png",
        "2023/01/01/item/page/index.html",
    ],
)
def test_other_paths_are_not_counted_as_dated_items(path: str) -> None:
    assert forecast_growth([path], weight(1, 10), GB, 0) is None
