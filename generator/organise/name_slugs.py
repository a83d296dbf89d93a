"""Names that people write in many ways: one slug for all ways to write a name, and none for two names.

The slug of a name is its identity, and made of the name alone: it never moves when other names come or go.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from unicodedata import category, combining, normalize

from generator.base.digest import short
from generator.base.suggest import closest_names
from generator.base.text import make_slug

RESERVED = frozenset({"page", "undated", "index.html", "feed.rss", "feed.atom", "feed.json"})
"""Names that lie beside what is listed: the numbered pages of a list, its undated part, its feeds."""

_DIACRITIC = 200
"""Combining classes from here up belong to diacritics; those below carry meaning of their own."""

_NEARBY = 16
"""How many names on each side in the alphabet are compared for a hint: near names begin alike."""

_sign = re.compile(r"(?<=[\w+#])[+#](?=[+#]|\W|\Z)")
_leading_dot = re.compile(r"(?<!\S)\.(?=\w)")
_SPOKEN = {"+": "plus", "#": "sharp"}


class NameSlugs(dict[str, str]):
    """The slug of every name asked for. Names repeat in nearly every item, so each is worked out once.

    The arguments are those of :func:`slug_of_name`.
    """

    def __init__(self, fallback: str, reserved: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._fallback = fallback
        self._reserved = reserved

    def __missing__(self, name: str) -> str:
        made = self[name] = slug_of_name(name, self._fallback, self._reserved)
        return made


def slug_of_name(name: str, fallback: str, reserved: frozenset[str] = frozenset()) -> str:
    """Return the slug of a name: equal for names that differ only in case, spaces, accents and punctuation.

    ``C``, ``C++`` and ``C#`` differ in more than that, and so do names of which a slug cannot hold every
    letter (too long, another script) or that is ``reserved``: those get a digest, as ``long-name-1f0e3dad``,
    after ``fallback`` where there is nothing else.
    """
    spoken = _leading_dot.sub("dot", _sign.sub(lambda sign: _SPOKEN[sign[0]], name))
    letters = _letters(spoken)
    made = make_slug(spoken)
    if made and _letters(made) == letters and made not in reserved:
        return made
    return f"{made or fallback}-{short(letters or name.casefold().strip())}"


def _letters(text: str) -> str:
    """Return what of a name tells it from others: letters, digits, vowel signs; no case, no diacritics."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join([char for char in decomposed if char.isalnum() or _is_vowel_sign(char)])


def _is_vowel_sign(char: str) -> bool:
    return category(char)[0] == "M" and combining(char) < _DIACRITIC


def most_used_spelling(spellings: Mapping[str, int]) -> str:
    """Return the commonest of the spellings, the first in the alphabet among equals."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def suggest_name(name: str, names: Sequence[str], prefix: str = "") -> str:
    """Return what follows ``prefix`` in the name most like ``name`` among those that begin with it, or "".

    ``names`` are sorted; only the neighbours of ``name`` are looked at, so that a hint costs the same
    however many names there are.
    """
    place = bisect_left(names, name)
    nearby = [each for each in names[max(place - _NEARBY, 0) : place + _NEARBY] if each.startswith(prefix)]
    tails = [each[len(prefix) :] for each in nearby]
    return next(iter(closest_names(name[len(prefix) :], tails)), "")
