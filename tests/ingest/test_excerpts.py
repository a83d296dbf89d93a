"""The first paragraph that says something."""

import pytest

from generator.ingest.excerpts import clean_tail, first_paragraph, make_excerpt, make_title


@pytest.mark.parametrize(
    "boilerplate",
    [
        "The post Bees appeared first on Hedgerow.",
        "The post Bees first appeared on Hedgerow.",
        "This article was updated and first appeared in Quarry Times.",
        "Der Beitrag Bienen erschien zuerst auf Hecke.",
        "L’article Abeilles est apparu en premier sur Haie.",
        "Read more",
        "Read the full story »",
        "Continue reading →",
        "Weiterlesen …",
        "Share this:",
        "Share on Facebook",
        "Tweet",
        "Facebook | Twitter | LinkedIn",
        "[…]",
        "...",
        "12 comments",
        "Photo: Ada Fennimore",
        "Originally published at hedgerow.example.",
        "* * *",
    ],
)
def test_boilerplate_is_passed_over(boilerplate: str) -> None:
    assert first_paragraph(f"<p>{boilerplate}</p><p>The nettle is back.</p>", True) == "The nettle is back."
    assert first_paragraph(f"{boilerplate}\n\nThe nettle is back.", False) == "The nettle is back."


@pytest.mark.parametrize(
    "text",
    [
        "Read on the train, the book was short.",
        "Share prices fell.",
        "Comments are free, facts are sacred.",
        "The post office is open.",
    ],
)
def test_sentences_that_begin_alike_stay(text: str) -> None:
    assert first_paragraph(text, True) == text


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("The nettle is back. […]", "The nettle is back."),
        ("The nettle is [...]", "The nettle is…"),
        ("The nettle is back. Read more »", "The nettle is back."),
        ("The nettle is back… Continue reading", "The nettle is back…"),
        ("[…]", "[…]"),
        ("A plain line.", "A plain line."),
    ],
)
def test_tails_are_cut_off(line: str, clean: str) -> None:
    assert clean_tail(line) == clean


def test_an_excerpt_is_cut_and_is_not_the_title() -> None:
    texts = (("<p>Bees</p><p>One two three four.</p>", True), ("never reached", False))
    assert make_excerpt(texts, "Bees", 12) == "One two…"
    assert make_excerpt(texts, "Bees", 0) == ""
    assert make_excerpt((("", True), ("plain", False)), "Bees", 99) == "plain"


def test_entities_are_decoded_once() -> None:
    assert first_paragraph("<p>Use &amp;amp; here</p>", True) == "Use &amp; here"


def test_a_missing_title_is_the_first_words_of_the_text() -> None:
    assert make_title((("<p>One two three four</p>", True),), 3) == "One two three…"
    assert make_title((("", True), ("One two", False)), 3) == "One two"
    assert make_title((), 3) == ""
