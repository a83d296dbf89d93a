"""Messages with numbers: plural forms, grouped digits, durations."""

import pytest

from generator.model.locale_formats import ENGLISH
from generator.model.messages import Messages, Plural
from generator.plan.i18n.locale_formats import load_locale_formats
from generator.plan.i18n.phrases import Phrases

ITEMS = Plural(one="{n} one", two="{n} two", few="{n} few", many="{n} many", other="{n} other")


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
    used = {number: phrases.count(number, ITEMS).rpartition(" ")[2] for number in forms}
    assert used == forms


def test_a_missing_plural_form_falls_back_to_other() -> None:
    polish = Phrases(Messages(), load_locale_formats("pl"))
    assert polish.count(3, Plural(one="{n} rzecz", other="{n} rzeczy")) == "3 rzeczy"


def test_digits_are_grouped_from_the_first_thousand_on() -> None:
    number_text = Phrases(Messages(), ENGLISH).number
    assert [number_text(number) for number in (0, 999, 1000, 8400)] == ["0", "999", "1,000", "8,400"]


@pytest.mark.parametrize(("tag", "text"), [("en", "4.5"), ("de", "4,5")])
def test_a_decimal_has_the_separator_of_the_locale(tag: str, text: str) -> None:
    assert Phrases(Messages(), load_locale_formats(tag)).decimal(4.46) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (40, "40 s"),
        (60, "1 min"),
        (119, "1 min"),
        (3420, "57 min"),
        (3600, "1 h"),
        (4500, "1 h 15 min"),
        (3_600_000, "1,000 h"),
    ],
)
def test_a_duration_is_cut_to_hours_and_minutes(seconds: int, text: str) -> None:
    words = Messages(hours="{n} h", minutes="{n} min", seconds="{n} s")
    assert Phrases(words, ENGLISH).duration(seconds) == text


@pytest.mark.parametrize("kind", ["article", "video", "course"])
def test_labels_are_those_of_the_content_type(kind: str) -> None:
    words = Messages()
    phrases = Phrases(words, ENGLISH)
    labels = words.kinds.of(kind)
    assert (phrases.kind_label(kind), phrases.kind_heading(kind)) == (labels.one, labels.many)
    assert phrases.source_label(kind, "a.example") == labels.source.format(place="a.example")
