from collections.abc import Callable
from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from generator.organise.name_slugs import (
    NameSlugs,
    first_dates,
    most_used_spelling,
    slug_of_name,
    suggest_name,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Power Apps", "power-apps"),
        ("  power   APPS ", "power-apps"),
        ("power-apps", "power-apps"),
        ("C", "c"),
        ("C++", "cplusplus"),
        ("C#", "csharp"),
        ("F# and C#", "fsharp-and-csharp"),
        ("#AI", "ai"),
        ("+1", "1"),
        ("5G+6G", "5g-6g"),
        (".NET", "dotnet"),
        ("ASP.NET", "asp-net"),
        ("Café", "cafe"),
        ("Büro", "buro"),
        ("../../x", "x"),
        ("Page", "page"),
    ],
)
def test_a_name_has_a_readable_slug(name: str, expected: str) -> None:
    assert slug_of_name(name, "topic") == expected


@pytest.mark.parametrize("name", ["", "★", "...", "+", "💥💥"])
def test_a_name_without_letters_has_a_slug_of_its_own(name: str) -> None:
    made = slug_of_name(name, "topic")
    assert made.startswith("topic-")
    assert made != slug_of_name(name + "!?", "topic")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C#", "C++"),
        ("NET", ".NET"),
        ("a" * 80, "a" * 81),
        ("word " * 20 + "one", "word " * 20 + "two"),
        ("日" * 70 + "本", "日" * 70 + "語"),
        ("con", "con page"),
        ("★", "☆"),
        ("हिन्दी", "हिन्दू"),
    ],
)
def test_different_names_have_different_slugs(one: str, other: str) -> None:
    assert slug_of_name(one, "topic") != slug_of_name(other, "topic")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Power Apps", "power-apps"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "CAFÉ"),
        ("word " * 20 + "one", "Word-" * 20 + "ONE"),
        ("日本語", "日本語 "),
    ],
)
def test_ways_to_write_one_name_share_a_slug(one: str, other: str) -> None:
    assert slug_of_name(one, "topic") == slug_of_name(other, "topic")


def test_a_reserved_slug_is_not_given() -> None:
    slugs = NameSlugs("provider", frozenset({"page"}))
    assert slugs["Page"].startswith("page-")
    assert slugs["Page"] == slugs["PAGE"]


def test_the_usual_spelling_is_the_commonest_then_the_first() -> None:
    assert most_used_spelling({"AI": 2, "ai": 3}) == "ai"
    assert most_used_spelling({"ai": 3, "AI": 3}) == "AI"


@pytest.mark.parametrize(
    ("name", "prefix", "expected"),
    [
        ("a/widgets", "a/", "widget"),
        ("a/gadgte", "a/", "gadget"),
        ("a/zebra", "a/", ""),
        ("c/widget", "c/", ""),
    ],
)
def test_the_nearest_name_lies_in_the_same_folder(name: str, prefix: str, expected: str) -> None:
    assert suggest_name(name, ["a/gadget", "a/widget", "b/widgets"], prefix) == expected


DAYS = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 9)]

PAIRS = [
    ("Cá", "Cà"),
    ("Año", "Ano"),
    ("Mål", "Mal"),
    ("Край", "Краи"),
    ("Bär", "Bar"),
    ("Łódź", "Łodz"),
    ("Şile", "Sile"),
    ("أحمد", "احمد"),
    ("ガラス", "カラス"),
    ("Ёлка", "Елка"),
    ("हिन्दी", "हिन्दि"),
]


SIGNS = [
    ("Yahoo!", "Yahoo"),
    ("AI 🚀", "AI"),
    ("AI 🚀", "AI 🤖"),
    ("👍🏽", "👍🏿"),
    ("R&D", "RD"),
    ("100%", "100"),
    ("Who?", "WHO"),
    ("Jazz ♫", "Jazz"),
    ("$ave", "ave"),
    ("A+", "A"),
    ("C", "C++"),
    ("C#", "C++"),
]


@pytest.mark.parametrize(("one", "other"), SIGNS)
def test_names_that_differ_by_a_sign_or_an_emoji_have_different_slugs(one: str, other: str) -> None:
    slugs = NameSlugs("topic")
    assert slugs[one] != slugs[other]
    assert slugs[one] == slug_of_name(one, "topic")
    assert slugs[f" {other.upper()} "] == slugs[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Power Apps", "power-apps"),
        ("Power Apps", "Power_Apps®"),
        ("#AI", "AI"),
        ("(AI)", "“AI”"),
        ("CI/CD", "CI / CD"),
        ("Yahoo!", "YAHOO！"),
        ("I ❤ NY", "I ❤\ufe0f NY"),
        ("rock | pop", "Rock, Pop"),
    ],
)
def test_separators_quotes_and_forms_of_one_sign_make_no_other_name(one: str, other: str) -> None:
    slugs = NameSlugs("topic")
    assert slugs[one] == slugs[other]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_differ_by_an_accent_or_a_letter_have_different_slugs(one: str, other: str) -> None:
    slugs = NameSlugs("topic")
    assert slugs[one] != slugs[other]
    assert slugs[one] == slug_of_name(one, "topic")


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("change", [str.upper, str.casefold, " {} ".format])
def test_the_same_name_in_another_case_spacing_or_unicode_form_is_one(
    one: str, other: str, change: Callable[[str], str]
) -> None:
    slugs = NameSlugs("topic")
    for form in ("NFC", "NFD"):
        assert slugs[normalize(form, change(one))] == slugs[one]
        assert slugs[normalize(form, change(other))] == slugs[other]


@pytest.mark.parametrize("other", ["İstanbul", "istanbul", "İSTANBUL"])
def test_the_turkish_i_keeps_its_name(other: str) -> None:
    slugs = NameSlugs("topic")
    assert slugs["İstanbul"] == slugs[other]


def test_the_name_of_the_oldest_item_has_the_plain_slug() -> None:
    slugs = NameSlugs("topic")
    slugs.assign({"Mal": DAYS[1], "Mål": DAYS[0]})
    assert slugs["Mål"] == "mal"
    assert slugs["Mal"].startswith("mal-")


@pytest.mark.parametrize(
    "later",
    [{"Mal": DAYS[3], "Màl": DAYS[4]}, {"Màl": DAYS[1]}, {"Mal": None}, {"Mál": None, "Mal": DAYS[1]}],
)
def test_no_later_item_takes_a_slug(later: dict[str, datetime | None]) -> None:
    before, after = NameSlugs("topic"), NameSlugs("topic")
    known = {"Mål": DAYS[0], "Mal": DAYS[2]}
    before.assign(known)
    after.assign(first_dates([*known.items(), *later.items()]))
    assert [before[name] for name in known] == [after[name] for name in known]


def test_a_described_name_comes_before_older_ones_and_an_alias_last() -> None:
    slugs = NameSlugs("topic")
    slugs.assign({"Mal": DAYS[0], "Bar": DAYS[0], "Bär": DAYS[1]}, {"Mål"}, {"Bar"})
    assert slugs["Mål"] == "mal"
    assert slugs["Bär"] == "bar"


def test_a_name_that_looks_like_a_digest_takes_nothing() -> None:
    slugs = NameSlugs("topic")
    slugs["Mal"]
    taken = NameSlugs("topic")["Mal"], slugs["Mål"]
    slugs = NameSlugs("topic")
    assert len({slugs[name] for name in (taken[0], taken[1], "Mål")}) == 3


def test_the_first_date_of_a_name_counts() -> None:
    dates = first_dates([("a", None), ("a", DAYS[2]), ("a", DAYS[1]), ("a", None), ("b", None)])
    assert dates == {"a": DAYS[1], "b": None}
