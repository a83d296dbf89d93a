"""Suggestions for mistyped names."""

from collections.abc import Iterable


def closest_names(word: str, known: Iterable[str], least: float = 0.6) -> list[str]:
    """Return the known name most similar to a word, as a list of at most one. ``least`` is the minimum similarity (0
    to 1).
    """
    from difflib import get_close_matches  # imported late: few builds need it

    return get_close_matches(word, list(known), 1, least)
