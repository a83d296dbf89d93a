"""Slugs of names: one slug for all spellings of a name, and different slugs for different names.

Names that differ in case, spaces, separators or Unicode form are one. Names that differ by a letter, an accent, a
symbol or an emoji are two, although most of them would make the same slug. The one that was there first has it; the
other gets a digest. So the dates of items decide, and no later item can take a slug away.
"""

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from unicodedata import category, combining, normalize

from generator.base.digest import short
from generator.base.suggest import closest_names
from generator.base.text import exact_letters, make_slug, spell_signs, transliterate
from generator.model.feed_formats import FEED_FORMATS

RESERVED = frozenset(
    {"page", "undated", "index.html", *[f"feed.{each.ending}" for each in FEED_FORMATS.values()]}
)
"""Names that a list's folder needs for itself: its numbered pages, its undated part, its feeds."""

_DIACRITIC = 200
"""Combining classes from here up belong to diacritics. Those below distinguish words."""

_NEARBY = 16
"""Names on each side, in alphabetical order, that are compared for a suggestion. Similar names mostly begin alike."""

_SIGNS = frozenset("!?&%\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Punctuation that is part of a name, and the skin tones of emoji."""

_SYMBOLS = ("Sc", "Sm", "So")
_NO_SIGNS = frozenset("|®©")

_DIGEST_LENGTHS = (8, 16, 32)
_LAST = datetime.max.replace(tzinfo=UTC)

Names = TypeVar("Names", bound=Hashable)


class NameSlugs(dict[str, str]):
    """Slugs by name, assigned on first use: the first of several names with one slug keeps it.

    Takes the arguments of :func:`slug_of_name`. Call :meth:`assign` before names are looked up.

    >>> slugs = NameSlugs("topic")
    >>> slugs["Mål"], slugs["MÅL "], slugs["Mal"]
    ('mal', 'mal', 'mal-6472a2ba')
    """

    def __init__(self, fallback: str, reserved: frozenset[str] = frozenset(), language: str = "") -> None:
        super().__init__()
        self._language = language
        self._fallback = fallback
        self._reserved = reserved
        self._owners: dict[str, str] = {}

    def __missing__(self, name: str) -> str:
        letters, base = (
            exact_name(name),
            slug_of_name(name, self._fallback, self._reserved, self._language),
        )
        candidates = (base, *[f"{base}-{short(letters, length)}" for length in _DIGEST_LENGTHS])
        slug = next(each for each in candidates if self._owners.setdefault(each, letters) == letters)
        self[name] = slug
        return slug

    def assign(
        self,
        dates: Mapping[str, datetime | None],
        described: Collection[str] = (),
        aliases: Collection[str] = (),
    ) -> None:
        """Assign the slugs of names: first those that are ``described``, then by the date of the oldest item of each.

        Names without a date come later, ``aliases`` of other names last. Ties are decided by the names alone.
        """
        keys = {
            name: (
                name not in described,
                name in aliases,
                dates.get(name) or _LAST,
                exact_name(name),
                name,
            )
            for name in {*described, *dates}
        }
        for name in sorted(keys, key=keys.__getitem__):
            self[name]


def exact_name(name: str) -> str:
    """Return what makes a name another one: its letters, digits, marks and signs, without case and Unicode form.

    >>> exact_name("Yahoo!") == exact_name("YAHOO !") != exact_name("Yahoo")
    True
    """
    letters = exact_letters(name)
    signs = "".join(filter(_is_sign, normalize("NFKD", spell_signs(name))))
    return f"{letters} {signs}" if signs and signs != letters else letters


def _is_sign(char: str) -> bool:
    """Return whether a character that is no letter is part of a name, not a separator, a quote or a legal mark."""
    return char in _SIGNS or (category(char) in _SYMBOLS and char not in _NO_SIGNS)


def first_dates(names: Iterable[tuple[Names, datetime | None]]) -> dict[Names, datetime | None]:
    """Return the first of the dates of each name, or each tuple of names. ``None`` is no date."""
    dates: dict[Names, datetime | None] = {}
    for name, moment in names:
        oldest = dates.setdefault(name, moment)
        if moment is not None and (oldest is None or moment < oldest):
            dates[name] = moment
    return dates


def slug_of_name(name: str, fallback: str, reserved: frozenset[str] = frozenset(), language: str = "") -> str:
    """Return the slug of a name alone: equal for names that differ only in case, spaces, accents and punctuation.

    ``C``, ``C++`` and ``C#`` get different slugs. A slug gets a digest (``long-name-1f0e3dad``) if it cannot hold
    every letter of the name (too long, another script) or is ``reserved``. If nothing of the name fits into a slug,
    ``fallback`` is used instead. ``language`` is that of the site.

    >>> slug_of_name("C++", "topic")
    'cplusplus'
    """
    spoken = transliterate(spell_signs(name), language)
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
    is_seen = not "\ufe00" <= char <= "\ufe0f"  # else a variation selector
    return is_seen and category(char)[0] == "M" and combining(char) < _DIACRITIC


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
