"""Repair the structure of a body: put elements only where the content models of HTML allow them.

Browsers show a list in a heading or a paragraph in a ``<span>`` somehow, and each reader differently. So inline
elements around blocks go into the blocks, blocks in a heading become its text, items without a list get one, and
headings form an outline below the page's own. No text is lost. Source: HTML Living Standard, section 4.
"""

import re
from collections.abc import Callable, Iterable

from generator.normalise.html.block_repairs import BLOCK_REPAIRS, HEADINGS, adopt_orphans
from generator.normalise.html.inline_repairs import FLOW, repair_inline
from generator.normalise.html.tree import VOID, Element, Node, elements_of, is_blank, parse_elements, text_of

_HEADING = re.compile("<h[1-6][ >]")

_USELESS_IF_EMPTY = frozenset((
    *HEADINGS, "p", "a", "abbr", "b", "bdi", "bdo", "blockquote", "cite", "code", "data", "del", "dfn", "em", "figcaption",  # noqa: E501
    "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup",
    "time", "u", "var", "ul", "ol", "dl", "dt", "figure", "caption", "colgroup", "tr", "tbody", "thead", "tfoot",
    "table", "article", "aside", "section", "header", "footer", "details", "div",
))  # fmt: skip

_TEXT_ONLY = frozenset((
    *HEADINGS, "p", "div", "pre", "blockquote", "td", "a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
))  # fmt: skip
"""Elements that are valid wherever the parser leaves them, if they have some text and nothing else."""


def parse_repaired(html: str, tidy: Callable[[Element], None] = lambda element: None) -> Element:
    """Return the tree of sanitised HTML, repaired. ``tidy`` may change the attributes of each element."""

    def add(element: Element, parent: Element) -> None:
        tidy(element)
        if _needs_no_repair(element):
            parent.children.append(element)
        else:
            _add_repaired(element, parent)

    root = parse_elements(html, add)
    root.children = adopt_orphans("", root.children)
    if any(part.count("<a ") > 1 for part in html.split("</a>")):
        _open_nested_links(root)
    if _HEADING.search(html):
        _number_headings(root)
    return root


def _add_repaired(element: Element, parent: Element) -> None:
    """Add what an element becomes to the children of its parent. All elements in it are repaired already."""
    found = _repair_element(element)
    if not found and parent.children and isinstance(parent.children[-1], str):
        parent.children.append(" ")  # keeps words apart
    parent.children += found


def _needs_no_repair(element: Element) -> bool:
    """Return whether an element is void, or has only text and may have any. A quick test for most elements."""
    children = element.children
    if not children:
        return element.name in VOID
    if len(children) > 1 or element.name not in _TEXT_ONLY:
        return False
    text = children[0]
    is_shown = isinstance(text, str) and text.strip() != "" and "&nbsp;" not in text
    return is_shown and (element.name != "a" or "href" in element.attributes)


def _repair_element(element: Element) -> list[Node]:
    """Return what an element becomes. All elements in it are repaired already."""
    name = element.name
    if element.children:
        element.children = adopt_orphans(name, element.children)
    if name in _USELESS_IF_EMPTY and _is_useless(element.children):
        return [text_of(element.children)] if name not in FLOW else []
    if name not in FLOW:
        return repair_inline(element)
    repairs = BLOCK_REPAIRS.get(name)
    return repairs(element) if repairs else [element]


def _is_useless(nodes: Iterable[Node]) -> bool:
    """Return whether repaired nodes show nothing. None of the elements that would be useless if empty is left."""
    for node in nodes:
        if isinstance(node, str):
            if not node.isspace() and node.replace("&nbsp;", " ").strip():
                return False
        elif node.name in _USELESS_IF_EMPTY or not is_blank([node]):
            return False
    return True


def _open_nested_links(root: Element) -> None:
    """Replace links within links by their content."""
    stack = [(root, False)]
    while stack:
        element, is_link = stack.pop()
        nodes: list[Node] = []
        for child in element.children:
            is_nested = is_link and isinstance(child, Element) and child.name == "a"
            nodes += child.children if is_nested and isinstance(child, Element) else [child]
        element.children = nodes
        stack += [(node, is_link or node.name == "a") for node in nodes if isinstance(node, Element)]


def _number_headings(root: Element) -> None:
    """Number headings from 2, without gaps: each is one level below the nearest heading that it belonged to."""
    above: list[tuple[int, int]] = [(0, 1)]
    for element in elements_of(root):
        if element.name in HEADINGS and not _has_words(element):
            element.name = "p"
        elif element.name in HEADINGS:
            level = int(element.name[1])
            while above[-1][0] >= level:
                above.pop()
            above.append((level, min(above[-1][1] + 1, 6)))
            element.name = f"h{above[-1][1]}"


def _has_words(element: Element) -> bool:
    """Return whether an element has text, or an image with one."""
    alternatives = [each.attributes.get("alt", "") for each in elements_of(element)]
    return not is_blank([text_of(element.children), *alternatives])
