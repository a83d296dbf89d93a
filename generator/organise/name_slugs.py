"""Slugs of names: one slug for all spellings of a name, and different slugs for different names.

The slug is the identity of a name. It depends on the name alone, so it never changes when other names are added or
removed.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from unicodedata import category, combining, normalize

from generator.base.digest import short
from generator.base.suggest import closest_names
from generator.base.text import make_slug
from generator.model.feed_formats import FEED_FORMATS

RESERVED = frozenset(
    {"page", "undated", "index.html", *[f"feed.{each.ending}" for each in FEED_FORMATS.values()]}
)
"""Names that a list's folder needs for itself: its numbered pages, its undated part, its feeds."""

_DIACRITIC = 200
"""Combining classes from here up belong to diacritics. Those below distinguish words."""

_NEARBY = 16
"""Names on each side, in alphabetical order, that are compared for a suggestion. Similar names mostly begin alike."""

_sign = re.compile(r"(?<=[\w+#])[+#](?=[+#]|\W|\Z)")
_leading_dot = re.compile(r"(?<!\S)\.(?=\w)")
_SPOKEN = {"+": "plus", "#": "sharp"}


class NameSlugs(dict[str, str]):
    """Slugs by name, computed on first use. Nearly every item repeats names of others, so this saves time.

    Takes the arguments of :func:`slug_of_name`.
    """

    def __init__(self, fallback: str, reserved: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._fallback = fallback
        self._reserved = reserved

    def __missing__(self, name: str) -> str:
        slug = self[name] = slug_of_name(name, self._fallback, self._reserved)
        return slug


def slug_of_name(name: str, fallback: str, reserved: frozenset[str] = frozenset()) -> str:
    """Return the slug of a name: equal for names that differ only in case, spaces, accents and punctuation.

    ``C``, ``C++`` and ``C#`` get different slugs. A slug gets a digest (``long-name-1f0e3dad``) if it cannot hold
    every letter of the name (too long, another script) or is ``reserved``. If nothing of the name fits into a slug,
    ``fallback`` stands in for it.

    >>> slug_of_name("C++", "topic")
    'cplusplus'
    """
    spoken = _leading_dot.sub("dot", _sign.sub(lambda sign: _SPOKEN[sign[0]], name))
    letters = _distinctive_letters(spoken)
    slug = make_slug(spoken)
    if slug and _distinctive_letters(slug) == letters and slug not in reserved:
        return slug
    return f"{slug or fallback}-{short(letters or name.casefold().strip())}"


def _distinctive_letters(text: str) -> str:
    """Return the characters that distinguish a name: letters, digits and vowel signs, without case and diacritics."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join([char for char in decomposed if char.isalnum() or _is_vowel_sign(char)])


def _is_vowel_sign(char: str) -> bool:
    return category(char)[0] == "M" and combining(char) < _DIACRITIC


def most_used_spelling(spellings: Mapping[str, int]) -> str:
    """Return the most frequent spelling, the first in alphabetical order among equals."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def suggest_name(name: str, names: Sequence[str], prefix: str = "") -> str:
    """Return the name most similar to ``name`` among those with ``prefix``, without the prefix. Return "" for none.

    ``names`` must be sorted. Only the neighbours of ``name`` are compared, so the cost of a suggestion does not grow
    with the number of names.
    """
    middle = bisect_left(names, name)
    nearby = [each for each in names[max(middle - _NEARBY, 0) : middle + _NEARBY] if each.startswith(prefix)]
    tails = [each[len(prefix) :] for each in nearby]
    return next(iter(closest_names(name[len(prefix) :], tails)), "")
