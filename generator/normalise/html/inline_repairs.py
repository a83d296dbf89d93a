"""Repair inline elements: they go into the blocks in them instead of around them, and lack nothing that they need."""

import re
from collections.abc import Iterable
from datetime import datetime

from generator.normalise.html.allowlist import BLOCKS, TABLES
from generator.normalise.html.tree import Element, Node, elements_of, is_blank, rename_elements

FLOW = BLOCKS | (TABLES - {"col", "colgroup"})
"""Blocks. All other elements are inline."""

_TRANSPARENT = frozenset(("a", "del", "ins"))

LISTS = frozenset(("ol", "ul"))

_CONTAINERS = LISTS | (TABLES - {"td", "th", "caption"}) | {"dl"}
"""Blocks that contain only other blocks."""


_MOST_NESTED = 8
"""Most inline elements around a block that go into it. Further ones are removed, which bounds the size."""

_NEEDED = {"a": "href", "bdo": "dir", "data": "value"}
"""Inline elements that mean nothing without an attribute."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII)


def is_block(node: Node) -> bool:
    """Return whether a node is a block, or has one in it that counts as its own."""
    return not isinstance(node, str) and (
        node.name in FLOW or (node.name in _TRANSPARENT and any(map(is_block, node.children)))
    )


def repair_inline(element: Element) -> list[Node]:
    """Return an inline element, in the blocks in it instead of around them."""
    if _is_invalid(element):
        return element.children
    if not any(map(is_block, element.children)):
        return [element]
    if element.name in ("rp", "rt", "ruby"):
        return rename_elements(element.children, ("rp", "rt"), "span")
    if element.name in _TRANSPARENT and not _has_link(element):
        return [element]
    return _distribute(element, element.children, 0)


def _has_link(element: Element) -> bool:
    return element.name == "a" and any(each.name in ("a", "details") for each in elements_of(element))


def _is_invalid(element: Element) -> bool:
    """Return whether an inline element lacks what the standard demands. An invalid date of a change is removed."""
    name, attributes = element.name, element.attributes
    if name in ("del", "ins") and not _is_date(attributes.get("datetime", "")):
        attributes.pop("datetime", None)
    if name == "time":
        return not _is_date(attributes.get("datetime") or _only_text(element))
    if name == "ruby":
        return not any(isinstance(node, Element) and node.name == "rt" for node in element.children)
    missing = _NEEDED.get(name)
    return (missing is not None and missing not in attributes) or _is_within_itself(element)


def _is_within_itself(element: Element) -> bool:
    return element.name == "dfn" and any(each.name == "dfn" for each in elements_of(element))


def _only_text(element: Element) -> str:
    """Return the text of an element, "" if it has other elements."""
    return "".join([node if isinstance(node, str) else "<" for node in element.children]).strip()


def _is_date(text: str) -> bool:
    """Return whether a text is a date, or a date and time with a zone."""
    if not _DATE.fullmatch(text) and not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _distribute(element: Element, nodes: Iterable[Node], depth: int) -> list[Node]:
    """Return ``nodes`` with an inline element around each run of inline ones, also within blocks."""
    result: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or not is_block(node):
            run.append(node)
        else:
            result += [*_wrap(element, run), _distribute_into(element, node, depth)]
            run = []
    return result + _wrap(element, run)


def _distribute_into(element: Element, block: Element, depth: int) -> Element:
    """Return a block with an inline element in it, where text may be."""
    if depth == _MOST_NESTED or block.name == "hr":
        return block
    if block.name not in _CONTAINERS:
        return block.with_children(_distribute(element, block.children, depth + 1))
    return block.with_children(
        each if isinstance(each, str) else _distribute_into(element, each, depth + 1)
        for each in block.children
    )


def _wrap(element: Element, run: list[Node]) -> list[Node]:
    """Return an inline element around a run of nodes; only the run if that would be useless or invalid."""
    wrapped = element.with_children(run)
    is_plain = element.name == "span" and not element.attributes
    return run if is_plain or is_blank(run) or _has_link(wrapped) or _is_nested(run) else [wrapped]


def _is_nested(run: list[Node]) -> bool:
    """Return whether a run is already within the most inline elements."""
    for _ in range(_MOST_NESTED):
        elements = [node for node in run if not isinstance(node, str)]
        if len(elements) != 1:
            return False
        run = elements[0].children
    return True


def flatten(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes without blocks: their content stays, separated by spaces."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
        elif is_block(node) and node.name not in _TRANSPARENT:
            result += [" ", *flatten(node.children), " "]
        else:
            result.append(node.with_children(flatten(node.children)))
    return result
