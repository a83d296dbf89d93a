"""Cards: made once, cut at a word, and in a language of their own where that is so."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from generator.plan.context import SiteContext, foreign_language
from generator.plan.pages.cards import build_card, shorten_text

Make = Callable[..., SiteContext]


@given(st.text(), st.integers(1, 60))
def test_a_shortened_text_fits_the_limit_and_ends_with_an_ellipsis(text: str, limit: int) -> None:
    cut = shorten_text(text, limit)
    assert len(cut) <= limit
    assert cut == text if len(text) <= limit else cut.endswith("…")
    assert text.startswith(cut.removesuffix("…")) or len(text) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one, two three", 8, "one…"),
        ("one – two three", 9, "one…"),
        ("unbroken", 5, "unbr…"),
        ("日本語の長い題名", 4, "日本語…"),
        ("", 1, ""),
    ],
)
def test_a_text_is_cut_at_a_word_without_trailing_punctuation(text: str, limit: int, cut: str) -> None:
    assert shorten_text(text, limit) == cut


@pytest.mark.parametrize(
    ("locale", "language", "expected"),
    [
        ("", "en", ""),
        ("en-US", "en-GB", ""),
        ("EN", "en", ""),
        ("en", "en-GB", ""),
        ("da-DK", "en", "da-DK"),
        ("he", "ar", "he"),
        ("enm", "en", "enm"),
    ],
)
def test_a_language_is_shown_if_it_differs_from_the_site(locale: str, language: str, expected: str) -> None:
    assert foreign_language(locale, language) == expected


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({}, ""),
        ({"length": 3900}, "1 h 5 min"),
        ({"length": 40}, "40 s"),
        ({"length": 0}, "0 s"),
        ({"member_count": 1}, "1 member"),
        ({"member_count": 8400}, "8,400 members"),
        ({"member_count": 0}, "0 members"),
        ({"length": 60, "member_count": 5}, "1 min"),
        ({"kind": "collection"}, "0 items"),
    ],
)
def test_the_note_depends_on_the_content_type(
    make_context: Make, given: dict[str, object], note: str
) -> None:
    context = make_context(1)
    item = structs.replace(context.catalogue.items[0], **given)
    catalogue = structs.replace(context.catalogue, items=(item,))
    assert build_card(SiteContext(catalogue, context.images, context.settings), 0).note == note


def test_a_card_is_cached_and_has_a_tile_if_it_has_no_image(make_context: Make) -> None:
    context = make_context(2)
    card = build_card(context, 1)
    assert build_card(context, 1) is card
    assert card.picture is None
    assert card.tile is not None
    assert card.tile.initials == "P"
