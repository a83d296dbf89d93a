"""Remove markup from plain text, and keep text about markup.

A person may write ``Use <template> in HTML``, a crawler ``<b>Breaking</b> news``. So a tag is markup only if it is
certain:

- an inline element that is closed again (``<a>`` only with attributes), or ``<br>``, ``<wbr>``, or an image with a URL
- a block element that is closed again and stands around text as blocks do: ``<p>One</p>``, but not ``<p> and </p>``

Everything else is text. The time is linear in the length.
"""

import re
from collections import defaultdict

INLINES = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
"""Inline elements that markup of a title or an excerpt may have."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "li",
        "main",
        "nav",
        "noscript",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Block elements that an excerpt may have."""

_HIDDEN = frozenset(("script", "style"))
"""Elements with content that is not text. In a text without blocks, they are text, too."""

_VOID = frozenset(("br", "wbr", "hr", "img"))
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?=[\s/>])([^<>]*)>|<!--(?:(?!-->)[^<]|<(?!!--))*-->", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*["']?[^\s"'>]""", re.IGNORECASE)


class _Tag:
    """One tag in a text. ``role`` tells what it becomes: text (the default), nothing, a space, or the start or end of
    content to remove."""

    __slots__ = ("end", "is_comment", "name", "role", "start")

    def __init__(self, found: re.Match[str]) -> None:
        self.start, self.end = found.span()
        self.is_comment = found[2] is None
        self.name = (found[2] or "").lower()
        self.role = ""


def strip_markup(text: str) -> str:
    """Return ``text`` without its markup. A block or line break becomes a space.

    >>> strip_markup("<b>New</b>: use <template>, and if a<b then c>d")
    'New: use <template>, and if a<b then c>d'
    """
    text = text.strip()
    tags = _find_tags(text)
    return _remove(text, tags) if any(tag.role for tag in tags) else text


def _find_tags(text: str) -> list[_Tag]:
    """Return the tags that may be markup, each with its role."""
    tags: list[_Tag] = []
    unsure: list[tuple[_Tag, str]] = []  # markup only if a block is certain
    opened: defaultdict[str, list[_Tag]] = defaultdict(list)
    has_blocks = False
    for found in _TAG.finditer(text):
        tag = _Tag(found)
        tags.append(tag)
        if tag.is_comment or tag.name in _VOID:
            tag.role = _void_role(tag.name, found[3] or "")
            unsure.append((tag, tag.role or "space"))
        elif not found[1]:
            if tag.name == "a" and not found[3].strip(" /"):
                continue  # no link: a text about the element
            opened[tag.name].append(tag)
        elif opened[tag.name]:
            start = opened[tag.name].pop()
            has_blocks |= _close(text, start, tag)
            unsure += [(start, "hide"), (tag, "show")] if tag.name in _HIDDEN else []
    if has_blocks:
        for tag, role in unsure:
            tag.role = role
    return tags


def _void_role(name: str, attributes: str) -> str:
    """Return the role of an element without an end tag, "" if it is text unless blocks are around it."""
    if name == "img":
        return "space" if _SOURCE.search(attributes) else ""
    return {"br": "space", "wbr": "nothing"}.get(name, "")


def _close(text: str, start: _Tag, end: _Tag) -> bool:
    """Set the roles of an element that is closed again. Return whether it is certainly a block."""
    if start.name in INLINES:
        start.role = end.role = "nothing"
        return False
    if start.name not in BLOCKS or not _is_around_text(text, start, end):
        return False
    start.role = end.role = "space"
    return True


def _is_around_text(text: str, start: _Tag, end: _Tag) -> bool:
    """Return whether two tags are around text, and are not two words of a sentence."""
    is_whole = start.start == 0 and end.end == len(text)
    return is_whole or text[start.end] != " " or text[end.start - 1] != " "


def _remove(text: str, tags: list[_Tag]) -> str:
    """Return the text without the tags that have a role."""
    parts: list[str] = []
    at = hidden = 0
    for tag in tags:
        if not tag.role:
            continue
        parts += [text[at : tag.start]] if not hidden else []
        hidden += {"hide": 1, "show": -1}.get(tag.role, 0)
        parts += [] if tag.role == "nothing" else [" "]
        at = tag.end
    return "".join([*parts, text[at:]])
