"""Proof that nothing of ``secured`` reached an output: what to look for, and whether bytes hold it.

The usual value is base64 ciphertext, ``;``, and a 16-byte vector in base64 (22 characters and ``==``). That shape is
found without knowing a single value; only a value of another shape has to be looked for by name.
"""

import json
import re
from html import escape

SHORTEST = 16
"""Characters from which an unusual value is looked for: a shorter one would be met by chance."""

_USUAL_END = re.compile(r"[A-Za-z0-9+/=];[A-Za-z0-9+/]{22}==")

_SHAPE = re.compile(rb"==(?<=[A-Za-z0-9+/=];[A-Za-z0-9+/]{22}==)")
"""The shape, found from its end: a search for two literal bytes runs at memory speed, one for a class does not."""


def needles(value: str) -> tuple[bytes, ...]:
    """Return the byte strings by which an output would betray ``value``; none where its shape betrays it."""
    if _USUAL_END.fullmatch(value[-26:]):
        return ()
    value = value.strip()
    if len(value) < SHORTEST:
        return ()
    plain = escape(value, quote=False)
    numbered = plain.replace('"', "&#34;").replace("'", "&#39;")  # as Jinja writes them
    forms = {value, plain, numbered, escape(value), json.dumps(value)[1:-1]}
    return tuple(sorted(form.encode("utf-8", "replace") for form in forms))


def leaks(data: bytes, needles: frozenset[bytes]) -> bool:
    """Tell whether an output holds a value of the usual shape, or any of ``needles``."""
    return _SHAPE.search(data) is not None or any(needle in data for needle in needles)
