"""How an element is checked: each child by the check of its name, in one pass, and counted on the way."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from lxml.etree import Comment, Entity, ProcessingInstruction, QName, _Element

from generator.validate.findings import FindingCollector

Check = Callable[[_Element, FindingCollector], None]


class ElementRule(NamedTuple):
    """What a child element may be, and whether it may stand but once."""

    check: Check
    once: bool = True


_NO_ELEMENTS: tuple[object, ...] = (Comment, ProcessingInstruction, Entity)
"""What stands for a name where a child is no element."""


def check_children(
    parent: _Element, parts: Mapping[str, ElementRule], notes: FindingCollector, families: Mapping[str, str]
) -> dict[str, int]:
    """Check the children of an element and return how often each name occurs.

    ``families`` maps a namespace to the first part of its rules' ids: a name in one of them that ``parts`` does not
    have is noted as ``family.unknown``. Names in other namespaces are extensions that we do not know, and nobody's
    fault. More than one of what may stand once is noted as ``family.twice``.
    """
    counts: dict[str, int] = {}
    for child in parent:
        name = child.tag
        if name in _NO_ELEMENTS:
            continue
        part = parts.get(name)
        if part is not None:
            part.check(child, notes)
        elif family := families.get(_namespace(name)):
            notes.say(
                f"{family}.unknown",
                child,
                f"an element that {element_label(parent)} may have",
                element_label(child),
            )
        count = counts[name] = counts.get(name, 0) + 1
        if count == 2 and part is not None and part.once:
            family = families.get(_namespace(name), "ext")
            notes.say(f"{family}.twice", child, f"one {element_label(child)}", "another one")
    return counts


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def element_label(element: _Element) -> str:
    """Return an element's name as people write it: with the prefix that its document uses."""
    local = QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def text_of(element: _Element) -> str:
    """Return the text of an element, without space around it; "" for none."""
    return (element.text or "").strip()


def anything(element: _Element, notes: FindingCollector) -> None:
    """Take an element as it is."""


def check_each(test: Callable[[str], bool], rule: str, expected: str) -> Check:
    """Return a check of an element's text. What is empty fails it, too."""

    def check(element: _Element, notes: FindingCollector) -> None:
        if not test(text_of(element)):
            notes.say(rule, element, f"{expected} in {element_label(element)}", text_of(element) or None)

    return check


class AttributeRule(NamedTuple):
    """What an attribute's value may be, and whether it must be there."""

    test: Callable[[str], object]
    rule: str
    expected: str
    needed: bool = False


def check_attributes(
    element: _Element, attributes: Mapping[str, AttributeRule], notes: FindingCollector
) -> None:
    """Check the attributes that an element has and those that it needs; of others nobody knows anything."""
    given = cast("dict[str, str]", element.attrib)
    for name, value in given.items():
        known = attributes.get(name)
        if known is not None and not known.test(value):
            _say(element, name, known, value, notes)
    for name, known in attributes.items():
        if known.needed and name not in given:
            _say(element, name, known, None, notes)


def _say(
    element: _Element, name: str, known: AttributeRule, value: str | None, notes: FindingCollector
) -> None:
    notes.say(known.rule, element, f"{known.expected} as {name} of {element_label(element)}", value)
