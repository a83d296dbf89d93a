"""Rules of OPML 2.0 for a subscription list: the head, and every outline."""

from lxml.etree import _Element

from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    accept_any,
    check_attributes,
    check_children,
    check_each,
)
from generator.validate.findings import FindingCollector
from generator.validate.values import is_email, is_language, is_rfc_822, is_web, is_whole_number

_OUTLINE_RULES = {"outline": ElementRule(accept_any, once=False)}
_FAMILIES = {"": "opml"}
_number = ElementRule(check_each(is_whole_number, "opml.value", "a whole number"))
_date = ElementRule(check_each(is_rfc_822, "opml.date", "a date such as 'Tue, 28 Dec 2021 11:00:00 +0000'"))


def _is_line_numbers(text: str) -> bool:
    return not text or all(is_whole_number(line.strip()) for line in text.split(","))


_HEAD_RULES = {
    "title": ElementRule(accept_any),
    "dateCreated": _date,
    "dateModified": _date,
    "ownerName": ElementRule(accept_any),
    "ownerEmail": ElementRule(check_each(is_email, "opml.value", "an email address")),
    "ownerId": ElementRule(check_each(is_web, "opml.value", "an absolute URL")),
    "docs": ElementRule(check_each(is_web, "opml.value", "an absolute URL")),
    "expansionState": ElementRule(check_each(_is_line_numbers, "opml.value", "comma-separated line numbers")),
    **dict.fromkeys(
        ("vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight"),
        _number,
    ),
}


def check_opml(root: _Element, findings: FindingCollector) -> None:
    """Check an OPML document."""
    if root.get("version") not in ("1.0", "1.1", "2.0"):
        findings.add("opml.version", root, "version 2.0", root.get("version"))
    counts = check_children(
        root, {"head": ElementRule(accept_any), "body": ElementRule(accept_any)}, findings, _FAMILIES
    )
    for name in ("head", "body"):
        if name not in counts:
            findings.add("opml.missing", root, f"a {name}", None)
    for head in root.findall("head"):
        check_children(head, _HEAD_RULES, findings, _FAMILIES)
    for body in root.findall("body"):
        check_children(body, _OUTLINE_RULES, findings, _FAMILIES)
        if body.find("outline") is None:
            findings.add("opml.missing", body, "an outline", None)
    for outline in root.iter("outline"):
        _outline(outline, findings)


def _outline(outline: _Element, findings: FindingCollector) -> None:
    check_children(outline, _OUTLINE_RULES, findings, _FAMILIES)
    kind = (outline.get("type") or "").lower()
    if "xmlUrl" in outline.attrib and kind not in _FEED_TYPES:
        findings.add(
            "opml.subscription", outline, "type='rss' for an outline with xmlUrl", outline.get("type")
        )
    check_attributes(outline, {**_COMMON_ATTRIBUTES, **_BY_TYPE.get(kind, {})}, findings)


def _is_version(text: str) -> bool:
    return text in ("RSS", "RSS1", "RSS2", "scriptingNews", "ATOM", "ATOM1")


_FEED_TYPES = ("rss", "atom")
_boolean = AttributeRule(("true", "false").__contains__, "opml.value", "true or false")
_COMMON_ATTRIBUTES = {
    "text": AttributeRule(bool, "opml.text", "a text", required=True),
    "htmlUrl": AttributeRule(is_web, "opml.subscription", "the URL of a page"),
    "language": AttributeRule(is_language, "opml.value", "a language tag"),
    "version": AttributeRule(_is_version, "opml.subscription", "a version of RSS"),
    "created": AttributeRule(is_rfc_822, "opml.date", "a date such as 'Tue, 28 Dec 2021 11:00:00 +0000'"),
    "isComment": _boolean,
    "isBreakpoint": _boolean,
}
_FEED_ATTRIBUTES = {
    "xmlUrl": AttributeRule(is_web, "opml.subscription", "the URL of a feed", required=True),
    "title": AttributeRule(bool, "opml.subscription", "a title", required=True),
}
_LINK_ATTRIBUTES = {"url": AttributeRule(is_web, "opml.inclusion", "a URL", required=True)}
_BY_TYPE = {
    "rss": _FEED_ATTRIBUTES,
    "atom": _FEED_ATTRIBUTES,
    "link": _LINK_ATTRIBUTES,
    "include": _LINK_ATTRIBUTES,
}
