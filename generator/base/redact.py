"""Removal of encrypted data from text: ciphertext of the old system (base64, ``;``, a 16-byte IV in base64).

The read stage drops the ``secured`` field. This module removes the same data where it was pasted into another field
or would be quoted in a message. The leak check of the finished output, elsewhere, is the last guard.
"""

import re

MARK = "[sealed]"

_IV = re.compile(r";[A-Za-z0-9+/]{22}==")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MIN_LENGTH = 16
_CHARACTER_REFERENCES = {"&#43;": "+", "&#47;": "/", "&#61;": "="}
_REFERENCE = re.compile("|".join(_CHARACTER_REFERENCES))


def redact_secured(text: str) -> str:
    """Return ``text`` with every run of encrypted data replaced by ``[sealed]``; the same object if there is none.

    Also finds data with the references ``&#43;``, ``&#47;`` and ``&#61;``, which HTML may contain for ``+``, ``/``
    and ``=``. Other references stay, and text without encrypted data keeps these three, too.
    """
    if "==" not in text and "&#" not in text:
        return text
    if "&#" in text:
        plain = _REFERENCE.sub(lambda match: _CHARACTER_REFERENCES[match[0]], text)
        kept = _redact(plain)
        return text if kept is plain else kept
    return _redact(text)


def _redact(text: str) -> str:
    """Search from each IV back to the start of its ciphertext. This takes linear time for any amount of base64."""
    if "==" not in text:
        return text
    parts: list[str] = []
    end = 0
    for vector in _IV.finditer(text):
        before = text[end : vector.start()]
        unpadded = before.rstrip("=")
        kept = unpadded.rstrip(_ALPHABET)
        if len(unpadded) - len(kept) >= _MIN_LENGTH:
            parts += (kept, MARK)
            end = vector.end()
    return "".join((*parts, text[end:])) if end else text


def shorten_quote(text: str, most: int) -> str:
    """Return ``text`` as a message can quote it: without encrypted data, and at most ``most`` characters."""
    text = redact_secured(text)
    return text if len(text) <= most else text[: most - 1] + "…"
