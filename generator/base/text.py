"""Plain text as data: slugs for paths, text on one line, the words that make two titles alike.

Repairing foreign text (entities, mojibake, control characters) belongs to the normalise stage;
this module takes text as it is and never fails on any of it.
"""

import re
from unicodedata import category, combining, normalize

MOST_BYTES = 180
"""UTF-8 bytes in a slug: file systems allow 255 in a name, and a name still gets an ending or a digest."""

_ASCII = "".join(char.lower() if char.isalnum() else " " for char in map(chr, range(128)))
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])\Z")  # device names of Windows, with any ending
_DIACRITIC = 200  # combining classes from here up sit above, below or through a base letter: é, ö, ç
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_WORD = re.compile(r"[^\W\d_][^\W_]{2,}")

_STOP_WORDS = """
about after all also and any are been before being best but can could did does for from get had has have her
here his how into its just like more most new not now off one only other our out over own per she should some
such than that the their them then there these they this those through too top under use using very via was
way were what when where which while who why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""English words of three letters and more that say nothing about what a headline is about."""


def make_slug(text: str, limit: int = 60) -> str:
    """Make one segment of a path from ``text``: letters and digits of any script, hyphens for all else.

    Case and diacritics go; vowel signs of scripts that cannot be read without them stay. At most
    ``limit`` characters and 180 UTF-8 bytes, cut between words where that keeps at least half. A name
    that Windows reserves gets ``-page``. Returns "" where nothing is left: the caller names a fallback.
    """
    name = "-".join(text.translate(_ASCII).split()) if text.isascii() else _folded(text)
    if len(name) > limit:
        name = _cut(name, limit)
    if not name.isascii() and len(name.encode()) > MOST_BYTES:
        name = _cut(name, len(name.encode()[:MOST_BYTES].decode(errors="ignore")))
    return f"{name}-page" if _RESERVED.match(name) else name


def _folded(text: str) -> str:
    """Fold case and diacritics of any script, and put a hyphen for every run of anything else."""
    text = normalize("NFKD", normalize("NFKD", text).casefold())
    kept = [_as_slug(char) for char in text if combining(char) < _DIACRITIC]
    return normalize("NFC", "-".join("".join(kept).split()))


def _as_slug(char: str) -> str:
    """Return a letter, digit or vowel sign as it is, and a space for anything else."""
    return char if char.isalnum() or category(char)[0] == "M" else " "


def _cut(name: str, limit: int) -> str:
    """Shorten a slug to ``limit`` characters, between words unless that loses more than half."""
    end = name.rfind("-", 0, limit + 1)
    return name[: end if end * 2 >= limit else limit].rstrip("-")


def fold_lines(text: str) -> str:
    """Collapse every run of white space, line ends included, into one space."""
    return " ".join(text.split())


def make_legible(text: str) -> str:
    """Return ``text`` fit for a terminal: controls, ends of lines and signs that turn text around as ``\\x1b``."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` that tell what it is about, lower case, in order, repeats kept.

    A word starts with a letter and has at least three letters or digits; common English words are left out.
    """
    return tuple([word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS])


def plural(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``plural``, or the noun with an s, unless there is exactly one."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def format_megabytes(size: int) -> str:
    """Return a number of bytes in words, in megabytes of a million bytes."""
    return f"{size / 1_000_000:,.1f} MB"
