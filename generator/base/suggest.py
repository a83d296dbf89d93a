"""The nearest known name: what somebody who mistyped one may have meant."""

from collections.abc import Iterable


def closest_names(word: str, known: Iterable[str], least: float = 0.6) -> list[str]:
    """Return the known name that is most like a word, if any is at least so much like it (0 to 1); at most one."""
    from difflib import get_close_matches  # few builds have anything to guess

    return get_close_matches(word, list(known), 1, least)
