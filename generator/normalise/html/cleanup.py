"""Tidy sanitised HTML, which is safe and well formed but may not look good on a page, or be valid there."""

import re
from html import escape, unescape

from generator.normalise.entities import decode_twice_escaped
from generator.normalise.html.structure import parse_repaired
from generator.normalise.html.tree import Element, Node, elements_of, parse_clean_html, write_html

_WHITE_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\r\n\f]")
_BLANKS = " \t"
_SPECIAL = ("<pre", "<input", "\r", "\f", ' id="', 'href="#')
"""HTML with white space that counts, or with elements or ids that are replaced."""

NO_SOURCE = re.compile(r'<img(?! src=")(?![^>]* src=")')
"""An image without a URL."""

_TWICE = re.compile(r"&amp;#?[A-Za-z0-9]{1,32};")
_CODE = frozenset(("code", "kbd", "pre", "samp"))
_ALIGNMENTS = {"left": "align-left", "center": "align-center", "right": "align-right"}


def tidy_html(html: str) -> str:
    """Return HTML that fits into a page.

    The structure is valid, and headings form an outline below the page's own. Entities that were escaped twice are
    decoded. Empty elements, links without a URL and the indentation of the source are removed.
    """
    is_special = any(mark in html for mark in _SPECIAL) or NO_SOURCE.search(html)
    if is_special or ("&amp;" in html and _TWICE.search(html)):
        root = parse_clean_html(html)
        _tidy_children(root)
        html = write_html(root.children)
    elif "\n" in html:
        html = "\n".join(filter(None, [line.strip(_BLANKS) for line in html.split("\n")]))
    return write_html(parse_repaired(html, _tidy_attributes).children).strip()


def _tidy_children(root: Element) -> None:
    """Tidy all text below an element, and replace images without a source, controls, and ids that lead nowhere."""
    stack = [(root, False, False)]
    while stack:
        element, is_code, is_pre = stack.pop()
        is_text = is_code and is_pre
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, str):
                children.append(child if is_text else _tidy_text(child, is_code, is_pre))
                continue
            name, attributes = child.name, child.attributes
            if name == "input":
                children += [_write_box(child)] if "type" in attributes else []
            elif name == "img" and "src" not in attributes:
                children.append(attributes.get("alt", ""))
            else:
                children.append(child)
                if child.children:
                    stack.append((child, is_code or name in _CODE, is_pre or name == "pre"))
        element.children = children
    _keep_footnotes(root)


def _write_box(box: Element) -> str:
    """Return the check box of a task list as a character, which needs no control and reaches feed readers."""
    return "☑" if "checked" in box.attributes else "☐"


def _tidy_text(text: str, is_code: bool, is_pre: bool) -> str:
    """Return escaped text with its entities decoded and its white space collapsed, except in code."""
    if "&amp;" in text and not is_code and _TWICE.search(text):
        text = escape(decode_twice_escaped(unescape(text)), quote=False).replace("\xa0", "&nbsp;")
    if is_pre:
        return text
    return "\n" if "\n" in text and text.isspace() else _WHITE_SPACE.sub(_collapse, text)


def _collapse(space: re.Match[str]) -> str:
    """Return a run of white space without the indentation after a line end."""
    return "\n" if "\n" in space[0] else space[0].replace("\r", " ").replace("\f", " ")


def _tidy_attributes(element: Element) -> None:
    """Complete the attributes of an image, and turn an alignment into a class."""
    attributes = element.attributes
    if element.name == "img":
        attributes.setdefault("alt", "")
    if not attributes:
        return
    for name in ("alt", "title"):
        value = attributes.get(name, "")
        if "&amp;" in value and _TWICE.search(value):
            attributes[name] = escape(decode_twice_escaped(unescape(value)))
    if "align" in attributes or "style" in attributes:
        style, alignment = attributes.pop("style", None), attributes.pop("align", None)
        alignment = alignment or style
        if alignment in _ALIGNMENTS:
            attributes["class"] = _ALIGNMENTS[alignment]


def _keep_footnotes(root: Element) -> None:
    """Remove ids that occur twice or lead nowhere, and links to ids that do not exist."""
    ids: set[str] = set()
    for element in elements_of(root):
        found = element.attributes.get("id")
        if found in ids:
            del element.attributes["id"]
        elif found:
            ids.add(found)
    for element in elements_of(root):
        target = element.attributes.get("href", "")
        if target.startswith(("#fn:", "#fn-", "#fnref")) and target[1:] not in ids:
            del element.attributes["href"]
