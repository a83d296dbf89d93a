"""A tree of sanitised HTML, and back.

Only reads HTML as nh3 writes it: every attribute in double quotes, every element closed, text escaped. The parser of
HTML is html5ever, inside nh3; this only makes its result easy to change. Text and attributes stay escaped.
"""

import re
from collections.abc import Iterable, Iterator

VOID = frozenset(("br", "col", "hr", "img", "input", "wbr"))
"""Elements without an end tag."""

_TOKEN = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z]+="[^"]*")*)>|[^<]+')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


class Element:
    """An element. ``children`` are elements and escaped text; ``attributes`` have escaped values."""

    __slots__ = ("attributes", "children", "name")

    def __init__(
        self, name: str, attributes: dict[str, str] | None = None, children: "Iterable[Node]" = ()
    ) -> None:
        self.name = name
        self.attributes = attributes or {}
        self.children: list[Node] = list(children)

    def with_children(self, children: "Iterable[Node]") -> "Element":
        """Return an element with the same name and attributes around other children."""
        return Element(self.name, dict(self.attributes), children)


Node = Element | str


def parse_clean_html(html: str) -> Element:
    """Return the tree of sanitised HTML, in an element without a name."""
    root = Element("")
    opened = [root]
    for token in _TOKEN.finditer(html):
        name = token[2]
        if name is None:
            opened[-1].children.append(token[0])
        elif token[1]:
            if len(opened) > 1:
                opened.pop()
        else:
            element = Element(name, dict(_ATTRIBUTE.findall(token[3])) if token[3] else None)
            opened[-1].children.append(element)
            if name not in VOID:
                opened.append(element)
    return root


def write_html(nodes: Iterable[Node]) -> str:
    """Return nodes as HTML."""
    return "".join(_write(nodes))


def _write(nodes: Iterable[Node]) -> Iterator[str]:
    stack: list[Iterator[Node] | str] = [iter(nodes)]
    while stack:
        top = stack[-1]
        if isinstance(top, str):
            yield top
            stack.pop()
            continue
        node = next(top, None)
        if node is None:
            stack.pop()
        elif isinstance(node, str):
            yield node
        else:
            attributes = "".join([f' {name}="{value}"' for name, value in node.attributes.items()])
            yield f"<{node.name}{attributes}>"
            if node.name not in VOID:
                stack += [f"</{node.name}>", iter(node.children)]


def elements_of(root: Element) -> Iterator[Element]:
    """Yield all elements below ``root``, in the order of the document."""
    stack = [node for node in reversed(root.children) if not isinstance(node, str)]
    while stack:
        element = stack.pop()
        yield element
        stack += [node for node in reversed(element.children) if not isinstance(node, str)]


def text_of(nodes: Iterable[Node]) -> str:
    """Return the text in nodes, escaped, without tags."""
    return "".join(part for part in _write(nodes) if not part.startswith("<"))


def is_blank(nodes: Iterable[Node]) -> bool:
    """Return whether nodes show nothing: neither text nor images nor lines."""
    return all(
        not part.replace("&nbsp;", " ").strip()
        if not part.startswith("<")
        else not part.startswith(("<img", "<hr", "<input"))
        for part in _write(nodes)
    )
