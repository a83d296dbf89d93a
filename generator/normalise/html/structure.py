"""Repair the structure of a body: put elements only where the content models of HTML allow them.

Browsers show a list in a heading or a paragraph in a ``<span>`` somehow, and each reader differently. So inline
elements around blocks go into the blocks, blocks in a heading become its text, items without a list get one, and
headings form an outline below the page's own. No text is lost. Source: HTML Living Standard, section 4.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from generator.normalise.html.allowlist import BLOCKS, TABLES
from generator.normalise.html.tables import repair_table
from generator.normalise.html.tree import VOID, Element, Node, elements_of, is_blank, parse_elements, text_of

_FLOW = BLOCKS | (TABLES - {"col", "colgroup"})
_TRANSPARENT = frozenset(("a", "del", "ins"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE_ONLY = frozenset((*_HEADINGS, "pre", "summary", "dt", "caption"))
"""Blocks with inline content. ``<p>`` becomes ``<div>`` instead."""

_HEADING = re.compile("<h[1-6][ >]")
_SECTIONS = frozenset(("article", "aside", "section"))
_FRAMES = frozenset(("header", "footer"))
_LISTS = frozenset(("ol", "ul"))
_TERMS = ("dt", "dd")
_DEPENDENT = frozenset((*_TERMS, "li", "summary", "figcaption", "rt", "rp"))
"""Elements that need a parent of their own kind."""

_CONTAINERS = _LISTS | (TABLES - {"td", "th", "caption"}) | {"dl"}
"""Blocks that contain only other blocks."""

_USELESS_IF_EMPTY = frozenset((
    *_HEADINGS, "p", "a", "abbr", "b", "bdi", "bdo", "blockquote", "cite", "code", "data", "del", "dfn", "em", "figcaption",  # noqa: E501
    "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup",
    "time", "u", "var", "ul", "ol", "dl", "dt", "figure", "caption", "colgroup", "tr", "tbody", "thead", "tfoot",
    "table", "article", "aside", "section", "header", "footer", "details", "div",
))  # fmt: skip
_TEXT_ONLY = frozenset((
    *_HEADINGS, "p", "div", "pre", "blockquote", "td", "a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
))  # fmt: skip
"""Elements that are valid wherever the parser leaves them, if they have some text and nothing else."""

_MOST_NESTED = 8
"""Most inline elements around a block that go into it. Further ones are removed, which bounds the size."""

_NEEDED = {"a": "href", "bdo": "dir", "data": "value"}
"""Inline elements that mean nothing without an attribute."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII)


def parse_repaired(html: str, tidy: Callable[[Element], None] = lambda element: None) -> Element:
    """Return the tree of sanitised HTML, repaired. ``tidy`` may change the attributes of each element."""

    def add(element: Element, parent: Element) -> None:
        tidy(element)
        _add_repaired(element, parent)

    root = parse_elements(html, add)
    root.children = _adopt_orphans("", root.children)
    if any(part.count("<a ") > 1 for part in html.split("</a>")):
        _open_nested_links(root)
    if _HEADING.search(html):
        _number_headings(root)
    return root


def _add_repaired(element: Element, parent: Element) -> None:
    """Add what an element becomes to the children of its parent. All elements in it are repaired already."""
    if _needs_no_repair(element):
        parent.children.append(element)
        return
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
        element.children = _adopt_orphans(name, element.children)
    if name in _USELESS_IF_EMPTY and _is_useless(element.children):
        return [text_of(element.children)] if name not in _FLOW else []
    if name not in _FLOW:
        return _repair_inline(element)
    repairs = _REPAIRS.get(name)
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


def _is_block(node: Node) -> bool:
    return not isinstance(node, str) and (
        node.name in _FLOW or (node.name in _TRANSPARENT and any(map(_is_block, node.children)))
    )


def _repair_inline(element: Element) -> list[Node]:
    """Return an inline element, in the blocks in it instead of around them."""
    if _is_invalid(element):
        return element.children
    if not any(map(_is_block, element.children)):
        return [element]
    if element.name in ("rp", "rt", "ruby"):
        return _rename(element.children, ("rp", "rt"), "span")
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
        if isinstance(node, str) or not _is_block(node):
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


def _flatten(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes without blocks: their content stays, separated by spaces."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
        elif _is_block(node) and node.name not in _TRANSPARENT:
            result += [" ", *_flatten(node.children), " "]
        else:
            result.append(node.with_children(_flatten(node.children)))
    return result


def _repair_inline_only(element: Element) -> list[Node]:
    """Return a block without blocks in it."""
    if any(map(_is_block, element.children)):
        element.children = _flatten(element.children)
    return [element]


def _repair_paragraph(element: Element) -> list[Node]:
    """Return a paragraph; with blocks in it, it becomes a division."""
    element.name = "div" if any(map(_is_block, element.children)) else "p"
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
    element.children = [summary, *_rename(rest, ("summary",), "p")]
    return [element]


def _repair_figure(element: Element) -> list[Node]:
    """Return a figure with one caption, at an end."""
    captions = [node for node in element.children if isinstance(node, Element) and node.name == "figcaption"]
    shown = [node for node in element.children if not isinstance(node, str) or node.strip()]
    if captions and (len(captions) > 1 or captions[0] not in (shown[0], shown[-1])):
        rest = [node for node in element.children if node is not captions[0]]
        element.children = [*_rename(rest, ("figcaption",), "div"), captions[0]]
    return [element]


def _repair_section(element: Element) -> list[Node]:
    """Return a section as a division: its outline would not fit into the page's."""
    element.name = "div"
    return [element]


def _repair_head_cell(element: Element) -> list[Node]:
    """Return a head cell without headings and other parts of a page."""
    for each in elements_of(element):
        if each.name in _HEADINGS or each.name in _FRAMES:
            each.name = "div"
    return [element]


def _repair_frame(element: Element) -> list[Node]:
    """Return a header or footer without others in it."""
    for each in elements_of(element):
        if each.name in _FRAMES:
            each.name = "div"
    return [element]


def _rename(nodes: Iterable[Node], names: tuple[str, ...], new_name: str) -> list[Node]:
    """Return nodes in which elements with one of ``names`` have a new name."""
    return [
        Element(new_name, children=node.children)
        if isinstance(node, Element) and node.name in names
        else node
        for node in nodes
    ]


def _adopt_orphans(parent: str, nodes: list[Node]) -> list[Node]:
    """Return nodes with a list around items without one, and other elements that miss their parent as plain blocks."""
    if _DEPENDENT.isdisjoint([node.name for node in nodes if not isinstance(node, str)]):
        return nodes
    nodes = nodes if parent in _LISTS else _group(nodes, ("li",), "ul")
    nodes = nodes if parent == "dl" else _group(nodes, _TERMS, "dl")
    nodes = nodes if parent == "details" else _rename(nodes, ("summary",), "p")
    nodes = nodes if parent == "figure" else _rename(nodes, ("figcaption",), "div")
    return nodes if parent == "ruby" else _rename(nodes, ("rt", "rp"), "span")


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
        if element.name in _HEADINGS and not _has_words(element):
            element.name = "p"
        elif element.name in _HEADINGS:
            level = int(element.name[1])
            while above[-1][0] >= level:
                above.pop()
            above.append((level, min(above[-1][1] + 1, 6)))
            element.name = f"h{above[-1][1]}"


def _has_words(element: Element) -> bool:
    """Return whether an element has text, or an image with one."""
    alternatives = [each.attributes.get("alt", "") for each in elements_of(element)]
    return not is_blank([text_of(element.children), *alternatives])


_REPAIRS: dict[str, Callable[[Element], list[Node]]] = {
    **dict.fromkeys(_INLINE_ONLY, _repair_inline_only),
    **dict.fromkeys(_LISTS, _repair_list),
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
