"""Which characters XML 1.0 allows (section 2.2). All others are dropped: one of them makes a document void."""

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return a text without the characters that no XML document may hold."""
    return text if text.isprintable() else ILLEGAL.sub("", text)
