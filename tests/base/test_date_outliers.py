"""Dates far beyond all others are outliers."""

from datetime import UTC, datetime

import pytest

from generator.base.date_outliers import latest_plausible_date


def year(number: int) -> datetime:
    return datetime(number, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("years", "latest"),
    [
        ([2024], 2024),
        ([2024, 2023, 2022], 2024),
        ([2099, 2024, 2023], 2024),
        ([2099, 2098, 2024, 2023, 2022], 2024),
        ([9000, 2099, 2024, 2023, 2022], 2024),
        ([2099, 2024], 2099),  # one against one: either may be wrong
        (
            [2024, 2023, 2022, 1999],
            2024,
        ),  # an old item is not an outlier, and does not make the others outliers
        ([2024, 2020, 2016], 2024),
    ],
)
def test_a_date_far_beyond_all_others_is_an_outlier(years: list[int], latest: int) -> None:
    assert latest_plausible_date([year(each) for each in years]) == year(latest)


def test_without_dates_every_date_is_plausible() -> None:
    assert latest_plausible_date([None, None]).year == 9999
