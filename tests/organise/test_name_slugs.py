import pytest

from generator.organise.name_slugs import NameSlugs, most_used_spelling, slug_of_name, suggest_name


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
