"""Decode entities in plain text: once, or twice if they were escaped twice. Text about entities stays.

A crawler may write ``Q&amp;amp;A`` and mean ``Q&A``. A person may write ``What does &nbsp; do?``. So an entity stays
where a second sign says that it is the subject: the decoded word is also in the text, or decoding would leave a space
or a quotation mark alone between two words.
"""

import re
from functools import partial
from html import unescape

from generator.normalise.mentions import find_words, strip_punctuation

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TWICE = re.compile(r"&amp;(?=(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_TOKEN = re.compile(r"(?<!\S)[^\s&]*&\S*")
_SUBJECT = re.compile(r"\b(?:html|xml|entit(?:y|ies)|escape[ds]?|escaping)\b", re.IGNORECASE)
_QUOTES = frozenset("\"'‘’“”")
_SPACES = frozenset("\xa0\xad\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f")
_MARKUP = frozenset("<>")


def decode_entities(text: str, is_title: bool = False) -> str:
    """Decode the entities of a text.

    In longer texts, spaces between two words are no second sign (``&nbsp;`` is usual there), unless the text is about
    HTML.

    >>> decode_entities("Q&amp;amp;A: what does &nbsp; do?", is_title=True)
    'Q&A: what does &nbsp; do?'
    """
    alone = _QUOTES | _SPACES if is_title or _SUBJECT.search(text) else _QUOTES
    once = _TOKEN.sub(partial(_decode_word, find_words(text), alone), text)
    return _decode_again(once, alone) if _TWICE.search(text) else once


def decode_twice_escaped(text: str) -> str:
    """Decode entities in a text that HTML has already decoded once, except ``<`` and ``>``, which may be code.

    >>> decode_twice_escaped("&quot;Tom &amp; Jerry&quot; or &lt;b&gt;")
    '"Tom & Jerry" or &lt;b&gt;'
    """
    return _decode_again(text, _QUOTES | _SPACES if _SUBJECT.search(text) else _QUOTES)


def _decode_again(text: str, alone: frozenset[str]) -> str:
    words = find_words(text)
    return _TOKEN.sub(lambda token: _decode_word(words, alone, token, is_second=True), text)


def _decode_word(
    words: frozenset[str], alone: frozenset[str], token: re.Match[str], is_second: bool = False
) -> str:
    """Decode the entities of one word, unless it is a mention in a text with ``words``."""
    word = strip_punctuation(token[0])
    decoded = _unescape(word)
    is_entity = _ENTITY.fullmatch(word) is not None and word != token.string.strip()
    if decoded != word and (decoded in words or (is_entity and decoded in alone)):
        return token[0]
    return _ENTITY.sub(_unescape_safe, token[0]) if is_second else _unescape(token[0])


def _unescape_safe(entity: re.Match[str]) -> str:
    decoded = _unescape(entity[0])
    return entity[0] if decoded in _MARKUP else decoded


def _unescape(text: str) -> str:
    """Decode entities once. Python cannot decode a reference with thousands of digits; such a text is not changed."""
    try:
        return unescape(text)
    except ValueError:
        return text
