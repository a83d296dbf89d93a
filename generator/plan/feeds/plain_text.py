"""Plain text for feeds. Some readers take titles for HTML, others for text, whatever a format says: what looks like
markup is dropped by the former, and what is escaped once more is shown so by the latter.

So a text that speaks of markup is written with letters that look like it and mean nothing.
"""

import re

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LOOKALIKES = str.maketrans("<>", "‹›")


def escape_markup_lookalikes(text: str) -> str:
    """Return a text that reads the same as plain text and as HTML."""
    if "<" in text and _TAG.search(text):
        text = text.translate(_LOOKALIKES)
    return _REFERENCE.sub("＆", text) if "&" in text else text
