"""Check the children and attributes of an XML element by rules per name, in one pass."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from lxml.etree import Comment, Entity, ProcessingInstruction, QName, _Element

from generator.validate.findings import FindingCollector

Check = Callable[[_Element, FindingCollector], None]


class ElementRule(NamedTuple):
    """The check for a child element, and whether it may occur only once."""

    check: Check
    once: bool = True


_NON_ELEMENTS: tuple[object, ...] = (Comment, ProcessingInstruction, Entity)
"""Tags of children that are not elements."""


def check_children(
    parent: _Element,
    rules: Mapping[str, ElementRule],
    findings: FindingCollector,
    families: Mapping[str, str],
) -> dict[str, int]:
    """Check the children of an element, and return how often each name occurs.

    ``families`` maps a namespace to the first part of its rule ids. A name in such a namespace without a rule is
    reported as ``family.unknown``; names in other namespaces are extensions and ignored. A second element of a name
    that may occur only once is reported as ``family.twice``.
    """
    counts: dict[str, int] = {}
    for child in parent:
        name = child.tag
        if name in _NON_ELEMENTS:
            continue
        rule = rules.get(name)
        if rule is not None:
            rule.check(child, findings)
        elif family := families.get(_namespace(name)):
            findings.add(
                f"{family}.unknown",
                child,
                f"an element allowed in {element_label(parent)}",
                element_label(child),
            )
        count = counts[name] = counts.get(name, 0) + 1
        if count == 2 and rule is not None and rule.once:
            family = families.get(_namespace(name), "ext")
            findings.add(f"{family}.twice", child, f"one {element_label(child)}", "another")
    return counts


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def element_label(element: _Element) -> str:
    """Return an element's name with the prefix that its document uses, such as ``media:content``."""
    local = QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def element_text(element: _Element) -> str:
    """Return the text of an element without surrounding spaces, "" for none."""
    return (element.text or "").strip()


def accept_any(element: _Element, findings: FindingCollector) -> None:
    """Accept an element unchecked."""


def check_each(test: Callable[[str], bool], rule: str, expected: str) -> Check:
    """Return a check of an element's text. Empty text fails it too."""

    def check(element: _Element, findings: FindingCollector) -> None:
        if not test(element_text(element)):
            findings.add(
                rule, element, f"{expected} in {element_label(element)}", element_text(element) or None
            )

    return check


class AttributeRule(NamedTuple):
    """The check for an attribute's value, and whether the attribute is required."""

    test: Callable[[str], object]
    rule: str
    expected: str
    required: bool = False


def check_attributes(
    element: _Element, rules: Mapping[str, AttributeRule], findings: FindingCollector
) -> None:
    """Check the attributes of an element. Attributes without a rule are ignored."""
    given = cast("dict[str, str]", element.attrib)
    for name, value in given.items():
        rule = rules.get(name)
        if rule is not None and not rule.test(value):
            _add_finding(element, name, rule, value, findings)
    for name, rule in rules.items():
        if rule.required and name not in given:
            _add_finding(element, name, rule, None, findings)


def _add_finding(
    element: _Element, name: str, rule: AttributeRule, value: str | None, findings: FindingCollector
) -> None:
    findings.add(rule.rule, element, f"{rule.expected} as {name} of {element_label(element)}", value)
