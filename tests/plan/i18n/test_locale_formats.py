"""Formats of locales, as CLDR has them."""

import subprocess
import sys

import pytest

from generator.model.messages import Messages
from generator.plan.i18n.dates import DateFormatter
from generator.plan.i18n.locale_formats import date_pattern, load_locale_formats
from generator.plan.i18n.phrases import Phrases


@pytest.mark.parametrize(
    ("tag", "date", "month", "day", "number"),
    [
        ("en", "5 September 2024", "September 2024", "5 September", "1,234,567"),
        ("en-GB", "5 September 2024", "September 2024", "5 September", "1,234,567"),
        ("en-US", "September 5, 2024", "September 2024", "September 5", "1,234,567"),
        ("de", "5. September 2024", "September 2024", "5. September", "1.234.567"),
        ("de-CH", "5. September 2024", "September 2024", "5. September", "1’234’567"),
        ("de-AT-1996", "5. September 2024", "September 2024", "5. September", "1.234.567"),
        ("ja", "2024年9月5日", "2024年9月", "9月5日", "1,234,567"),
        ("fr-CA", "5 septembre 2024", "septembre 2024", "5 septembre", "1\xa0234\xa0567"),
        ("pl", "5 września 2024", "wrzesień 2024", "5 września", "1\xa0234\xa0567"),
        ("th", "5 กันยายน 2024", "กันยายน 2024", "5 กันยายน", "1,234,567"),
        ("hi", "5 सितंबर 2024", "सितंबर 2024", "5 सितंबर", "12,34,567"),
        ("lt", "2024 m. rugsėjo 5 d.", "2024 m. rugsėjis", "rugsėjo 5 d.", "1\xa0234\xa0567"),
        ("tlh", "5 September 2024", "September 2024", "5 September", "1,234,567"),
    ],
)
def test_dates_and_numbers_are_written_as_people_write_them(
    tag: str, date: str, month: str, day: str, number: str
) -> None:
    formats = load_locale_formats(tag)
    calendar = DateFormatter("UTC", formats)
    assert calendar.date(2024, 9, 5) == date
    assert calendar.month(2024, 9) == month
    assert calendar.day(9, 5) == day
    assert Phrases(Messages(), formats).number(1234567) == number


def test_text_in_a_pattern_stays_text() -> None:
    assert date_pattern("d 'de' MMMM 'o''clock {x}' y GG") == "{d} de {month} o'clock {{x}} {y}"


def test_direction_and_first_weekday_are_those_of_the_locale() -> None:
    assert [load_locale_formats(tag).direction for tag in ("en", "de", "ar", "he")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
    ]
    assert [load_locale_formats(tag).first_weekday for tag in ("en", "en-US", "de")] == [0, 6, 0]


def test_english_needs_no_babel() -> None:
    program = (
        "import sys; from generator.plan.i18n.locale_formats import load_locale_formats as load; load('en-GB');"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
