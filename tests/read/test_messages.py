"""The words of a language are laid over English; what a table says that it may not is told with its place."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.base.errors import TemplateError
from generator.model.messages import ENGLISH, Messages, Plural
from generator.read.messages import find_untranslated, language_tags, load_messages

SHIPPED = Path(__file__).parents[2] / "templates" / "words"


def words(language: str, **files: str) -> Messages:
    return load_messages(
        language, {f"words/{name.replace('_', '-')}.toml": [(text, name)] for name, text in files.items()}
    )


def test_the_default_language_is_english() -> None:
    assert words("en") == words("da", de='topics = "Themen"') == ENGLISH


def test_the_more_specific_tag_takes_precedence() -> None:
    given = {"de": 'topics = "Themen"\nhome = "Start"', "de_CH": 'home = "Startseite"', "en": 'home = "X"'}
    swiss = words("de-ch", **given)
    assert (swiss.topics, swiss.home, swiss.archive) == ("Themen", "Startseite", "Archive")
    assert language_tags("zh-Hant-TW") == ["zh", "zh-Hant", "zh-Hant-TW"]


@pytest.mark.parametrize(
    ("language", "untranslated"),
    [
        ("fr", ("fr", "de-AT", "en", "it")),
        ("de", ("de", "de-AT", "en", "it")),
        ("DE-at", ()),
        ("it-CH", ()),
        ("en-GB", ()),
        ("english", ("english", "de-AT", "en", "it")),
    ],
)
def test_a_language_without_texts_is_found(language: str, untranslated: tuple[str, ...]) -> None:
    assert find_untranslated(language, {"words/it.toml": [], "words/de-AT.toml": []}) == untranslated


def test_texts_of_a_theme_override_those_of_the_shipped_one() -> None:
    tables = [('topics = "Sachgebiete"', "mine"), ('topics = "Themen"\narchive = "Archiv"', "shipped")]
    german = load_messages("de", {"words/de.toml": tables})
    assert german == load_messages("de", {"words/DE.toml": tables[:1], "words/de.toml": tables[1:]})
    assert (german.topics, german.archive, german.home) == ("Sachgebiete", "Archiv", ENGLISH.home)


def test_single_english_texts_can_be_replaced() -> None:
    own = words(
        "en-GB", en='providers = "Papers"\n[kinds.forum]\nmany = "Circles"\n[items]\nfew = "{n} or so"'
    )
    assert (own.providers, own.kinds.forum.many, own.kinds.forum.one) == ("Papers", "Circles", "Community")
    assert own.items == Plural(one="{n} item", other="{n} items", few="{n} or so")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('topicks = "X"', "en: topicks: unknown key", "Did you mean topics?"),
        ('[kinds.vidoe]\none = "X"', "en: kinds.vidoe: unknown key", "Did you mean video?"),
        ("topics = 3", "en: topics: expected text, found 3", ""),
        ('items = "{n} items"', "en: items: expected a table (other, zero", ""),
        ('by = "By {name}"', "en: by: unknown placeholder {name}", "Placeholders of this text: {names}."),
        (
            'by = "{names.__class__}"',
            "en: by: unknown placeholder {names.__class__}",
            "Placeholders of this text: {names}.",
        ),
        (
            'by = "{names!r:>9}"',
            "en: by: unknown placeholder {names!r:>9}",
            "Placeholders of this text: {names}.",
        ),
        ('topics = "{}"', "en: topics: unknown placeholder {}", "Placeholders of this text: none."),
        ('topics = "{"', "en: topics: Single '{' encountered", "Write {{ for a literal brace."),
        ("topics = X", "en: not valid TOML", ""),
        ('topics = "a\\u0001b"', "en: topics: expected text, found a control character in 'a\\x01b'", ""),
        ('[items]\none = "{m}"', "en: items.one: unknown placeholder {m}", "Placeholders of this text: {n}."),
    ],
)
def test_a_table_with_a_mistake_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateError) as caught:
        words("en", en=text)
    assert message in caught.value.message
    assert caught.value.hint == hint


def leaves(value: Any, where: str = "") -> dict[str, str]:
    if isinstance(value, str):
        return {where: value}
    found: dict[str, str] = {}
    for name, inner in value.items():
        found |= leaves(inner, f"{where}.{name}")
    return found


def test_german_is_complete() -> None:
    import tomllib

    written = leaves(tomllib.loads((SHIPPED / "de.toml").read_text("utf-8")))
    needed = {name for name, text in leaves(msgspec.to_builtins(ENGLISH)).items() if text}
    assert needed - written.keys() == set()
    german = load_messages("de", {"words/de.toml": [((SHIPPED / "de.toml").read_text("utf-8"), "de.toml")]})
    assert german.topics == "Themen"
