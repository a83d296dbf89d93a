"""Slugs, single lines and printable forms of plain text.

These functions accept any text and never fail. Repairing text (entities, mojibake, control characters) is the task of
:mod:`generator.normalise`.
"""

import re
from unicodedata import category, combining, normalize

MAX_SLUG_BYTES = 180
"""The most UTF-8 bytes in a slug. File systems allow 255 bytes in a name; the rest is for an extension or a digest."""

_ASCII = "".join(char.lower() if char.isalnum() else " " for char in map(chr, range(128)))
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])\Z")  # Windows device names, with any extension
_DIACRITIC_CLASS = 200  # combining classes from here up are marks on a base letter: é, ö, ç
_CONTROL_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SIGN = re.compile(r"(?<=[\w+#])[+#](?=[+#]|\W|\Z)")
_LEADING_DOT = re.compile(r"(?<!\S)\.(?=\w)")
_SPOKEN = {"+": "plus", "#": "sharp"}
_UNSEEN_MARK = re.compile("(?<=i)\u0307|[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


_APOSTROPHES = re.compile("(?<=[^\\W_])['\u2019\u02bc](?=[^\\W_])")
"""Apostrophes in a word: they vanish from slugs."""

_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_DANISH = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
_ICELANDIC = {"æ": "ae", "ð": "d", "þ": "th", "Æ": "Ae", "Ð": "D", "Þ": "Th"}
_LETTERS = {
    "de": str.maketrans(_GERMAN),
    **dict.fromkeys(("da", "nb", "nn", "no"), str.maketrans(_DANISH)),
    "is": str.maketrans(_ICELANDIC),
}
"""How people of a language write its letters in URLs. Marks of all other letters are left out."""


def transliterate(text: str, language: str) -> str:
    """Return a text with the letters of a language as its people write them in URLs. ``language`` is a BCP 47 tag.

    >>> transliterate("Über Köln", "de-AT"), transliterate("Über Köln", "en")
    ('Ueber Koeln', 'Über Köln')
    """
    table = None if text.isascii() else _LETTERS.get(language.partition("-")[0].lower())
    return normalize("NFC", text).translate(table) if table else text


def make_slug(text: str, limit: int = 60) -> str:
    """Return ``text`` as one path segment: letters and digits of any script, hyphens for everything else.

    Case, diacritics and apostrophes are removed; vowel signs of scripts that need them stay. The slug has at most
    ``limit`` characters and 180 UTF-8 bytes. It is cut between words if that keeps at least half. A name that Windows
    reserves gets ``-page``. Returns "" if nothing is left; the caller chooses a fallback.

    >>> make_slug("Crème brûlée: what's new")
    'creme-brulee-whats-new'
    """
    text = _APOSTROPHES.sub("", text) if "'" in text or not text.isascii() else text
    name = "-".join(text.translate(_ASCII).split()) if text.isascii() else _fold(text)
    if len(name) > limit:
        name = _truncate(name, limit)
    if not name.isascii() and len(name.encode()) > MAX_SLUG_BYTES:
        name = _truncate(name, len(name.encode()[:MAX_SLUG_BYTES].decode(errors="ignore")))
    return f"{name}-page" if _RESERVED.match(name) else name


def _fold(text: str) -> str:
    """Remove case and diacritics in any script, and replace every run of other characters with a hyphen."""
    text = _UNSEEN_MARK.sub("", normalize("NFKD", normalize("NFKD", text).casefold()))
    kept = [_slug_char(char) for char in text if combining(char) < _DIACRITIC_CLASS]
    return normalize("NFC", "-".join("".join(kept).split()))


def _slug_char(char: str) -> str:
    """Return a letter, digit or vowel sign unchanged, and a space for any other character."""
    return char if char.isalnum() or category(char)[0] == "M" else " "


def _truncate(name: str, limit: int) -> str:
    """Shorten a slug to ``limit`` characters, between words unless that removes more than half."""
    end = name.rfind("-", 0, limit + 1)
    return name[: end if end * 2 >= limit else limit].rstrip("-")


def exact_letters(name: str) -> str:
    """Return the characters that make a name another one: letters, digits and marks, without case and Unicode form.

    >>> exact_letters("Mål") == exact_letters("MA\u030aL") != exact_letters("Mal")
    True
    """
    spoken = spell_signs(name)
    if spoken.isascii():
        return "".join(filter(str.isalnum, spoken.lower())) or name.strip()
    decomposed = normalize("NFKD", normalize("NFKD", spoken).casefold())
    letters = [char for char in decomposed if char.isalnum() or category(char)[0] == "M"]
    # The small letter of the Turkish İ has its dot twice. Variation selectors choose a form of the same character.
    return _UNSEEN_MARK.sub("", "".join(letters)) or name.casefold().strip()


def spell_signs(name: str) -> str:
    """Return a name with words for the signs that distinguish it: ``C++``, ``F#``, ``.NET``."""
    return _LEADING_DOT.sub("dot", _SIGN.sub(lambda sign: _SPOKEN[sign[0]], name))


def fold_lines(text: str) -> str:
    """Replace every run of white space, including line ends, with one space."""
    return " ".join(text.split())


def make_legible(text: str) -> str:
    """Return ``text`` safe for a terminal: control characters, line ends and bidirectional marks are escaped
    (``\\x1b``).
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL_CHARACTERS.sub(lambda found: ascii(found[0])[1:-1], text)


def plural(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun in the singular or plural. ``plural`` is the noun with an s by default.

    >>> plural(2, "item"), plural(1, "item"), plural(0, "entry", "entries")
    ('2 items', '1 item', '0 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def format_megabytes(size: int) -> str:
    """Format a number of bytes in megabytes of 1,000,000 bytes."""
    return f"{size / 1_000_000:,.1f} MB"
