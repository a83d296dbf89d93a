"""Normalise the body of a record, untrusted Markdown or HTML, into clean HTML, and find the video it embeds."""

import re
from collections import Counter
from html import escape
from typing import NamedTuple

from generator.model.item import BodyLink, Embed, ItemImage
from generator.normalise.body_images import extract_images
from generator.normalise.body_links import extract_links
from generator.normalise.embeds import find_embedded_video
from generator.normalise.html.own_html import prepare_own_html
from generator.normalise.html.sanitise import sanitise_html
from generator.normalise.markdown import render_markdown
from generator.normalise.plain_text import redact_text
from generator.normalise.problems import ProblemCollector
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

_BLOCK = re.compile(
    r"<(?:!doctype|article|aside|body|center|details|div|dl|figure|footer|h[1-6]|head|header|html|main|nav|ol|p|section"
    r"|style|table|ul)(?=[\s>/])",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"<(?=[abceimostvABCEIMOSTV])"  # most tags are none of these
    r"((?i:applet|audio|button|canvas|embed|iframe|math|object|select|svg|textarea|video))(?=[\s/>])"
)
_LEFT_OUT_HINT = "Pages show text, images, and one video of a known host. Link to anything else."
_IMAGE_HINT = "Use a full URL, or the path of an image in the content folder."
_LINK_HINT = "Use an address that begins with http:, https: or mailto:, or a path."
_MARKDOWN_BLOCK = re.compile(r"\n[ \t]*\n {0,3}[^\s<]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_NOTHING = re.compile(r"(?:<[^>]*>|&nbsp;|\s)*+\Z")


class NormalisedBody(NamedTuple):
    """A body: clean HTML with marks for images (:mod:`generator.model.body_html`), these images, the links that may
    lead to this site, and the first video of a known host that it embeds."""

    html: str
    images: tuple[ItemImage, ...]
    links: tuple[BodyLink, ...]
    video: Embed | None


def normalise_body(problems: ProblemCollector, path: str, body: str, base: str) -> NormalisedBody:
    """Return the body of a record as clean HTML, its images and its video.

    ``base`` is the base URL for relative URLs, "" for none. A body is HTML if the file has the extension ``.html`` or
    ``.htm``, or if it starts with a block such as ``<div>`` and has no Markdown. Otherwise it is Markdown.
    """
    html = _to_html(problems, path, body)
    dropped: list[tuple[str, str]] = []
    clean = sanitise_html(html, base, dropped)
    video = find_embedded_video(html)
    _report_losses(problems, html, dropped, video is not None)
    if clean is None:
        problems.add("warning", _FIELD, "found HTML elements nested too deeply: body ignored", _SIMPLER)
        return NormalisedBody("", (), (), video)
    clean = redact_text(problems, _FIELD, clean)  # again: tags and entities may have hidden sealed data
    clean, images = extract_images(problems, clean, path, base) if "<img" in clean else (clean, ())
    clean, links = extract_links(problems, clean, path, base) if "<a " in clean else (clean, ())
    is_empty = not images and _NOTHING.match(clean)
    return NormalisedBody("" if is_empty else clean, images, links, video)


def _report_losses(
    problems: ProblemCollector, html: str, dropped: list[tuple[str, str]], has_video: bool
) -> None:
    """Report links and images whose URL is unusable, and elements that are removed with their content. The first video
    of a known host is shown beside the body."""
    for element, url in dict.fromkeys(dropped):
        if element == "img":
            problems.expected(_FIELD, "the URL or path of an image", url, _IMAGE_HINT, "left out")
        else:
            problems.expected(_FIELD, "a link that leads somewhere", url, _LINK_HINT, "link removed")
    names = Counter(name.lower() for name in _LEFT_OUT.findall(html))
    names["iframe"] -= has_video
    for name in sorted(+names):
        problems.add("warning", _FIELD, f"found <{name}>: left out", _LEFT_OUT_HINT)


def normalise_own_body(problems: ProblemCollector, path: str, body: str) -> NormalisedBody:
    """Return the body of a page of the owner as HTML, its images and its links. Forms, frames and classes stay."""
    html, lost = prepare_own_html(_to_html(problems, path, body))
    if lost:
        message = "found inline styles or scripts, which the policy of the page forbids: left out"
        problems.add("warning", _FIELD, message, "Put them into files in static/ or in your templates.")
    html = redact_text(problems, _FIELD, html)
    html, images = extract_images(problems, html, path) if "<img" in html else (html, ())
    html, links = extract_links(problems, html, path, own=True) if "<a href" in html else (html, ())
    return NormalisedBody(html, images, links, None)


def _to_html(problems: ProblemCollector, path: str, body: str) -> str:
    """Return a body as HTML, repaired and within the limits, but not safe yet."""
    text = (_RAW.sub("", body) if "{%" in body else body).strip()
    size = len(text)
    text = redact_text(problems, _FIELD, repair_characters(problems, _FIELD, _truncate(text, LONGEST)))
    is_html = path.lower().endswith((".html", ".htm")) or _is_html(text)
    text = _limit_length(problems, text, size, LONGEST if is_html else LONGEST_MARKDOWN)
    return text if is_html else _convert_markdown(problems, _limit_lines(problems, text))


def _is_html(text: str) -> bool:
    """Return whether a text is certainly HTML: it starts with a block, and no empty line is followed by anything but
    HTML."""
    is_block = text.startswith("<") and _BLOCK.match(text) is not None
    return is_block and (len(text) > LONGEST_MARKDOWN or _MARKDOWN_BLOCK.search(text) is None)


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
