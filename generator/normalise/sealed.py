"""Finds sealed data: the old system's ciphertext (base64, ``;``, a 16-byte IV in base64).

The read stage drops the ``secured`` field. Where the same data was pasted into a field that is kept,
it is cut out here; the scan of the finished output is the last guard, elsewhere.
"""

import re

MARK = "[sealed]"

_VECTOR = re.compile(r";[A-Za-z0-9+/]{22}==")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LEAST = 16


def without_sealed(text: str) -> str:
    """Return ``text`` with every run of sealed data replaced by ``[sealed]``; the same object if there is none.

    Works from the IVs back to where their ciphertext starts, so that the time stays linear in the
    length of the text, whatever base64 it holds.
    """
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
