"""Repair the characters of a text: mojibake, control characters and invisible characters. Normalise to NFC.

Works on plain text and on markup, and changes neither white space nor tags. Most texts need no repair:
:func:`needs_no_repair` checks that without a loop over the characters in Python.
"""

import re
from unicodedata import is_normalized, normalize

from generator.normalise.problems import ProblemCollector

# A byte of 0x80–0xBF read as windows-1252 or Latin-1: what follows the first byte of a UTF-8 sequence.
_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"â€|[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}}|ð{_TAIL}{{2}}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width space, bidirectional embeddings, overrides and isolates, byte order marks.
_INVISIBLE = re.compile(r"[\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_IDLE_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")

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
    return normalize("NFC", text)


def _replace_control(control: re.Match[str]) -> str:
    """Return the replacement of a control character, mostly an empty string."""
    char = control[0]
    if "\x80" <= char <= "\x9f":
        return char.encode("latin-1").decode("cp1252", "ignore")
    return " " if char in "\x0b\x0c" else ""


def _fix_mojibake(text: str) -> str:
    """Undo the wrong decoding and nothing else. Quotes, ligatures, widths and line endings are not changed."""
    from ftfy import TextFixerConfig, fix_text  # heavy, and most sites never need it

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return str(fix_text(text[:_MOST], config)) + text[_MOST:]
