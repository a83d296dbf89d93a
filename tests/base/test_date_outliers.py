"""A date that is alone, far beyond all others, is an outlier."""

from datetime import UTC, datetime, timedelta

import pytest

from generator.base.date_outliers import OUTLIER_GAP, RELEASED, find_horizon


def year(number: int) -> datetime:
    return datetime(number, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("years", "horizon"),
    [
        ([2024], 2024),
        ([2024, 2023, 2022], 2024),
        ([2099, 2024, 2023], 2024),
        ([2099, 2024], 2024),
        ([9000, 2099, 2024, 2023, 2022], 2024),
        ([2099, 2098, 2024, 2023, 2022], 2099),  # two that support each other
        ([2026, 2014, 2013, 2012], 2026),  # a site that is taken up again
        ([2026, 1999], 2026),
        ([2024, 2023, 2022, 1999], 2024),
        ([2099], 2099),  # nothing to compare it with
        ([2031, 2014], 2031),
        ([2034, 2030, 2026], 2034),  # an old version of the program, years later
    ],
)
def test_a_date_alone_far_beyond_all_others_is_an_outlier(years: list[int], horizon: int) -> None:
    for given in (years, years[::-1], [*years, *years]):
        assert find_horizon([year(each) for each in given]) == year(horizon)


@pytest.mark.parametrize("days", range(-400, 1, 50))
def test_no_date_up_to_the_release_is_an_outlier(days: int) -> None:
    date = RELEASED + timedelta(days=days)
    assert find_horizon([date, year(1990)]) == date
    assert find_horizon([date + OUTLIER_GAP, year(1990)]) == date + OUTLIER_GAP


def test_a_date_with_another_sign_is_none() -> None:
    assert find_horizon([year(2099), year(2024)], {year(2099)}) == year(2099)


def test_without_dates_every_date_is_plausible() -> None:
    assert find_horizon([]).year == 9999
