"""International host names: punycode for machines, the own script for people.

Follows browsers (UTS 46, non-transitional, as in the WHATWG URL standard), with the tables of the package ``idna``. So
names of symbols and emoji work, which IDNA 2008 alone does not allow.
"""

import re
from functools import lru_cache
from unicodedata import category, name

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look like each other's."""

_MOST = 253
"""Most characters of a host name."""

_DOTS = re.compile("[.\u3002\uff0e\uff61]")


@lru_cache(1024)
def to_ascii_host(host: str) -> str | None:
    """Return a host name beyond ASCII with punycode, or ``None`` if browsers reject it.

    >>> to_ascii_host("Bücher.example")
    'xn--bcher-kva.example'
    """
    import idna  # its tables take a while to load, and few sites have such names

    if len(host) > _MOST:
        return None
    try:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
        labels = [_to_ascii_label(label) for label in _DOTS.split(mapped)]
    except (idna.IDNAError, UnicodeError):
        return None
    return ".".join(labels)


def _to_ascii_label(label: str) -> str:
    """Return a label with punycode. Raises ``IDNAError`` if it is invalid."""
    import idna

    if label.isascii():
        return label
    if category(label[0])[0] == "M" or not all(map(_is_allowed, label)):
        raise idna.IDNAError("a character that could be mistaken for punctuation, or a mark at the start")
    for position, char in enumerate(label):
        if char in "\u200c\u200d" and not idna.valid_contextj(label, position):
            raise idna.IDNAError("a joiner is out of place")
    idna.check_bidi(label)
    found = "xn--" + label.encode("punycode").decode("ascii")
    if len(found) > 63:
        raise idna.IDNAError("a label is too long")
    return found


def _is_allowed(char: str) -> bool:
    """Return whether a character may be in a label: letters, marks, digits, symbols such as emoji, hyphens, joiners."""
    kind = category(char)
    return kind[0] in "LMN" or kind in ("So", "Sk") or char in "-\u200c\u200d"


@lru_cache(1024)
def to_display_host(host: str) -> str:
    """Return a host name in its own script, as browsers show it.

    A label with letters of several scripts that look alike stays as it is.

    >>> to_display_host("xn--bcher-kva.example")
    'bücher.example'
    """
    if "xn--" not in host:
        return host
    return ".".join(_to_display_label(label) for label in host.split("."))


def _to_display_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    scripts = {script for char in text for script in _SCRIPTS if name(char, "").startswith(script)}
    return text if len(scripts) < 2 and to_ascii_host(text) == label else label
