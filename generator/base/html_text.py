"""HTML as text: lines and paragraphs without markup. Pure text processing, in linear time, for any input.

Only names of HTML elements count as tags, so that ``a < b`` and ``List<T>`` stay.
"""

import re
from html import unescape

from generator.base.text import fold_lines

BLOCK_NAMES = (
    "address|article|aside|audio|blockquote|body|br|button|canvas|caption|center|dd|details|dialog|div|dl|dt|embed|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|iframe|img|input|label|"
    "legend|li|link|main|meta|nav|noscript|object|ol|optgroup|option|p|param|picture|pre|script|section|select|"
    "source|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|ul|video"
)
INLINE_NAMES = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|math|meter|nobr|output|path|progress|"
    "q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
TAG = re.compile(rf"</?(?:({BLOCK_NAMES})|{INLINE_NAMES})(?=[\s/>])[^<>]*>", re.IGNORECASE)
"""One tag. Group 1 is the name of a block, or of anything else that separates words."""

HIDDEN_ELEMENT = re.compile(
    r"<(script|style|template|noscript)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""Elements and comments whose text is not for readers."""

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_INLINE_BLOCKS = frozenset({"img", "input", "label", "button", "source", "track", "picture", "audio"})
_BREAK = "\x00"


def decode_entities(text: str) -> str:
    """Decode entities once. Python cannot decode a reference with thousands of digits; such a text is not changed."""
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:
        return text


def html_line(html: str) -> str:
    """Return the text of HTML on one line: without markup, entities decoded once.

    >>> html_line("Tom &amp; <b>Jerry</b>, a &lt; b")
    'Tom & Jerry, a < b'
    """
    if "<" in html:
        html = _CDATA.sub(r"\1", html)
        html = TAG.sub(lambda tag: " " if tag[1] else "", HIDDEN_ELEMENT.sub(" ", html))
    return fold_lines(decode_entities(html))


def html_paragraphs(html: str) -> list[str]:
    """Return the texts of the blocks of HTML, in order, without empty ones. Plain text is cut at empty lines."""
    html = html.replace(_BREAK, "")
    if "<" in html:
        html = _CDATA.sub(r"\1", html)
        html = TAG.sub(_separator, HIDDEN_ELEMENT.sub(" ", html))
    if _BREAK not in html:
        html = re.sub(r"\n[ \t\r]*\n", _BREAK, html)
    lines = [fold_lines(decode_entities(part)) for part in html.split(_BREAK)]
    return [line for line in lines if line]


def _separator(tag: re.Match[str]) -> str:
    name = tag[1].lower() if tag[1] else ""
    if not name:
        return ""
    return " " if name in _INLINE_BLOCKS else _BREAK
