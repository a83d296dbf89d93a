"""Plain text for feeds.

Some readers parse titles as HTML, others as text, whatever the format says. The former drop text that looks
like markup; the latter show escaped text with its escapes. So markup in a title is replaced by similar
characters without a meaning in HTML.
"""

import re

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LOOKALIKES = str.maketrans("<>", "‹›")


def escape_markup_lookalikes(text: str) -> str:
    """Return text that reads the same as plain text and as HTML: ``<b>`` becomes ``‹b›``."""
    if "<" in text and _TAG.search(text):
        text = text.translate(_LOOKALIKES)
    return _REFERENCE.sub("＆", text) if "&" in text else text
