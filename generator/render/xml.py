"""Escapes text for XML 1.0 and removes characters that XML forbids (section 2.2).

A single forbidden character makes a document unreadable: parsers must reject it.
"""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def strip_illegal(value: str) -> str:
    """Return a text without the characters that XML forbids."""
    return value if value.isprintable() else ILLEGAL.sub("", value)


def check_xml(value: str) -> bytes:
    """Return a text in UTF-8. Raises :class:`ValueError` for a character that XML forbids."""
    if not value.isprintable() and ILLEGAL.search(value):
        raise ValueError("a character that XML forbids")
    return value.encode()


def escape_text(value: str) -> str:
    """Escape text between tags. An unescaped carriage return would be read as a line feed (section 2.11)."""
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    return value.replace("\r", "&#13;") if "\r" in value else value


def escape_attribute(value: str) -> str:
    """Escape an attribute value in double quotes. Unescaped tabs and newlines would be read as spaces (3.3.3)."""
    value = escape_text(value)
    if value.isprintable() and '"' not in value:
        return value
    return value.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
