"""The body of a record: Markdown or HTML of anyone → clean HTML, and the video it frames."""

import re
from html import escape

from generator.model.item import Embed
from generator.normalise.embeds import replace_frames
from generator.normalise.markdown import render_markdown
from generator.normalise.plain_text import redact_text
from generator.normalise.problems import ProblemCollector
from generator.normalise.sanitise import sanitise_html
from generator.normalise.text_repair import repair_mojibake

LONGEST = 1_000_000
"""Characters of a body; more is no article."""

LONGEST_MARKDOWN = 100_000
MOST_LINES = 5_000
"""Bounds of a body in Markdown, whose conversion costs by the block, up to 0.2 ms each."""

_FIELD = "body"
_SIMPLER = "Close what is left open, or write it more simply."
_RAW = re.compile(
    r"\{%-?[ ]*(?:end)?raw[ ]*-?%\}"
)  # Liquid's marks around text that the old system was not to expand
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_NOTHING = re.compile(r"(?:<[^>]*>|&nbsp;|\s)*\Z")


def normalise_body(faults: ProblemCollector, path: str, body: str, base: str) -> tuple[str, Embed | None]:
    """Return the body as clean HTML, and the first video of a known host that it frames.

    ``base`` is the address that relative ones are meant against, "" for none. A body that starts with a tag, or
    whose file says so, is HTML, any other Markdown.
    """
    text = (_RAW.sub("", body) if "{%" in body else body).strip()
    size = len(text)
    text = redact_text(faults, _FIELD, repair_mojibake(faults, _FIELD, _start(text, LONGEST)))
    is_html = text.startswith("<") or path.lower().endswith((".html", ".htm"))
    text = _shortened(faults, text, size, LONGEST if is_html else LONGEST_MARKDOWN)
    if not is_html:
        text = _without_last_lines(faults, text)
    html = text if is_html else _from_markdown(faults, text)
    clean = sanitise_html(html, base)
    if clean is None:
        faults.add(
            "warning", _FIELD, "expected a body to read, found elements nested too deep: left out", _SIMPLER
        )
        return "", replace_frames(html)
    clean = redact_text(faults, _FIELD, clean)  # again: entities and tags hid what now stands in plain text
    return (clean if "<img" in clean or not _NOTHING.match(clean) else ""), replace_frames(html)


def _start(text: str, most: int) -> str:
    """Cut a text that is too long before its last tag or line, where nothing is torn."""
    if len(text) <= most:
        return text
    end = max(text.rfind("<", 0, most), text.rfind("\n", 0, most))
    return text[: end if end * 2 > most else most]


def _shortened(faults: ProblemCollector, text: str, size: int, most: int) -> str:
    """Cut a body that is too long, and say so; ``size`` is the length it had at first."""
    if size <= most:
        return text
    message = f"expected at most {most:,} characters, found {size:,}: cut"
    faults.add("warning", _FIELD, message, "Shorten it.")
    return _start(text, most)


def _without_last_lines(faults: ProblemCollector, text: str) -> str:
    """Cut Markdown that has too many lines."""
    lines = text.count("\n") + 1
    if lines <= MOST_LINES:
        return text
    message = f"expected at most {MOST_LINES:,} lines of Markdown, found {lines:,}: cut"
    faults.add("warning", _FIELD, message, "Shorten it.")
    return "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])


def _from_markdown(faults: ProblemCollector, text: str) -> str:
    """Convert Markdown; where it is too tangled for that, keep its paragraphs as they are written."""
    html = render_markdown(text)
    if html is None:
        faults.add(
            "warning", _FIELD, "expected Markdown, found too deep nesting: shown as plain text", _SIMPLER
        )
        html = "".join(f"<p>{escape(part)}</p>\n" for part in _PARAGRAPHS.split(text))
    return html
