"""Repair the characters of a text: mojibake, control characters and invisible characters. Normalise to NFC.

Works on plain text and on markup, and changes neither white space nor tags. Most texts need no repair:
:func:`needs_no_repair` checks that without a loop over the characters in Python.
"""

from typing import TYPE_CHECKING
from unicodedata import is_normalized

from generator.base.characters import CONTROL, FTFY_OPTIONS, MOJIBAKE, compose_text, replace_controls
from generator.normalise.mentions import find_words
from generator.normalise.problems import ProblemCollector

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_MOST = 200_000
"""Most characters to check for mojibake, which takes up to a second. The rest of a text is not changed."""


def needs_no_repair(text: str) -> bool:
    """Return whether printable text that is not ASCII needs no repair."""
    return is_normalized("NFC", text) and MOJIBAKE.search(text) is None


def repair_characters(problems: ProblemCollector, field: str, text: str) -> str:
    """Return ``text`` with its characters repaired, and report repairs that the author should know.

    Characters that XML 1.0 forbids (section 2.2) are removed. Controls 0x80–0x9F are decoded as windows-1252, as HTML
    does with numeric references. Joiners stay between letters outside ASCII, because Persian, Indian scripts and
    composed emoji need them.
    """
    if not text.isascii() and MOJIBAKE.search(text):
        decoded = _fix_mojibake(text)
        if decoded != text:
            problems.repaired(field, "found wrongly decoded text (mojibake): fixed")
            text = decoded
    if CONTROL.search(text):
        problems.repaired(field, "found control characters: removed")
        text = replace_controls(text)
    return compose_text(text)


def _fix_mojibake(text: str) -> str:
    """Undo the wrong decoding line by line, except in a line about mojibake."""
    from ftfy import TextFixerConfig, fix_text  # heavy, and most sites never need it

    config = TextFixerConfig(**FTFY_OPTIONS)

    def fix(line: str) -> str:
        return line if _is_about_mojibake(line, config) else str(fix_text(line, config))

    lines = text[:_MOST].split("\n")
    return "\n".join([fix(line) if MOJIBAKE.search(line) else line for line in lines]) + text[_MOST:]


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
    broken = sorted(word for word in candidates if MOJIBAKE.search(word))
    return any(fixed != word and fixed in words for word in broken if (fixed := str(fix_text(word, config))))
