"""Dates as feeds write them."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.formats.feed_dates import EARLIEST, month_names, parse_feed_date


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("2026-11-03T09:20:00Z", "", "2026-11-03T09:20:00"),
        ("2026-11-03T09:20:00.123+01:00", "", "2026-11-03T08:20:00"),
        ("2026-11-03", "", "2026-11-03T00:00:00"),
        ("Sex, 06 Fev 2026 19:48:21 GMT", "pt-BR", "2026-02-06T19:48:21"),
        ("Sex, 06 Fev 2026 19:48:21 GMT", "", "2026-02-06T19:48:21"),
        ("Di, 03 März 2026 09:20:00 +0100", "de", "2026-03-03T08:20:00"),
        ("3 de noviembre de 2026", "es", "2026-11-03T00:00:00"),
        ("mar. 3 févr. 2026 10:00", "fr_FR", "2026-02-03T10:00:00"),
        ("November 3, 2026 4:05 pm", "en", "2026-11-03T16:05:00"),
        ("Nov 3rd, 2026 12:00 AM", "", "2026-11-03T00:00:00"),
        ("вт, 3 ноября 2026 09:20:00 +0300", "ru", "2026-11-03T06:20:00"),
        ("3 Kasım 2026 09:20", "tr", "2026-11-03T09:20:00"),
        ("29.11.2026 14:00", "", "2026-11-29T14:00:00"),
        ("So., 3.1.2026, 14:05 Uhr", "de", "2026-01-03T14:05:00"),
        ("29. 11. 2026", "cs", "2026-11-29T00:00:00"),
        ("2026.11.29 14:00", "hu", "2026-11-29T14:00:00"),
        ("29.11.2026 14:00 MEZ", "de", "2026-11-29T13:00:00"),
        ("So, 29 Nov 2026 14:00:00 MEZ", "", "2026-11-29T13:00:00"),
        ("Sun, 29 Nov 2026 00:30:00 CET", "", "2026-11-28T23:30:00"),
        ("Wed, 29 Jul 2026 14:00:00 CEST", "", "2026-07-29T12:00:00"),
        ("29. Juli 2026 14:00 MESZ", "de", "2026-07-29T12:00:00"),
        ("2026-11-29T14:00:00 CET", "", "2026-11-29T13:00:00"),
        ("2026-11-29 14:00 MEZ", "", "2026-11-29T13:00:00"),
        ("Sun, 29 Nov 2026 14:00:00 EST", "", "2026-11-29T19:00:00"),
        ("Sun, 29 Nov 2026 14:00:00 (JST)", "", "2026-11-29T05:00:00"),
        ("29 Nov 2026 CET", "", "2026-11-29T00:00:00"),
    ],
)
def test_dates_are_read_in_any_language(text: str, language: str, iso: str) -> None:
    found = parse_feed_date(text, language)
    assert found is not None
    assert found.isoformat() == f"{iso}+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1994-12-31",
        "32 Nov 2026",
        "3 Foo 2026",
        "3 Nov 2026 99:99",
        "29/11/2026",
        "31.11.2026",
        "11.29.2026 14:00",
        "192.168.1.2026",
        "x" * 9999,
    ],
)
def test_invalid_dates_are_none(text: str) -> None:
    assert parse_feed_date(text, "xx-unknown") is None


def test_an_ambiguous_month_name_is_none() -> None:
    assert month_names(("hr", "cs"))["listopad"] == 0
    assert month_names(("cs",))["listopad"] == 11


@given(st.text(max_size=80), st.text(max_size=8))
def test_any_text_is_taken(text: str, language: str) -> None:
    found = parse_feed_date(text, language)
    assert found is None or (found >= EARLIEST and found.tzinfo is UTC and not found.microsecond)
