"""Escaped forms of sealed data in URLs, HTML and JSON.

Broadsheet itself writes these characters unescaped. Files that were added by hand or by another program may not.
"""

import re

_MARKS = tuple(
    [
        re.compile(mark)
        for mark in (rb"%3[dD]", rb"&#0*(?:43|61|[xX]0*3[dD])", rb"&equals", rb"\\u003[dD]", rb"\\/")
    ]
)
"""Patterns with a literal start, which are found several times as fast as others."""

_ESCAPE = re.compile(
    rb"%(2b|2f|3b|3d)|&#0*(43|47|59|61);?|&#x0*(2b|2f|3b|3d);?|&(plus|sol|semi|equals);|\\u00(2b|2f|3b|3d)|\\(/)",
    re.IGNORECASE,
)
_NAMES = {b"plus": b"+", b"sol": b"/", b"semi": b";", b"equals": b"=", b"/": b"/"}


def unescape(data: bytes) -> bytes:
    """Return ``data`` with the characters ``+ / ; =`` of sealed data unescaped, or the same object if there are none.

    Most data has no such escapes, so a fast search for those of ``=`` comes first: sealed data ends with ``==``.
    """
    return _ESCAPE.sub(_unescape, data) if any(mark.search(data) for mark in _MARKS) else data


def _unescape(match: re.Match[bytes]) -> bytes:
    percent, decimal, hexadecimal, name, escape, slash = match.groups()
    if decimal:
        return bytes([int(decimal)])
    if digits := percent or hexadecimal or escape:
        return bytes([int(digits, 16)])
    return _NAMES[(name or slash).lower()]
