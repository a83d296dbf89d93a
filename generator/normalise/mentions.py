"""Recognise a text about characters: one that has a broken word and, beside it, the same word repaired.

``Why “é” turns into “Ã©”`` is about mojibake, ``Why & becomes &amp;`` about entities. Repairing them would take away
what they are about.
"""

LONGEST = 300
"""Most characters of a text to look at. In a longer text, both forms of a word are an accident."""

_AROUND = "\"'`‘’“”„‚«»‹›()[]{},.:!?"
"""Punctuation around a word. Without the semicolon, which ends an entity."""


def strip_punctuation(word: str) -> str:
    """Return a word without the punctuation around it; the word itself if nothing else is left."""
    return word.strip(_AROUND) or word


def find_words(text: str) -> frozenset[str]:
    """Return the words of a short text without the punctuation around them, none of a long one."""
    return frozenset(map(strip_punctuation, text.split())) if len(text) <= LONGEST else frozenset()
