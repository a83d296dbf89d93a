"""Dates of mail and feeds: every form that RSS and feed parsers hand out, and reasons for those that are none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.base.dates import explain_bad_moment, parse_moment
from generator.base.mail_dates import rewrite_mail_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thu, 05 Mar 2026 07:30:00 +0100", "2026-03-05T06:30:00"),
        ("Thu, 05 Mar 2026 07:30:00 GMT", "2026-03-05T07:30:00"),
        ("Thu, 5 Mar 2026 07:30 EST", "2026-03-05T12:30:00"),
        ("05 Mar 26 07:30 PDT", "2026-03-05T14:30:00"),
        ("05 Mar 94 07:30 Z", "1994-03-05T07:30:00"),
        ("5 March 2026 7:30:00", "2026-03-05T07:30:00"),
        ("Thu, 05 Mar 2026 07:30:00 -0000", "2026-03-05T07:30:00"),
        ("Thu, 05 Mar 2026 07:30:00 +01:00", "2026-03-05T06:30:00"),
        ("Thu, 05 Mar 2026 07:30:00 +0100 (CET)", "2026-03-05T06:30:00"),
        ("Thu, 05 Mar 2026 07:30:00 CEST", "2026-03-05T05:30:00"),
        ("thu, 05 MAR 2026 07:30:00 gmt", "2026-03-05T07:30:00"),
        ("Thursday, 05-Mar-26 07:30:00 GMT", "2026-03-05T07:30:00"),
        ("Thu Mar  5 07:30:00 2026", "2026-03-05T07:30:00"),
        ("Thu Mar 5 07:30:00 UTC 2026", "2026-03-05T07:30:00"),
        ("Thu, 31 Dec 2026 23:59:60 GMT", "2027-01-01T00:00:00"),
        ("Thu, 05 Mar 2026 07:30:00 GMT+0100", "2026-03-05T06:30:00"),
        ("Thu Mar 05 2026 07:30:00 GMT+0100 (Central European Standard Time)", "2026-03-05T06:30:00"),
        ("March 5, 2026 7:30 PM", "2026-03-05T19:30:00"),
        ("Thursday, March 5th, 2026 at 12:30 a.m. EST", "2026-03-05T05:30:00"),
        ("2026/03/05 07:30", "2026-03-05T07:30:00"),
        ("2026.3.5 7:30", "2026-03-05T07:30:00"),
        ("2026-03-05 7:30 PM", "2026-03-05T19:30:00"),
        ("2026-03-05T07:30:00 CET", "2026-03-05T06:30:00"),
        ("2026-W10-4T07:30:00Z", "2026-03-05T07:30:00"),
        ("2026-064T07:30:00+01:00", "2026-03-05T06:30:00"),
        ("20260305T073000+0100", "2026-03-05T06:30:00"),
        ("(2026, 3, 5, 7, 30, 0, 3, 64, 0)", "2026-03-05T07:30:00"),
        (
            "time.struct_time(tm_year=2026, tm_mon=3, tm_mday=5, tm_hour=7, tm_min=30, tm_sec=0, tm_wday=3, "
            "tm_yday=64, tm_isdst=0)",
            "2026-03-05T07:30:00",
        ),
    ],
)
def test_a_date_of_mail_or_a_feed_is_a_moment(text: str, iso: str) -> None:
    assert parse_moment(f" {text} ") == datetime.fromisoformat(iso).replace(tzinfo=UTC)


def test_a_date_without_a_time_is_the_day_in_the_zone_given() -> None:
    new_york = ZoneInfo("America/New_York")
    for text in (
        "2026-03-01",
        "20260301",
        "1 Mar 2026",
        "Sun, 01 March 2026",
        "2026/3/1",
        "March 1, 2026",
        "2026-W09-7",
    ):
        moment = parse_moment(text, new_york)
        assert moment == datetime(2026, 3, 1, 5, tzinfo=UTC), text
        assert moment.astimezone(new_york).day == 1
    assert parse_moment("2026-03-01T00:00", new_york) == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Thu, 30 Feb 2026 07:30:00 GMT", "there is no 30 February 2026"),
        ("Thu, 05 Mai 2026 07:30:00 GMT", "there is no month Mai"),
        ("Thu, 05 Mar 2026 25:30:00 GMT", "there is no time of day 25:30"),
        ("Thu, 05 Mar 2026 07:30:00 IST", "the time zone IST has several meanings or none"),
    ],
)
def test_the_reason_for_a_bad_date_is_given(text: str, why: str) -> None:
    assert parse_moment(text) is None
    assert explain_bad_moment(text) == why


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-03", "05/03/2026", "Mar 2026", "1 2 3", "a" * 10_000]
)
def test_other_text_is_not_a_date_of_mail(text: str) -> None:
    assert rewrite_mail_date(text) == ""


@pytest.mark.parametrize(
    "text", ["03/05/2026", "5.3.2026", "2026-03/05", "2026-3", "2026064", "2026-W10", "13:30 PM"]
)
def test_a_date_with_two_meanings_or_none_is_not_read(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-W54-1", "Invalid week: 54"),
        ("2026-366", "there is no day 366 of 2026"),
        ("2026/02/30", "there is no 30 February 2026"),
        ("March 5, 2026 13:30 PM", "there is no hour 13 pm"),
    ],
)
def test_a_date_that_does_not_exist_has_its_reason(text: str, why: str) -> None:
    assert explain_bad_moment(text) == why
