"""Text for XML 1.0: what must be escaped, and which characters it allows (section 2.2). All others are dropped by
:func:`strip_illegal`: one of them makes a document void."""

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def strip_illegal(value: str) -> str:
    """Return a text without the characters that no XML document may hold."""
    return value if value.isprintable() else ILLEGAL.sub("", value)


def check_xml(value: str) -> bytes:
    """Return a text in UTF-8. Raises :class:`ValueError` for a character that no XML document may hold."""
    if not value.isprintable() and ILLEGAL.search(value):
        raise ValueError("a character that XML forbids")
    return value.encode()


def escape_text(value: str) -> str:
    """Escape a text between tags: a carriage return would else be read as a line end (section 2.11)."""
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    return value.replace("\r", "&#13;") if "\r" in value else value


def escape_attribute(value: str) -> str:
    """Escape the value of an attribute, in double quotes: white space would else be read as spaces (section 3.3.3)."""
    value = escape_text(value)
    if value.isprintable() and '"' not in value:
        return value
    return value.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
