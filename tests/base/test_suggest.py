"""Mistyped names get a suggestion, unrelated ones none."""

import pytest

from generator.base.suggest import closest_names

KNOWN = ["title", "timezone", "base_url", "language"]


@pytest.mark.parametrize(
    ("word", "suggestions"),
    [
        ("titel", ["title"]),
        ("time_zone", ["timezone"]),
        ("baseurl", ["base_url"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_the_most_similar_name_is_suggested(word: str, suggestions: list[str]) -> None:
    assert closest_names(word, KNOWN) == suggestions


def test_a_higher_minimum_similarity_suggests_less() -> None:
    assert closest_names("titel", KNOWN, 0.95) == []
    assert closest_names("titel", []) == []
