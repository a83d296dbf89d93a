"""Dates in the time zone and the locale of a site."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from generator.model.locale_formats import ENGLISH
from generator.plan.i18n.dates import DateFormatter, format_iso
from generator.plan.i18n.locale_formats import load_locale_formats


def test_a_day_begins_in_the_zone_of_the_site() -> None:
    moment = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)
    date = DateFormatter("Europe/Berlin", load_locale_formats("de")).show(moment)
    assert date is not None
    assert (date.iso, date.text) == ("2024-12-31T23:30:00Z", "1. Januar 2025")


def test_parts_of_a_date() -> None:
    dates = DateFormatter("UTC", ENGLISH)
    assert dates.date(2021, 2, 1) == "1 February 2021"
    assert dates.day(2, 1) == "1 February"
    assert dates.month(2021, 2) == "February 2021"
    assert dates.month_name(2) == "February"


def test_two_moments_of_one_day_have_one_text_but_their_own_time() -> None:
    dates = DateFormatter("UTC", ENGLISH)
    views = [dates.show(datetime(2021, 2, 1, hour, tzinfo=UTC)) for hour in (3, 4)]
    assert [(view.iso, view.text) for view in views if view] == [
        ("2021-02-01T03:00:00Z", "1 February 2021"),
        ("2021-02-01T04:00:00Z", "1 February 2021"),
    ]


def test_no_moment_has_no_date() -> None:
    assert DateFormatter("UTC", ENGLISH).show(None) is None


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2021, 12, 15, 10, tzinfo=UTC), "2021-12-15T10:00:00Z"),
        (datetime(2021, 12, 15, 10, 0, 1, 999_999, tzinfo=UTC), "2021-12-15T10:00:01Z"),
        (datetime(2021, 12, 15, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2021-12-14T23:30:00Z"),
    ],
)
def test_iso_dates_are_utc_without_fractions(moment: datetime, text: str) -> None:
    assert format_iso(moment) == text
