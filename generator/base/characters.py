"""Repair of characters: wrong decoding (detected here, repaired by ftfy elsewhere), controls, invisible ones, NFC."""

import re
from functools import cache
from typing import Any
from unicodedata import combining, normalize

# A byte of 0x80–0xBF read as windows-1252 or Latin-1: what follows the first byte of a UTF-8 sequence.
_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# One set of first characters, which the search skips to much faster than to one of several alternatives.
MOJIBAKE = re.compile(f"[\xc2-\xf0](?:(?<=â)€|(?<=[\xc2-\xdf]){_TAIL}|(?<=[\xe0-\xf0]){_TAIL}{{2}})")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width space, bidirectional embeddings, overrides and isolates, byte order marks.
_INVISIBLE = re.compile(r"[\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_IDLE_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")

_MOST_MARKS = 30
"""Most combining marks on one letter in a text of more than :data:`_SHORT` characters."""

_SHORT = 2000

_LONG_RUN = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1}}}")
"""Characters among which too many marks may be: a quick test for texts in Latin letters."""

FTFY_OPTIONS: dict[str, Any] = {
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
"""Options of ``ftfy.TextFixerConfig``: undo wrong decoding and nothing else. Quotes, ligatures, widths and line ends
stay."""


def replace_controls(text: str) -> str:
    """Remove control characters. 0x80–0x9F are decoded as windows-1252, as HTML does with numeric references."""
    return CONTROL.sub(_meaning, text)


def _meaning(control: re.Match[str]) -> str:
    """Return the replacement of a control character, mostly an empty string."""
    char = control[0]
    if "\x80" <= char <= "\x9f":
        return char.encode("latin-1").decode("cp1252", "ignore")
    return " " if char in "\x0b\x0c" else ""


def compose_text(text: str) -> str:
    """Return a text in NFC without invisible characters.

    Joiners stay between letters beyond ASCII: Persian, the scripts of India and emoji need them.
    """
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
    if len(text) <= _SHORT or len(text) - len(text.encode("latin-1", "ignore")) <= _MOST_MARKS:
        return text
    return _long_marks().sub(r"\1", text) if _LONG_RUN.search(text) else text


@cache
def _long_marks() -> re.Pattern[str]:
    """Return the pattern of too many combining marks in a row. Compiled when the first long text needs it."""
    marks = "".join(re.escape(char) for char in map(chr, range(0x300, 0x20000)) if combining(char))
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")
