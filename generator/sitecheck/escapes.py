"""Sealed values in other spellings: as part of an address, in HTML or in JSON, where signs are written otherwise.

What the program writes is plain. What stands in an output beside that, or came through another's hands, need not be.
"""

import re

_MARKS = (b"%3d", b"&#43", b"&#61", b"&#061", b"&#x3d", b"&equals", b"\\u003d", b"\\/")
_WRITTEN = re.compile(
    rb"%(2b|2f|3b|3d)|&#0*(43|47|59|61);?|&#x0*(2b|2f|3b|3d);?|&(plus|sol|semi|equals);|\\u00(2b|2f|3b|3d)|\\(/)",
    re.IGNORECASE,
)
_NAMES = {b"plus": b"+", b"sol": b"/", b"semi": b";", b"equals": b"=", b"/": b"/"}


def escape_control(data: bytes) -> bytes:
    """Return data with the signs of sealed values written plainly; the same object where they are already.

    First it is looked, at memory speed, for what most data has nothing of: a sealed value ends with two of ``=``.
    """
    low = data.lower()
    return _WRITTEN.sub(_sign, data) if any(mark in low for mark in _MARKS) else data


def _sign(found: re.Match[bytes]) -> bytes:
    percent, decimal, hexadecimal, name, escape, slash = found.groups()
    if decimal:
        return bytes([int(decimal)])
    if digits := percent or hexadecimal or escape:
        return bytes([int(digits, 16)])
    return _NAMES[(name or slash).lower()]
