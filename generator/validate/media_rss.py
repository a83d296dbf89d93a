"""Media RSS 1.5.1, in RSS items and in Atom entries alike."""

from lxml.etree import _Element

from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    anything,
    check_attributes,
    check_children,
    text_of,
)
from generator.validate.findings import FindingCollector
from generator.validate.values import is_media_type, is_web_iri, is_whole, markup_in

NAMESPACE = "http://search.yahoo.com/mrss/"
FAMILY = {NAMESPACE: "media"}
_MEDIUMS = frozenset(("image", "audio", "video", "document", "executable"))
_CONTENT = f"{{{NAMESPACE}}}content"
_PLAYER = f"{{{NAMESPACE}}}player"
_OPTIONAL = (
    "adult category copyright credit description hash keywords rating restriction text title thumbnail player "
    "community comments embed responses backLinks status price license subTitle peerLink location rights scenes"
)
_url = AttributeRule(is_web_iri, "media.address", "an address")
_number = AttributeRule(is_whole, "media.number", "a whole number")
_CONTENT_ATTRIBUTES = {
    **dict.fromkeys(("width", "height", "fileSize", "duration", "bitrate"), _number),
    "url": _url,
    "type": AttributeRule(is_media_type, "media.type", "a media type"),
    "medium": AttributeRule(_MEDIUMS.__contains__, "media.medium", "one of the five mediums"),
    "isDefault": AttributeRule(("true", "false").__contains__, "media.default", "true or false"),
}
_PLACE_ATTRIBUTES = {"url": _url._replace(needed=True), "width": _number, "height": _number}


def _content(element: _Element, notes: FindingCollector) -> None:
    """A ``media:content``: its address, unless a player stands for it, its type, its sizes."""
    check_attributes(element, _CONTENT_ATTRIBUTES, notes)
    inner = check_children(element, _INNER, notes, FAMILY) if len(element) else {}
    if "url" not in element.attrib and _PLAYER not in inner:
        notes.say("media.address", element, "an address as url of media:content, or a media:player", None)


def _place(element: _Element, notes: FindingCollector) -> None:
    """A ``media:thumbnail`` or a ``media:player``."""
    check_attributes(element, _PLACE_ATTRIBUTES, notes)


def _text(element: _Element, notes: FindingCollector) -> None:
    kind = element.get("type", "plain")
    if kind not in ("plain", "html"):
        notes.say("media.text", element, "the type plain or html", kind)
    elif kind == "plain" and (found := markup_in(text_of(element))):
        notes.say("media.text", element, "plain text", found)


def _group(element: _Element, notes: FindingCollector) -> None:
    """A group holds several forms of one thing, at most one of them the default."""
    check_children(element, MEDIA, notes, FAMILY)
    forms = element.findall(_CONTENT)
    if len(forms) < 2:
        notes.say("media.group", element, "two or more media:content in a group", str(len(forms)))
    defaults = [form for form in forms if form.get("isDefault") == "true"]
    if len(defaults) > 1:
        notes.say("media.default", defaults[1], "one default in a group", "another one")


def _named(names: str, part: ElementRule) -> dict[str, ElementRule]:
    return {f"{{{NAMESPACE}}}{name}": part for name in names.split()}


_INNER = {
    **_named(_OPTIONAL, ElementRule(anything, once=False)),
    **_named("title description", ElementRule(_text)),
    **_named("thumbnail player", ElementRule(_place, once=False)),
}
MEDIA = {
    **_INNER,
    **_named("content", ElementRule(_content, once=False)),
    **_named("group", ElementRule(_group, once=False)),
}
"""Media RSS as an item or an entry may hold it."""
