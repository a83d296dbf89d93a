"""Plain text fields: no markup, no entities, sound characters, one line, a bounded length.

Tags go before entities are decoded, and entities are decoded once: ``<b>x</b>`` becomes ``x``, while
``&lt;b&gt;`` becomes the text ``<b>``, which templates escape. Only names of HTML elements count as tags, so that
``a < b`` and ``List<T>`` stay; ``<a>`` and the like are lost even where they were meant as text.
"""

import re
from html import unescape
from typing import Any

from generator.base.redact import redact_secured
from generator.base.text import fold_lines
from generator.normalise.problems import ProblemCollector
from generator.normalise.text_repair import repair_mojibake, repair_text

TITLE = 300
EXCERPT = 2000
LABEL = 100
"""Most characters of a title, of a teaser, and of anything short (a topic, a name, a price)."""

_ENDS = " \t\r\n"  # not every white space: a no-break space may be half of a mojibake pair
_BLOCKS = (
    "address|article|aside|audio|blockquote|body|br|button|canvas|caption|center|dd|details|dialog|div|dl|dt|embed|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|iframe|img|input|label|"
    "legend|li|link|main|meta|nav|noscript|object|ol|optgroup|option|p|param|picture|pre|script|section|select|"
    "source|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|ul|video"
)
_INLINES = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|math|meter|nobr|output|path|progress|"
    "q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_TAG = re.compile(rf"</?(?:({_BLOCKS})|{_INLINES})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_UNREAD = re.compile(
    r"<(script|style|template|noscript)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def normalise_text(faults: ProblemCollector, field: str, value: Any, limit: int) -> str:
    """Return the text of a field in at most ``limit`` characters; "" where there is none or it is no text."""
    if type(value) is not str:
        value = _written(faults, field, value)
    text: str = value.strip(_ENDS)
    if (
        text.isprintable()
        and len(text) <= limit
        and "&" not in text
        and "<" not in text
        and "==" not in text
        and "  " not in text
        and (text.isascii() or repair_text(text))
    ):
        return text
    return _repaired(faults, field, text, limit)


def _written(faults: ProblemCollector, field: str, value: Any) -> str:
    """Return a number or a truth value as its author wrote it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 10**18:
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if value is not None:
        faults.expected(field, "text", value, "Write one text, in quotes if it needs them.")
    return ""


def _repaired(faults: ProblemCollector, field: str, text: str, limit: int) -> str:
    """Take a text apart and put it right. Sealed data is looked for when nothing can be hidden within it any more."""
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if tag[1] else "", _UNREAD.sub(" ", text))
    if "&" in text:
        text = decode_entities(text)
    text = redact_text(faults, field, text)[
        : limit * 20
    ]  # far more than is kept: repairing costs by the character
    text = redact_text(faults, field, fold_lines(repair_mojibake(faults, field, text)))
    return _cut(faults, field, text, limit)


def decode_entities(text: str) -> str:
    """Decode entities once. A reference of thousands of digits is beyond Python's own decoder and stays."""
    try:
        return unescape(text)
    except ValueError:
        return text


def redact_text(faults: ProblemCollector, field: str, text: str) -> str:
    """Cut sealed data out of a text, with a warning."""
    kept = redact_secured(text)
    if kept != text:
        faults.add(
            "warning", field, "expected text, found sealed data: cut out", "Keep it in the field secured."
        )
    return kept


def _cut(faults: ProblemCollector, field: str, text: str, limit: int) -> str:
    """Shorten a text to ``limit`` characters, between words where that keeps at least half."""
    if len(text) <= limit:
        return text
    faults.add("warning", field, f"expected at most {limit:,} characters, found more: cut", "Shorten it.")
    end = text.rfind(" ", 0, limit)
    return text[: end if end * 2 >= limit else limit - 1].rstrip(" ,;:.–-") + "…"
