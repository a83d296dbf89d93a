"""Checking children and attributes by rules."""

from lxml import etree

from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    accept_any,
    check_attributes,
    check_children,
    check_each,
    element_label,
    element_text,
)
from generator.validate.findings import FindingCollector

MEDIA = "http://search.yahoo.com/mrss/"
FAMILIES = {"": "rss", MEDIA: "media"}


def parse(inner: str) -> etree._Element:
    return etree.fromstring(f'<item xmlns:media="{MEDIA}" xmlns:x="https://x.example/">{inner}</item>')


def check(inner: str, rules: dict[str, ElementRule]) -> tuple[dict[str, int], list[str]]:
    findings = FindingCollector()
    counts = check_children(parse(inner), rules, findings, FAMILIES)
    return counts, [f"{finding.rule}: {finding.message}" for finding in findings]


def test_counts_children_and_ignores_comments_and_extensions() -> None:
    rules = {"a": ElementRule(accept_any, once=False)}
    counts, findings = check("<a/><!-- b --><?c?><a/><x:b/><x:b/>", rules)
    assert counts == {"a": 2, "{https://x.example/}b": 2}
    assert findings == []


def test_reports_unknown_and_repeated_children() -> None:
    rules = {"a": ElementRule(accept_any), f"{{{MEDIA}}}title": ElementRule(accept_any)}
    _, findings = check("<a/><a/><a/><b/><media:title/><media:title/><media:b/>", rules)
    assert findings == [
        "rss.twice: expected one a, found 'another'",
        "rss.unknown: expected an element allowed in item, found 'b'",
        "media.twice: expected one media:title, found 'another'",
        "media.unknown: expected an element allowed in item, found 'media:b'",
    ]


def test_a_repeated_extension_with_a_rule_is_reported() -> None:
    _, findings = check("<x:a/><x:a/>", {"{https://x.example/}a": ElementRule(accept_any)})
    assert findings == ["ext.twice: expected one x:a, found 'another'"]


def test_checks_the_text_of_each_child() -> None:
    rules = {"n": ElementRule(check_each(str.isdigit, "rss.number", "a number"), once=False)}
    _, findings = check("<n> 12 </n><n>x</n><n/>", rules)
    assert findings == [
        "rss.number: expected a number in n, found 'x'",
        "rss.number: expected a number in n, found nothing",
    ]


def test_checks_attributes() -> None:
    rules = {
        "url": AttributeRule(bool, "rss.source", "a URL", required=True),
        "length": AttributeRule(str.isdigit, "rss.enclosure", "a number"),
    }
    findings = FindingCollector()
    check_attributes(etree.fromstring('<a length="long" other="x"/>'), rules, findings)
    check_attributes(etree.fromstring('<a length="3" url="x"/>'), rules, findings)
    assert [finding.message for finding in findings] == [
        "expected a number as length of a, found 'long'",
        "expected a URL as url of a, found nothing",
    ]


def test_labels_and_texts() -> None:
    (child,) = parse("<media:title> A </media:title>")
    assert (element_label(child), element_text(child)) == ("media:title", "A")
    assert element_text(etree.Element("a")) == ""
