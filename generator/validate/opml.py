"""OPML 2.0, as a list of subscriptions: the head, and every outline."""

from lxml.etree import _Element

from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    anything,
    check_attributes,
    check_children,
    check_each,
)
from generator.validate.findings import FindingCollector
from generator.validate.values import is_language, is_mail, is_rfc_822, is_web, is_whole

_OUTLINES = {"outline": ElementRule(anything, once=False)}
_FAMILIES = {"": "opml"}
_number = ElementRule(check_each(is_whole, "opml.value", "a whole number"))
_date = ElementRule(check_each(is_rfc_822, "opml.date", "a date as 'Tue, 28 Dec 2021 11:00:00 +0000'"))


def _is_lines(text: str) -> bool:
    return not text or all(is_whole(line.strip()) for line in text.split(","))


_HEAD = {
    "title": ElementRule(anything),
    "dateCreated": _date,
    "dateModified": _date,
    "ownerName": ElementRule(anything),
    "ownerEmail": ElementRule(check_each(is_mail, "opml.value", "a mail address")),
    "ownerId": ElementRule(check_each(is_web, "opml.value", "an absolute address")),
    "docs": ElementRule(check_each(is_web, "opml.value", "an absolute address")),
    "expansionState": ElementRule(check_each(_is_lines, "opml.value", "numbers of lines")),
    **dict.fromkeys(
        ("vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight"),
        _number,
    ),
}


def check_opml(root: _Element, notes: FindingCollector) -> None:
    """Check a whole document of OPML."""
    if root.get("version") not in ("1.0", "1.1", "2.0"):
        notes.say("opml.version", root, "version 2.0", root.get("version"))
    counts = check_children(
        root, {"head": ElementRule(anything), "body": ElementRule(anything)}, notes, _FAMILIES
    )
    for name in ("head", "body"):
        if name not in counts:
            notes.say("opml.missing", root, f"a {name}", None)
    for head in root.findall("head"):
        check_children(head, _HEAD, notes, _FAMILIES)
    for body in root.findall("body"):
        check_children(body, _OUTLINES, notes, _FAMILIES)
        if body.find("outline") is None:
            notes.say("opml.missing", body, "an outline", None)
    for outline in root.iter("outline"):
        _outline(outline, notes)


def _outline(outline: _Element, notes: FindingCollector) -> None:
    check_children(outline, _OUTLINES, notes, _FAMILIES)
    kind = (outline.get("type") or "").lower()
    if "xmlUrl" in outline.attrib and kind not in _SUBSCRIPTION:
        notes.say("opml.subscription", outline, "the type rss beside xmlUrl", outline.get("type"))
    check_attributes(outline, {**_ANY, **_BY_TYPE.get(kind, {})}, notes)


def _is_version(text: str) -> bool:
    return text in ("RSS", "RSS1", "RSS2", "scriptingNews", "ATOM", "ATOM1")


_SUBSCRIPTION = ("rss", "atom")
_truth = AttributeRule(("true", "false").__contains__, "opml.value", "true or false")
_ANY = {
    "text": AttributeRule(bool, "opml.text", "a text", needed=True),
    "htmlUrl": AttributeRule(is_web, "opml.subscription", "a page's address"),
    "language": AttributeRule(is_language, "opml.value", "a language tag"),
    "version": AttributeRule(_is_version, "opml.subscription", "a version of RSS"),
    "created": AttributeRule(is_rfc_822, "opml.date", "a date of RFC 822"),
    "isComment": _truth,
    "isBreakpoint": _truth,
}
_FEED = {
    "xmlUrl": AttributeRule(is_web, "opml.subscription", "a feed's address", needed=True),
    "title": AttributeRule(bool, "opml.subscription", "a title", needed=True),
}
_PLACE = {"url": AttributeRule(is_web, "opml.inclusion", "an address", needed=True)}
_BY_TYPE = {"rss": _FEED, "atom": _FEED, "link": _PLACE, "include": _PLACE}
