"""Moments as text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.dates import explain_bad_moment, parse_moment, parse_name_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-12-15T10:00:00Z", "2021-12-15T10:00:00"),
        ("2021-12-15T10:00:00+01:00", "2021-12-15T09:00:00"),
        ("2021-12-15T10:00:00-0530", "2021-12-15T15:30:00"),
        ("2021-12-15 10:00:00 +0100", "2021-12-15T09:00:00"),
        ("2021-12-15 10:00:00 UTC", "2021-12-15T10:00:00"),
        ("2021-12-15t10:00:00z", "2021-12-15T10:00:00"),
        ("2021-12-15T10:00:00", "2021-12-15T10:00:00"),
        ("2021-12-15T10:00", "2021-12-15T10:00:00"),
        ("2021-12-15T10:00:00.12345", "2021-12-15T10:00:00.123450"),
        ("2021-12-15T10:00:00,123456789Z", "2021-12-15T10:00:00.123456"),
        (" 2021-12-15 ", "2021-12-15T00:00:00"),
        ("2021-1-5", "2021-01-05T00:00:00"),
        ("20211215", "2021-12-15T00:00:00"),
        ("20211215T101112Z", "2021-12-15T10:11:12"),
        ("2021-12-15T24:00:00Z", "2021-12-16T00:00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00"),
        ("2024-02-29", "2024-02-29T00:00:00"),
    ],
)
def test_iso_8601_is_read_as_utc(text: str, iso: str) -> None:
    assert parse_moment(text) == datetime.fromisoformat(iso).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "yesterday",
        "1639562400",
        "2021",
        "2021-12",
        "15.12.2021",
        "2021-02-30",
        "2021-13-01T00:00:00Z",
        "2021-12-15T25:00:00Z",
        "2021-12-15T24:00:01Z",
        "2021-12-15T10:61:00Z",
        "2021-12-15x10:00:00Z",
        "2021-12-15T10:00:00+99:00",
        "0000-00-00T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "0999-12-31T23:59:59Z",
        "9999-12-31T23:59:59Z",
        "9998-12-31T24:00:00Z",
        "1000-01-01T00:00:00+01:00",
        "２０２１-12-15",
        "2021-12-15T10:00:00Z, maybe",
    ],
)
def test_other_text_is_not_a_moment(text: str) -> None:
    assert parse_moment(text) is None


@given(st.datetimes(datetime(1901, 1, 1), datetime(9990, 1, 1), timezones=st.timezones()))
def test_what_python_writes_is_read_back(moment: datetime) -> None:
    whole = moment.astimezone(UTC).replace(microsecond=0)
    assert parse_moment(whole.isoformat()) == whole
    assert parse_moment(whole.isoformat().replace("+00:00", "Z")) == whole


@given(st.text(st.sampled_from("0123456789-:T Z+.W"), max_size=26))
def test_any_text_is_accepted_or_rejected(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("_news/2021-12-15-title.md", (2021, 12, 15)),
        ("2021-12-15.md", (2021, 12, 15)),
        ("2021-12-15", (2021, 12, 15)),
        ("2021-12-15-folder/title.md", None),
        ("_news/x-2021-12-15.md", None),
        ("2021-12-150.md", None),
        ("2021-99-15-title.md", None),
        ("0001-01-01-title.md", None),
        ("", None),
    ],
)
def test_a_file_name_may_start_with_a_date(path: str, day: tuple[int, int, int] | None) -> None:
    assert parse_name_date(path) == (datetime(*day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-30T10:00:00Z", "there is no 30 February 2024"),
        ("2023-02-29", "there is no 29 February 2023"),
        ("20240431", "there is no 31 April 2024"),
        ("2024-01-00", "there is no 0 January 2024"),
        ("2024-13-01T00:00:00Z", "there is no month 13"),
        ("2024-02-03T25:00:00Z", "there is no time of day 25:00"),
        (" 2024-02-03 10:61 ", "there is no time of day 10:61"),
        ("2024-02-03T24:00:01Z", "there is no time of day 24:00:01"),
        ("2024-02-03T10:00:00+99:00", "there is no time zone +99:00"),
        ("0001-01-01T00:00:00Z", "the year must be from 1000 to 9998"),
        ("9998-12-31T24:00:00Z", "the year must be from 1000 to 9998"),
        ("yesterday", ""),
        ("2024-02-03T10:00:00Z", ""),
        ("", ""),
    ],
)
def test_the_reason_for_a_bad_moment_is_returned(text: str, why: str) -> None:
    assert explain_bad_moment(text) == why
    assert not why or parse_moment(text) is None
