"""RSS 2.0 with the best-practices profile of the RSS Advisory Board: the channel, and each item by itself."""

from lxml.etree import _Element

from generator.validate.archives import HISTORY, check_history
from generator.validate.atom import ATOM, check_atom_link
from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    anything,
    check_attributes,
    check_children,
    check_each,
    text_of,
)
from generator.validate.feed_facts import EntryFacts, HeadFacts
from generator.validate.findings import FindingCollector
from generator.validate.html import check_html
from generator.validate.media_rss import FAMILY, MEDIA
from generator.validate.values import (
    is_language,
    is_mail,
    is_media_type,
    is_positive,
    is_rfc_822,
    is_w3cdtf,
    is_web,
    is_whole,
    markup_in,
)

DC = "{http://purl.org/dc/elements/1.1/}"
SY = "{http://purl.org/rss/1.0/modules/syndication/}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_FAMILIES = {"": "rss", **FAMILY}
_LINK = f"{ATOM}link"
_PERIODS = frozenset(("hourly", "daily", "weekly", "monthly", "yearly"))
_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_SAME = {"author": "creator", "pubDate": "date", "language": "language", "managingEditor": "creator"}
"""Elements of RSS, and those of Dublin Core that say the same."""


def _plain(element: _Element, notes: FindingCollector) -> None:
    """A title: not blank, and of text alone, for some readers take it for HTML."""
    text = text_of(element)
    if not text:
        notes.say("rss.blank", element, f"text in {element.tag}", None)
    elif found := markup_in(text):
        notes.say("rss.markup", element, f"plain text in {element.tag}", found)


def _html(element: _Element, notes: FindingCollector) -> None:
    check_html(element.text or "", element, notes)


def _guid(element: _Element, notes: FindingCollector) -> None:
    permanent, text = element.get("isPermaLink", "true"), text_of(element)
    if permanent not in ("true", "false"):
        notes.say("rss.guid", element, "isPermaLink as true or false", permanent)
    if not text or (permanent == "true" and not is_web(text)):
        notes.say("rss.guid", element, "an address, or isPermaLink as false", text or None)


def _attributes(attributes: dict[str, AttributeRule]) -> ElementRule:
    return ElementRule(lambda element, notes: check_attributes(element, attributes, notes))


def _image(element: _Element, notes: FindingCollector) -> None:
    counts = check_children(element, _IMAGE, notes, _FAMILIES)
    for name in ("url", "title", "link"):
        if name not in counts:
            notes.say("rss.image", element, f"a {name} in image", None)
    for name, most in (("width", 144), ("height", 400)):
        size = (element.findtext(name) or "").strip()
        if size and is_whole(size) and int(size) > most:
            notes.say("rss.image", element, f"a {name} of at most {most}", size)


def _is_there(text: str) -> bool:
    """An attribute may be empty: a cloud of some protocols has no procedure."""
    return True


def _skip_hours(element: _Element, notes: FindingCollector) -> None:
    for hour in element:
        if hour.tag != "hour" or not is_whole(text_of(hour)) or int(text_of(hour)) > 23:
            notes.say("rss.skip", hour, "hours from 0 to 23", text_of(hour))


def _skip_days(element: _Element, notes: FindingCollector) -> None:
    for day in element:
        if day.tag != "day" or text_of(day) not in _DAYS:
            notes.say("rss.skip", day, "days by their English names", text_of(day))


_address = ElementRule(check_each(is_web, "rss.address", "an absolute address"))
_date = ElementRule(check_each(is_rfc_822, "rss.date", "a date as 'Tue, 28 Dec 2021 11:00:00 +0000'"))
_mail = ElementRule(check_each(is_mail, "rss.mail", "a mail address"))
_number = ElementRule(check_each(is_positive, "rss.number", "a whole number from 1"))
_text, _texts = ElementRule(anything), ElementRule(anything, once=False)
_enclosure = _attributes(
    {
        "url": AttributeRule(is_web, "rss.enclosure", "an address", needed=True),
        "length": AttributeRule(is_whole, "rss.enclosure", "a number of bytes", needed=True),
        "type": AttributeRule(is_media_type, "rss.enclosure", "a media type", needed=True),
    }
)
_source = _attributes({"url": AttributeRule(is_web, "rss.source", "the address of a feed", needed=True)})
_cloud = _attributes(
    {
        **dict.fromkeys(
            ("domain", "path", "registerProcedure", "protocol"),
            AttributeRule(_is_there, "rss.cloud", "something", needed=True),
        ),
        "port": AttributeRule(is_positive, "rss.cloud", "a port", needed=True),
    }
)

_IMAGE = {
    "url": _address,
    "link": _address,
    "title": _text,
    "description": _text,
    "width": _number,
    "height": _number,
}
_MODULES = {
    **MEDIA,
    _LINK: ElementRule(check_atom_link, once=False),
    f"{DC}creator": _texts,
    f"{DC}language": ElementRule(check_each(is_language, "rss.language", "a language tag")),
    f"{DC}date": ElementRule(check_each(is_w3cdtf, "ext.date", "a date of the W3C's profile")),
}
_CHANNEL = {
    **_MODULES,
    **HISTORY,
    "title": ElementRule(_plain),
    "link": _address,
    "description": ElementRule(_html),
    "language": ElementRule(check_each(is_language, "rss.language", "a language tag")),
    "copyright": _text,
    "managingEditor": _mail,
    "webMaster": _mail,
    "pubDate": _date,
    "lastBuildDate": _date,
    "category": _texts,
    "generator": _text,
    "docs": _address,
    "cloud": _cloud,
    "ttl": _number,
    "image": ElementRule(_image),
    "rating": _text,
    "textInput": _text,
    "skipHours": ElementRule(_skip_hours),
    "skipDays": ElementRule(_skip_days),
    "item": _texts,
    f"{SY}updatePeriod": ElementRule(
        check_each(_PERIODS.__contains__, "ext.period", "hourly, daily, weekly, …")
    ),
    f"{SY}updateFrequency": ElementRule(check_each(is_positive, "ext.period", "a whole number from 1")),
    f"{SY}updateBase": ElementRule(check_each(is_w3cdtf, "ext.period", "a date of the W3C's profile")),
}
_ITEM = {
    **_MODULES,
    "title": ElementRule(_plain),
    "link": _address,
    "description": ElementRule(_html),
    "author": _mail,
    "category": ElementRule(check_each(bool, "rss.blank", "a name"), once=False),
    "comments": _address,
    "enclosure": _enclosure._replace(once=False),
    "guid": ElementRule(_guid),
    "pubDate": _date,
    "source": _source,
    ENCODED: ElementRule(_html),
}


def check_head(root: _Element, notes: FindingCollector) -> HeadFacts:
    """Check a document of RSS 2.0 without looking into its items."""
    if root.get("version") != "2.0":
        notes.say("rss.version", root, "version 2.0", root.get("version"))
    channels = root.findall("channel")
    if len(channels) != 1:
        notes.say("rss.channel", root, "one channel", str(len(channels)))
    for channel in channels[:1]:
        _channel(channel, notes)
    return HeadFacts(has_author=True)


def _channel(channel: _Element, notes: FindingCollector) -> None:
    counts = check_children(channel, _CHANNEL, notes, _FAMILIES)
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            notes.say("rss.missing", channel, f"a {name} in channel", None)
    links = channel.findall(_LINK)
    _self(channel, links, notes)
    check_history(channel, links, notes)
    _same(channel, counts, notes)


def _self(channel: _Element, links: list[_Element], notes: FindingCollector) -> None:
    own = [link for link in links if link.get("rel") == "self"]
    if len(own) != 1:
        notes.say("rss.self", channel, "one atom:link of a feed to itself", str(len(own)))
    for link in own:
        if link.get("type") != "application/rss+xml":
            notes.say("rss.self", link, "the type application/rss+xml", link.get("type"))


def _same(element: _Element, counts: dict[str, int], notes: FindingCollector) -> None:
    for name, other in _SAME.items():
        if name in counts and f"{DC}{other}" in counts:
            notes.say("rss.semantics", element, f"one of {name} and dc:{other}", "both")


def check_item(item: _Element, notes: FindingCollector) -> EntryFacts:
    """Check an item by itself."""
    counts = check_children(item, _ITEM, notes, _FAMILIES)
    if "title" not in counts and "description" not in counts:
        notes.say("rss.item", item, "a title or a description", None)
    if counts.get("enclosure", 0) > 1:
        notes.say("rss.enclosure-many", item, "one enclosure", str(counts["enclosure"]))
    if ENCODED in counts and "description" in counts:
        _order(item, notes)
    _same(item, counts, notes)
    if "guid" not in counts:
        notes.say("rss.guid-missing", item, "a guid", None)
    return EntryFacts(id=(item.findtext("guid") or "").strip())


def _order(item: _Element, notes: FindingCollector) -> None:
    """A reader that knows one text of an item only may take the last one it meets."""
    for child in item:
        if child.tag == "description":
            return
        if child.tag == ENCODED:
            notes.say("rss.order", child, "description before content:encoded", "the other way round")
            return
