"""Texts of feeds → plain texts for records: repaired, on one line, of limited length."""

from generator.base.characters import FTFY_OPTIONS, MOJIBAKE, compose_text, replace_controls
from generator.base.html_text import decode_entities, html_line
from generator.base.redact import redact_secured
from generator.base.text import fold_lines

_LONGEST = 20_000
"""Characters of a text that are looked at."""

_MOST_REPAIRS = 4
"""Times that a text is repaired. Once is enough for nearly all, but a record must need no repair when it is read."""

_CUT_MARKS = " ,;:.–-"


def repair_characters(text: str) -> str:
    """Undo wrong decoding (mojibake), and remove control and invisible characters. Returns NFC."""
    for _ in range(_MOST_REPAIRS):
        before = text
        if not text.isascii() and MOJIBAKE.search(text):
            from ftfy import TextFixerConfig, fix_text  # slow to import, and few feeds need it

            text = str(fix_text(text, TextFixerConfig(**FTFY_OPTIONS)))
        text = compose_text(replace_controls(text))
        if text == before:
            break
    return text


def clean_line(text: str, is_html: bool = False, limit: int = 0) -> str:
    """Return a text on one line, in at most ``limit`` characters (0: any number).

    Entities are decoded once either way: many feeds escape plain text, too. Encrypted data is removed.

    >>> clean_line("Tom &amp; Jerry\\n"), clean_line("<b>Bees</b>, counted", is_html=True)
    ('Tom & Jerry', 'Bees, counted')
    """
    text = text[:_LONGEST]
    text = html_line(text) if is_html else fold_lines(decode_entities(text))
    text = fold_lines(repair_characters(redact_secured(text)))
    return cut_words(text, limit) if limit else text


def cut_words(text: str, limit: int) -> str:
    """Shorten a text to ``limit`` characters, between words if that keeps at least half.

    >>> cut_words("48,112 left the hive", 12)
    '48,112 left…'
    """
    if len(text) <= limit:
        return text
    end = text.rfind(" ", 0, limit)
    return text[: end if end * 2 >= limit else limit - 1].rstrip(_CUT_MARKS) + "…"
