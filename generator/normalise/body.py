"""Normalise the body of a record, untrusted Markdown or HTML, into clean HTML, and find the video it embeds."""

import re
from html import escape

from generator.model.item import Embed
from generator.normalise.embeds import find_embedded_video
from generator.normalise.markdown import render_markdown
from generator.normalise.plain_text import redact_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.sanitise import sanitise_html
from generator.normalise.text_repair import repair_characters

LONGEST = 1_000_000
"""Most characters of a body."""

LONGEST_MARKDOWN = 100_000
MOST_LINES = 5_000
"""Limits of a body in Markdown. Converting it takes up to 0.2 ms per block."""

_FIELD = "body"
_SIMPLER = "Close open elements, or use simpler markup."
_RAW = re.compile(r"\{%-?[ ]*(?:end)?raw[ ]*-?%\}")
"""Liquid's marks around text that the old system had to leave alone."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_NOTHING = re.compile(r"(?:<[^>]*>|&nbsp;|\s)*\Z")


def normalise_body(problems: ProblemCollector, path: str, body: str, base: str) -> tuple[str, Embed | None]:
    """Return the body as clean HTML, and the first video of a known host that it embeds.

    ``base`` is the base URL for relative URLs, "" for none. A body is HTML if it starts with a tag or the file has the
    extension ``.html`` or ``.htm``, otherwise Markdown.
    """
    text = (_RAW.sub("", body) if "{%" in body else body).strip()
    size = len(text)
    text = redact_text(problems, _FIELD, repair_characters(problems, _FIELD, _truncate(text, LONGEST)))
    is_html = text.startswith("<") or path.lower().endswith((".html", ".htm"))
    text = _limit_length(problems, text, size, LONGEST if is_html else LONGEST_MARKDOWN)
    if not is_html:
        text = _limit_lines(problems, text)
    html = text if is_html else _convert_markdown(problems, text)
    clean = sanitise_html(html, base)
    if clean is None:
        problems.add("warning", _FIELD, "found HTML elements nested too deeply: body ignored", _SIMPLER)
        return "", find_embedded_video(html)
    clean = redact_text(problems, _FIELD, clean)  # again: tags and entities may have hidden sealed data
    return (clean if "<img" in clean or not _NOTHING.match(clean) else ""), find_embedded_video(html)


def _truncate(text: str, most: int) -> str:
    """Truncate a text before its last tag or line, so that none is split."""
    if len(text) <= most:
        return text
    end = max(text.rfind("<", 0, most), text.rfind("\n", 0, most))
    return text[: end if end * 2 > most else most]


def _limit_length(problems: ProblemCollector, text: str, size: int, most: int) -> str:
    """Truncate a body that is too long, with a warning. ``size`` is its original length."""
    if size <= most:
        return text
    message = f"expected at most {most:,} characters, found {size:,}: truncated"
    problems.add("warning", _FIELD, message, "Shorten the body.")
    return _truncate(text, most)


def _limit_lines(problems: ProblemCollector, text: str) -> str:
    """Truncate Markdown with too many lines, with a warning."""
    lines = text.count("\n") + 1
    if lines <= MOST_LINES:
        return text
    message = f"expected at most {MOST_LINES:,} lines of Markdown, found {lines:,}: truncated"
    problems.add("warning", _FIELD, message, "Shorten the body.")
    return "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])


def _convert_markdown(problems: ProblemCollector, text: str) -> str:
    """Convert Markdown. If it is too complex, return its paragraphs as plain text."""
    html = render_markdown(text)
    if html is None:
        problems.add("warning", _FIELD, "found Markdown that is too complex: shown as plain text", _SIMPLER)
        html = "".join(f"<p>{escape(part)}</p>\n" for part in _PARAGRAPHS.split(text))
    return html
