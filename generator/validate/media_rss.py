"""Rules of Media RSS 1.5.1, for RSS items and Atom entries."""

from lxml.etree import _Element

from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    accept_any,
    check_attributes,
    check_children,
    element_text,
)
from generator.validate.findings import FindingCollector
from generator.validate.values import find_markup, is_media_type, is_web_iri, is_whole_number

NAMESPACE = "http://search.yahoo.com/mrss/"
MEDIA_FAMILY = {NAMESPACE: "media"}
_MEDIUMS = frozenset(("image", "audio", "video", "document", "executable"))
_CONTENT = f"{{{NAMESPACE}}}content"
_PLAYER = f"{{{NAMESPACE}}}player"
_OPTIONAL_NAMES = (
    "adult category copyright credit description hash keywords rating restriction text title thumbnail player "
    "community comments embed responses backLinks status price license subTitle peerLink location rights scenes"
)
_url = AttributeRule(is_web_iri, "media.address", "a URL")
_number = AttributeRule(is_whole_number, "media.number", "a whole number")
_CONTENT_ATTRIBUTES = {
    **dict.fromkeys(("width", "height", "fileSize", "duration", "bitrate"), _number),
    "url": _url,
    "type": AttributeRule(is_media_type, "media.type", "a media type"),
    "medium": AttributeRule(
        _MEDIUMS.__contains__, "media.medium", "one of image, audio, video, document, executable"
    ),
    "isDefault": AttributeRule(("true", "false").__contains__, "media.default", "true or false"),
}
_URL_ELEMENT_ATTRIBUTES = {"url": _url._replace(required=True), "width": _number, "height": _number}


def _content(element: _Element, findings: FindingCollector) -> None:
    """Check a ``media:content``: its URL (unless it has a player), type and sizes."""
    check_attributes(element, _CONTENT_ATTRIBUTES, findings)
    counts = check_children(element, _CONTENT_RULES, findings, MEDIA_FAMILY) if len(element) else {}
    if "url" not in element.attrib and _PLAYER not in counts:
        findings.add("media.address", element, "a url or a media:player in media:content", None)


def _url_element(element: _Element, findings: FindingCollector) -> None:
    """Check a ``media:thumbnail`` or a ``media:player``."""
    check_attributes(element, _URL_ELEMENT_ATTRIBUTES, findings)


def _text(element: _Element, findings: FindingCollector) -> None:
    kind = element.get("type", "plain")
    if kind not in ("plain", "html"):
        findings.add("media.text", element, "the type plain or html", kind)
    elif kind == "plain" and (markup := find_markup(element_text(element))):
        findings.add("media.text", element, "plain text", markup)


def _group(element: _Element, findings: FindingCollector) -> None:
    """Check a group: several versions of one thing, at most one of them the default."""
    check_children(element, MEDIA_RULES, findings, MEDIA_FAMILY)
    contents = element.findall(_CONTENT)
    if len(contents) < 2:
        findings.add("media.group", element, "two or more media:content in a media:group", str(len(contents)))
    defaults = [content for content in contents if content.get("isDefault") == "true"]
    if len(defaults) > 1:
        findings.add("media.default", defaults[1], "one default in a media:group", "another")


def _media_rules(names: str, rule: ElementRule) -> dict[str, ElementRule]:
    return {f"{{{NAMESPACE}}}{name}": rule for name in names.split()}


_CONTENT_RULES = {
    **_media_rules(_OPTIONAL_NAMES, ElementRule(accept_any, once=False)),
    **_media_rules("title description", ElementRule(_text)),
    **_media_rules("thumbnail player", ElementRule(_url_element, once=False)),
}
MEDIA_RULES = {
    **_CONTENT_RULES,
    **_media_rules("content", ElementRule(_content, once=False)),
    **_media_rules("group", ElementRule(_group, once=False)),
}
"""Elements of Media RSS that an item or an entry may contain."""
