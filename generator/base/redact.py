"""Finds sealed data in text: the old system's ciphertext (base64, ``;``, a 16-byte IV in base64).

The read stage drops the ``secured`` field. Where the same data was pasted into a field that is kept, or is
about to be quoted in a message, it is cut out here; the scan of the finished output is the last guard, elsewhere.
"""

import re

MARK = "[sealed]"

_VECTOR = re.compile(r";[A-Za-z0-9+/]{22}==")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LEAST = 16
_REFERENCES = {"&#43;": "+", "&#47;": "/", "&#61;": "="}
_REFERENCE = re.compile("|".join(_REFERENCES))


def redact_secured(text: str) -> str:
    """Return ``text`` with every run of sealed data replaced by ``[sealed]``; the same object if there is none.

    Also where some of its signs are written as the references ``&#43;``, ``&#47;`` and ``&#61;``, as a writer of
    HTML may; the other references of the text, and theirs where nothing is sealed, stay.
    """
    if "&#" in text:
        plain = _REFERENCE.sub(lambda found: _REFERENCES[found[0]], text)
        kept = _without(plain)
        return text if kept is plain else kept
    return _without(text)


def _without(text: str) -> str:
    """Work from the IVs back to where their ciphertext starts, so that the time stays linear in the length of the
    text, whatever base64 it holds."""
    if "==" not in text:
        return text
    parts: list[str] = []
    end = 0
    for vector in _VECTOR.finditer(text):
        before = text[end : vector.start()]
        unpadded = before.rstrip("=")
        kept = unpadded.rstrip(_ALPHABET)
        if len(unpadded) - len(kept) >= _LEAST:
            parts += (kept, MARK)
            end = vector.end()
    return "".join((*parts, text[end:])) if end else text


def is_quotable(text: str, most: int) -> str:
    """Return ``text`` as a message may quote it: nothing sealed in it, and at most ``most`` characters."""
    text = redact_secured(text)
    return text if len(text) <= most else text[: most - 1] + "…"
