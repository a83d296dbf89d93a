"""Dates, numbers and plurals of locales, as CLDR has them, and nothing that depends on who asked before."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from generator.model.locale_formats import ENGLISH
from generator.model.messages import Messages, Plural
from generator.plan.i18n.dates import DateFormatter
from generator.plan.i18n.locale_formats import date_pattern, load_locale_formats
from generator.plan.i18n.phrases import Phrases

ITEMS = Plural(one="{n} one", two="{n} two", few="{n} few", many="{n} many", other="{n} other")


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


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", {0: "other", 1: "one", 2: "other", 101: "other", 1001: "other"}),
        ("pl", {1: "one", 3: "few", 5: "many", 12: "many", 22: "few", 112: "many", 1022: "few"}),
        ("ar", {0: "other", 1: "one", 2: "two", 7: "few", 11: "many", 100: "other", 103: "few"}),
        ("ja", {1: "other"}),
    ],
)
def test_numbers_take_the_form_of_their_language(tag: str, forms: dict[int, str]) -> None:
    phrases = Phrases(Messages(), load_locale_formats(tag))
    said = {number: phrases.count(number, ITEMS).rpartition(" ")[2] for number in forms}
    assert said == forms


def test_a_form_that_is_missing_is_the_general_one() -> None:
    polish = Phrases(Messages(), load_locale_formats("pl"))
    assert polish.count(3, Plural(one="{n} rzecz", other="{n} rzeczy")) == "3 rzeczy"


def test_digits_are_grouped_from_the_first_thousand_on() -> None:
    said = Phrases(Messages(), ENGLISH).number
    assert [said(number) for number in (0, 999, 1000, 8400)] == ["0", "999", "1,000", "8,400"]


def test_a_day_begins_in_the_zone_of_the_site() -> None:
    moment = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)
    shown = DateFormatter("Europe/Berlin", load_locale_formats("de")).show(moment)
    assert shown is not None
    assert (shown.iso, shown.text) == ("2024-12-31T23:30:00Z", "1. Januar 2025")


def test_text_in_a_pattern_stays_text() -> None:
    assert date_pattern("d 'de' MMMM 'o''clock {x}' y GG") == "{d} de {month} o'clock {{x}} {y}"


def test_which_way_a_language_runs_and_where_its_week_begins() -> None:
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
