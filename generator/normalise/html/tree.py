"""A tree of sanitised HTML, and back.

Only reads HTML as nh3 writes it: every attribute in double quotes, every element closed, text escaped. The parser of
HTML is html5ever, inside nh3; this only makes its result easy to change. Text and attributes stay escaped.
"""

import re
from collections.abc import Callable, Iterable, Iterator

VOID = frozenset(("br", "col", "hr", "img", "input", "wbr"))
"""Elements without an end tag."""

_VISIBLE = frozenset(("hr", "img", "input"))
_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z0-9]+)((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


class Element:
    """An element. ``children`` are elements and escaped text; ``attributes`` have escaped values."""

    __slots__ = ("attributes", "children", "name")

    def __init__(
        self, name: str, attributes: dict[str, str] | None = None, children: "Iterable[Node]" = ()
    ) -> None:
        self.name = name
        self.attributes = attributes or {}
        self.children: list[Node] = [*children]

    def with_children(self, children: "Iterable[Node]") -> "Element":
        """Return an element with the same name and attributes around other children."""
        return Element(self.name, dict(self.attributes), children)


Node = Element | str


def parse_clean_html(html: str) -> Element:
    """Return the tree of sanitised HTML, in an element without a name."""
    return parse_elements(html, lambda element, parent: parent.children.append(element))


def parse_elements(html: str, add: Callable[[Element, Element], None]) -> Element:
    """Return the tree of sanitised HTML, in an element without a name. ``add`` gets each complete element and its
    parent, and adds it to the children of that. Children are complete before their parents."""
    root = Element("")
    opened, children = [root], root.children
    for text, slash, name, attributes in _TOKEN.findall(html):
        if text:
            children.append(text)
        elif not slash:
            element = Element(name, dict(_ATTRIBUTE.findall(attributes)) if attributes else None)
            if name in VOID:
                add(element, opened[-1])
            else:
                opened.append(element)
                children = element.children
        elif len(opened) > 1:
            element = opened.pop()
            children = opened[-1].children
            add(element, opened[-1])
    while len(opened) > 1:
        add(opened.pop(), opened[-1])
    return root


def write_html(nodes: Iterable[Node]) -> str:
    """Return nodes as HTML."""
    parts: list[str] = []
    _write(nodes, parts)
    return "".join(parts)


def _write(nodes: Iterable[Node], parts: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
            continue
        name = node.name
        if node.attributes:
            attributes = "".join([f' {key}="{value}"' for key, value in node.attributes.items()])
            parts.append(f"<{name}{attributes}>")
        else:
            parts.append(f"<{name}>")
        if name not in VOID:
            _write(node.children, parts)
            parts.append(f"</{name}>")


def elements_of(root: Element) -> Iterator[Element]:
    """Yield all elements below ``root``, in the order of the document."""
    stack = [node for node in reversed(root.children) if not isinstance(node, str)]
    while stack:
        element = stack.pop()
        yield element
        stack += [node for node in reversed(element.children) if not isinstance(node, str)]


def text_of(nodes: Iterable[Node]) -> str:
    """Return the text in nodes, escaped, without tags."""
    parts: list[str] = []
    _write(nodes, parts)
    return "".join([part for part in parts if not part.startswith("<")])


def is_blank(nodes: Iterable[Node]) -> bool:
    """Return whether nodes show nothing: neither text nor images nor lines."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if node.replace("&nbsp;", " ").strip():
                return False
        elif node.name in _VISIBLE:
            return False
        else:
            stack += node.children
    return True


def rename_elements(nodes: Iterable[Node], names: tuple[str, ...], new_name: str) -> list[Node]:
    """Return nodes in which elements with one of ``names`` have a new name."""
    return [
        Element(new_name, children=node.children)
        if isinstance(node, Element) and node.name in names
        else node
        for node in nodes
    ]
