"""Figures have one spelling, whatever the language and the script."""

import pytest

from generator.organise.stories.figures import find_figures, find_weekdays, is_large


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("38 million records", "en", "38000000"),
        ("38M records", "en", "38000000"),
        ("1.5bn paid", "en", "1500000000"),
        ("38,000,000 records", "en", "38000000"),
        ("12,34,567 rupees", "en", "1234567"),
        ("1.328 Fälle", "de", "1328"),
        ("1 328 cas", "fr", "1328"),
        ("1\u202f328 cas", "fr", "1328"),
        ("1,5 Mio. Euro", "de", "1500000"),
        ("30 млн рублей", "ru", "30000000"),
        ("١٬٣٢٨ حالة", "ar", "1328"),
        ("إصابة ٣١", "ar", "31"),
        ("来場者12万人", "ja", "120000"),
        ("3000万で買収", "ja", "30000000"),
        ("游客创纪录:120000人", "zh", "120000"),
        ("１４人けが", "ja", "14"),
        ("3-1 win", "en", "3 1"),
        ("$3.50 a pound", "en", "3.5"),
        ("version 9.4.3", "en", "9.4.3"),
        ("007 returns", "en", "7"),
        ("GPT-3, COVID-19, 5G, Q2, iOS14 and the 21st century", "en", ""),
        ("no figure", "en", ""),
    ],
)
def test_figures_of_a_text(text: str, language: str, figures: str) -> None:
    assert find_figures(text, language) == set(figures.split())


@pytest.mark.parametrize(
    ("figure", "large"), [("741", True), ("99", False), ("2021", False), ("9.4.3", False)]
)
def test_years_and_small_figures_are_not_large(figure: str, large: bool) -> None:
    assert is_large(figure) is large


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Strike on FRIDAY", "en", "4"),
        ("Streik am Montag", "de", "0"),
        ("Grève vendredi", "fr", "4"),
        ("コルム空港、金曜日にスト", "ja", "4"),
        ("机场星期五罢工", "zh", "4"),
        ("Забастовка в пятницу", "ru", "4"),
        ("إضراب يوم الجمعة", "ar", "4"),
        ("Mondayitis", "en", ""),
        ("Streik am Montag", "xx", ""),
    ],
)
def test_weekdays_of_a_text(text: str, language: str, day: str) -> None:
    assert find_weekdays(text, language) == set(day.split())
