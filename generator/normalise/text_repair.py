"""Repair the characters of a text: mojibake, control characters and invisible characters. Normalise to NFC.

Works on plain text and on markup, and changes neither white space nor tags. Most texts need no repair:
:func:`needs_no_repair` checks that without a loop over the characters in Python.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from unicodedata import combining, is_normalized, normalize

from generator.normalise.mentions import find_words
from generator.normalise.problems import ProblemCollector

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# A byte of 0x80–0xBF read as windows-1252 or Latin-1: what follows the first byte of a UTF-8 sequence.
_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"â€|[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}}|ð{_TAIL}{{2}}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width space, bidirectional embeddings, overrides and isolates, byte order marks.
_INVISIBLE = re.compile(r"[\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_IDLE_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")

_ONLY_MOJIBAKE: dict[str, Any] = {
    "unescape_html": False,
    "remove_terminal_escapes": False,
    "fix_c1_controls": False,
    "fix_latin_ligatures": False,
    "fix_character_width": False,
    "uncurl_quotes": False,
    "fix_line_breaks": False,
    "fix_surrogates": False,
    "remove_control_chars": False,
    "normalization": None,
    "explain": False,
}
"""The options of ftfy that undo a wrong decoding and nothing else."""

_MOST_MARKS = 30
"""Most combining marks on one letter in a text of more than :data:`_SHORT` characters."""

_SHORT = 2000

_MOST = 200_000
"""Most characters to check for mojibake, which takes up to a second. The rest of a text is not changed."""


def needs_no_repair(text: str) -> bool:
    """Return whether printable text that is not ASCII needs no repair."""
    return is_normalized("NFC", text) and _MOJIBAKE.search(text) is None


def repair_characters(problems: ProblemCollector, field: str, text: str) -> str:
    """Return ``text`` with its characters repaired, and report repairs that the author should know.

    Characters that XML 1.0 forbids (section 2.2) are removed. Controls 0x80–0x9F are decoded as windows-1252, as HTML
    does with numeric references. Joiners stay between letters outside ASCII, because Persian, Indian scripts and
    composed emoji need them.
    """
    if not text.isascii() and _MOJIBAKE.search(text):
        decoded = _fix_mojibake(text)
        if decoded != text:
            problems.repaired(field, "found wrongly decoded text (mojibake): fixed")
            text = decoded
    if _CONTROL.search(text):
        problems.repaired(field, "found control characters: removed")
        text = _CONTROL.sub(_replace_control, text)
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _IDLE_JOINER.sub("", _JOINERS.sub(r"\1", text))
    return normalize("NFC", _limit_marks(text))


def _limit_marks(text: str) -> str:
    """Return a text without the marks beyond :data:`_MOST_MARKS` on one letter, which would take quadratic time.

    No language needs as many (Unicode Standard Annex 15, section 13: Stream-Safe Text Format).
    """
    return _long_marks().sub(r"\1", text) if len(text) > _SHORT else text


@cache
def _long_marks() -> re.Pattern[str]:
    """Return the pattern of too many combining marks in a row. Compiled when the first text has any."""
    marks = "".join(re.escape(char) for char in map(chr, range(0x300, 0x20000)) if combining(char))
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


def _replace_control(control: re.Match[str]) -> str:
    """Return the replacement of a control character, mostly an empty string."""
    char = control[0]
    if "\x80" <= char <= "\x9f":
        return char.encode("latin-1").decode("cp1252", "ignore")
    return " " if char in "\x0b\x0c" else ""


def _fix_mojibake(text: str) -> str:
    """Undo the wrong decoding line by line, except in a line about mojibake."""
    from ftfy import TextFixerConfig, fix_text  # heavy, and most sites never need it

    config = TextFixerConfig(**_ONLY_MOJIBAKE)

    def fix(line: str) -> str:
        return line if _is_about_mojibake(line, config) else str(fix_text(line, config))

    lines = text[:_MOST].split("\n")
    return "\n".join([fix(line) if _MOJIBAKE.search(line) else line for line in lines]) + text[_MOST:]


def _is_about_mojibake(line: str, config: "TextFixerConfig") -> bool:
    """Return whether a line has a broken word and beside it the same word repaired: ``“é” turns into “Ã©”``."""
    from ftfy import fix_text

    words = find_words(line)
    if not words:
        return False
    candidates = {
        *words,
        *line.split(),
    }  # with and without punctuation, which may be half of a broken character
    broken = sorted(word for word in candidates if _MOJIBAKE.search(word))
    return any(fixed != word and fixed in words for word in broken if (fixed := str(fix_text(word, config))))
