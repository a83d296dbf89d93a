"""Repair blocks: each contains only what its content model allows, and has the parent that it needs."""

from collections.abc import Callable, Iterable

from generator.normalise.html.inline_repairs import LISTS, flatten, is_block
from generator.normalise.html.tables import repair_table
from generator.normalise.html.tree import Element, Node, elements_of, is_blank, rename_elements

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_INLINE_ONLY = frozenset((*HEADINGS, "pre", "summary", "dt", "caption"))
"""Blocks with inline content. ``<p>`` becomes ``<div>`` instead."""

_SECTIONS = frozenset(("article", "aside", "section"))
_FRAMES = frozenset(("header", "footer"))
_TERMS = ("dt", "dd")
_DEPENDENT = frozenset((*_TERMS, "li", "summary", "figcaption", "rt", "rp"))
"""Elements that need a parent of their own kind."""


def _repair_inline_only(element: Element) -> list[Node]:
    """Return a block without blocks in it."""
    if any(map(is_block, element.children)):
        element.children = flatten(element.children)
    return [element]


def _repair_paragraph(element: Element) -> list[Node]:
    """Return a paragraph; with blocks in it, it becomes a division."""
    element.name = "div" if any(map(is_block, element.children)) else "p"
    return [element]


def _repair_list(element: Element) -> list[Node]:
    """Return a list that has only items. A list between items belongs to the item before it."""
    items: list[Node] = []
    last: Element | None = None
    for node in element.children:
        if isinstance(node, str) and not node.strip():
            items.append(node)
        elif not isinstance(node, str) and node.name == "li":
            if element.name == "ul":
                node.attributes.pop("value", None)
            items.append(node)
            last = node
        elif last is None:
            last = Element("li", children=[node])
            items.append(last)
        else:
            last.children.append(node)
    element.children = items
    return [element]


def _repair_descriptions(element: Element) -> list[Node]:
    """Return a description list whose groups each have a term and a description."""
    nodes = [node for node in _open_groups(element.children) if not isinstance(node, str) or node.strip()]
    parts = [
        node if isinstance(node, Element) and node.name in _TERMS else Element("dd", children=[node])
        for node in nodes
    ]
    first = next((number for number, part in enumerate(parts) if part.name == "dt"), len(parts))
    before: list[Node] = [
        Element("div", children=part.children) for part in parts[:first] if not is_blank(part.children)
    ]
    if first == len(parts):
        return before
    element.children = list(parts[first:])
    if parts[-1].name == "dt":
        element.children.append(Element("dd"))
    return [*before, element]


def _open_groups(nodes: Iterable[Node]) -> Iterable[Node]:
    """Yield the children of a description list, and those of groups in it."""
    for node in nodes:
        if isinstance(node, Element) and node.name in ("div", "dl"):
            is_group = any(
                isinstance(each, Element) and each.name in (*_TERMS, "dl") for each in node.children
            )
            yield from _open_groups(node.children) if is_group else [node]
        else:
            yield node


def _repair_details(element: Element) -> list[Node]:
    """Return details with one summary, in front; a division if there is none."""
    summary = next(
        (node for node in element.children if isinstance(node, Element) and node.name == "summary"), None
    )
    rest = [node for node in element.children if node is not summary]
    if summary is None:
        return [Element("div", children=rest)]
    element.children = [summary, *rename_elements(rest, ("summary",), "p")]
    return [element]


def _repair_figure(element: Element) -> list[Node]:
    """Return a figure with one caption, at an end."""
    captions = [node for node in element.children if isinstance(node, Element) and node.name == "figcaption"]
    shown = [node for node in element.children if not isinstance(node, str) or node.strip()]
    if captions and (len(captions) > 1 or captions[0] not in (shown[0], shown[-1])):
        rest = [node for node in element.children if node is not captions[0]]
        element.children = [*rename_elements(rest, ("figcaption",), "div"), captions[0]]
    return [element]


def _repair_section(element: Element) -> list[Node]:
    """Return a section as a division: its outline would not fit into the page's."""
    element.name = "div"
    return [element]


def _repair_head_cell(element: Element) -> list[Node]:
    """Return a head cell without headings and other parts of a page."""
    for each in elements_of(element):
        if each.name in HEADINGS or each.name in _FRAMES:
            each.name = "div"
    return [element]


def _repair_frame(element: Element) -> list[Node]:
    """Return a header or footer without others in it."""
    for each in elements_of(element):
        if each.name in _FRAMES:
            each.name = "div"
    return [element]


def adopt_orphans(parent: str, nodes: list[Node]) -> list[Node]:
    """Return nodes with a list around items without one, and other elements that miss their parent as plain blocks."""
    if _DEPENDENT.isdisjoint([node.name for node in nodes if not isinstance(node, str)]):
        return nodes
    nodes = nodes if parent in LISTS else _group(nodes, ("li",), "ul")
    nodes = nodes if parent == "dl" else _group(nodes, _TERMS, "dl")
    nodes = nodes if parent == "details" else rename_elements(nodes, ("summary",), "p")
    nodes = nodes if parent == "figure" else rename_elements(nodes, ("figcaption",), "div")
    return nodes if parent == "ruby" else rename_elements(nodes, ("rt", "rp"), "span")


def _group(nodes: list[Node], names: tuple[str, ...], parent: str) -> list[Node]:
    """Return nodes in which neighbours with one of ``names`` are in a new parent."""
    result: list[Node] = []
    group: Element | None = None
    for node in nodes:
        is_orphan = isinstance(node, Element) and node.name in names
        if group is not None and (is_orphan or (isinstance(node, str) and not node.strip())):
            group.children.append(node)
        elif is_orphan:
            group = Element(parent, children=[node])
            result.append(group)
        else:
            group = None
            result.append(node)
    repair = _repair_descriptions if parent == "dl" else _repair_list
    return [
        each
        for node in result
        for each in (repair(node) if isinstance(node, Element) and node.name == parent else [node])
        if isinstance(each, str) or each.name != parent or not is_blank(each.children)
    ]


BLOCK_REPAIRS: dict[str, Callable[[Element], list[Node]]] = {
    **dict.fromkeys(_INLINE_ONLY, _repair_inline_only),
    **dict.fromkeys(LISTS, _repair_list),
    **dict.fromkeys(_SECTIONS, _repair_section),
    **dict.fromkeys(_FRAMES, _repair_frame),
    "p": _repair_paragraph,
    "dl": _repair_descriptions,
    "details": _repair_details,
    "figure": _repair_figure,
    "th": _repair_head_cell,
    "table": repair_table,
}
"""Element → its repair. Its children are already repaired."""
