"""Words of a short text, without the punctuation around them."""

from generator.normalise.mentions import LONGEST, find_words, strip_punctuation


def test_words_have_no_punctuation_around_them() -> None:
    assert find_words("Why “é” is (not) an & sign; really?") == {
        "Why", "é", "is", "not", "an", "&", "sign;", "really"
    }  # fmt: skip


def test_punctuation_alone_is_a_word() -> None:
    assert strip_punctuation("…") == "…"
    assert strip_punctuation('"') == '"'


def test_a_long_text_has_no_words_to_compare() -> None:
    assert find_words("é " * LONGEST) == frozenset()
