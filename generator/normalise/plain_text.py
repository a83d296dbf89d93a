"""Normalise plain text fields: no markup, no entities, valid characters, one line, limited length.

Tags are removed before entities are decoded. ``<b>x</b>`` becomes ``x``, while ``&lt;b&gt;`` becomes the text ``<b>``,
which templates escape. Text about markup, entities or characters stays (:mod:`generator.normalise.inline_markup`,
:mod:`generator.normalise.entities`, :mod:`generator.normalise.text_repair`).
"""

from typing import Any

from generator.base.redact import redact_secured
from generator.base.text import fold_lines
from generator.normalise.entities import decode_entities
from generator.normalise.inline_markup import strip_markup
from generator.normalise.problems import ProblemCollector
from generator.normalise.text_repair import needs_no_repair, repair_characters

TITLE = 300
EXCERPT = 2000
LABEL = 100
"""Most characters of a title, of an excerpt, and of a short text such as a topic, a name or a price."""

_ENDS = " \t\r\n"  # not every white space: a no-break space may be half of a mojibake pair


def normalise_text(problems: ProblemCollector, field: str, value: Any, limit: int) -> str:
    """Return the text of a field, with at most ``limit`` characters; "" if it is empty or not text."""
    if type(value) is not str:
        value = _to_text(problems, field, value)
    text: str = value.strip(_ENDS)
    if (
        text.isprintable()
        and len(text) <= limit
        and "&" not in text
        and "<" not in text
        and "==" not in text
        and (text.isascii() or needs_no_repair(text))
    ):
        return fold_lines(text) if "  " in text else text
    return _repair_field(problems, field, text, limit)


def _to_text(problems: ProblemCollector, field: str, value: Any) -> str:
    """Return a number or Boolean as text, as the author wrote it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 10**18:
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if value is not None:
        problems.expected(field, "text", value, "Write a single text, in quotes if necessary.")
    return ""


def _repair_field(problems: ProblemCollector, field: str, text: str, limit: int) -> str:
    """Remove markup, decode entities and repair characters. Sealed data is removed once nothing can hide it."""
    if "<" in text:
        text = strip_markup(text)
    if "&" in text:
        text = decode_entities(text, limit <= TITLE)
    text = redact_text(problems, field, text)
    text = text[: limit * 20]  # far more than is kept; limits the time of the repair
    text = redact_text(problems, field, fold_lines(repair_characters(problems, field, text)))
    return _truncate(problems, field, text, limit)


def redact_text(problems: ProblemCollector, field: str, text: str) -> str:
    """Remove sealed data from a text, with a warning."""
    kept = redact_secured(text)
    if kept != text:
        problems.add("warning", field, "found sealed data: removed", "Move it to the field 'secured'.")
    return kept


def _truncate(problems: ProblemCollector, field: str, text: str, limit: int) -> str:
    """Truncate a text to ``limit`` characters, between words if that keeps at least half of it."""
    if len(text) <= limit:
        return text
    problems.add(
        "warning", field, f"expected at most {limit:,} characters, found more: truncated", "Shorten the text."
    )
    end = text.rfind(" ", 0, limit)
    return text[: end if end * 2 >= limit else limit - 1].rstrip(" ,;:.–-") + "…"
