"""Check that no value of ``secured`` reached an output.

A value is base64 ciphertext, ``;``, and a 16-byte initialisation vector in base64 (22 characters and ``==``). The
check searches for this shape, so no values need to be kept. :mod:`generator.normalise` removes text of this shape from
other fields, so no record can make an output fail this check.
"""

import re

_VECTOR = rb"[A-Za-z0-9+/]{22}=="
_SHAPE = re.compile(
    rb"==(?:(?<=[A-Za-z0-9+/]{16};%b)|(?<=[A-Za-z0-9+/]{16}=;%b)|(?<=[A-Za-z0-9+/]{16}==;%b))"
    % (_VECTOR, _VECTOR, _VECTOR)
)
"""The shape, matched from its end: searching for two literal bytes is much faster than for a character class.
At least 16 characters of ciphertext are required, because fewer occur before a semicolon by chance (``&#34;``)."""


def has_leak(data: bytes) -> bool:
    """Return whether an output contains a value of the usual shape."""
    return _SHAPE.search(data) is not None
