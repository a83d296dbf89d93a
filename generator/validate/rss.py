"""Rules of RSS 2.0, with the best-practices profile of the RSS Advisory Board, for the channel and for each item."""

from lxml.etree import _Element

from generator.validate.archives import HISTORY_RULES, check_history
from generator.validate.atom import ATOM, check_atom_link
from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    accept_any,
    check_attributes,
    check_children,
    check_each,
    element_text,
)
from generator.validate.feed_facts import EntryFacts, HeadFacts, XmlFeed
from generator.validate.findings import FindingCollector
from generator.validate.html import check_html
from generator.validate.media_rss import MEDIA_FAMILY, MEDIA_RULES
from generator.validate.values import (
    find_markup,
    is_email,
    is_language,
    is_media_type,
    is_positive,
    is_rfc_822,
    is_w3cdtf,
    is_web,
    is_whole_number,
)

DC = "{http://purl.org/dc/elements/1.1/}"
SY = "{http://purl.org/rss/1.0/modules/syndication/}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_FAMILIES = {"": "rss", **MEDIA_FAMILY}
_LINK = f"{ATOM}link"
_PERIODS = frozenset(("hourly", "daily", "weekly", "monthly", "yearly"))
_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_EQUIVALENTS = {"author": "creator", "pubDate": "date", "language": "language", "managingEditor": "creator"}
"""Elements of RSS, and the Dublin Core elements with the same meaning."""


def _title(element: _Element, findings: FindingCollector) -> None:
    """Check a title: not blank, and plain text, since some readers interpret it as HTML."""
    text = element_text(element)
    if not text:
        findings.add("rss.blank", element, f"text in {element.tag}", None)
    elif markup := find_markup(text):
        findings.add("rss.markup", element, f"plain text in {element.tag}", markup)


def _html(element: _Element, findings: FindingCollector) -> None:
    check_html(element.text or "", element, findings)


def _guid(element: _Element, findings: FindingCollector) -> None:
    permanent, text = element.get("isPermaLink", "true"), element_text(element)
    if permanent not in ("true", "false"):
        findings.add("rss.guid", element, "isPermaLink as true or false", permanent)
    if not text or (permanent == "true" and not is_web(text)):
        findings.add("rss.guid", element, "a URL, or isPermaLink='false'", text or None)


def _attributes(attributes: dict[str, AttributeRule]) -> ElementRule:
    return ElementRule(lambda element, findings: check_attributes(element, attributes, findings))


def _image(element: _Element, findings: FindingCollector) -> None:
    counts = check_children(element, _IMAGE_RULES, findings, _FAMILIES)
    for name in ("url", "title", "link"):
        if name not in counts:
            findings.add("rss.image", element, f"a {name} in image", None)
    for name, limit in (("width", 144), ("height", 400)):
        size = (element.findtext(name) or "").strip()
        if size and is_whole_number(size) and int(size) > limit:
            findings.add("rss.image", element, f"a {name} of at most {limit}", size)


def _accept_empty(text: str) -> bool:
    """Accept any attribute value, even an empty one: for some protocols, a cloud has no procedure."""
    return True


def _skip_hours(element: _Element, findings: FindingCollector) -> None:
    for hour in element:
        if hour.tag != "hour" or not is_whole_number(element_text(hour)) or int(element_text(hour)) > 23:
            findings.add("rss.skip", hour, "hours from 0 to 23", element_text(hour))


def _skip_days(element: _Element, findings: FindingCollector) -> None:
    for day in element:
        if day.tag != "day" or element_text(day) not in _DAYS:
            findings.add("rss.skip", day, "English names of days", element_text(day))


_url = ElementRule(check_each(is_web, "rss.address", "an absolute URL"))
_date = ElementRule(check_each(is_rfc_822, "rss.date", "a date such as 'Tue, 28 Dec 2021 11:00:00 +0000'"))
_email = ElementRule(check_each(is_email, "rss.mail", "an email address"))
_number = ElementRule(check_each(is_positive, "rss.number", "a whole number of at least 1"))
_text, _repeated_text = ElementRule(accept_any), ElementRule(accept_any, once=False)
_enclosure = _attributes(
    {
        "url": AttributeRule(is_web, "rss.enclosure", "a URL", required=True),
        "length": AttributeRule(is_whole_number, "rss.enclosure", "a number of bytes", required=True),
        "type": AttributeRule(is_media_type, "rss.enclosure", "a media type", required=True),
    }
)
_source = _attributes({"url": AttributeRule(is_web, "rss.source", "the URL of a feed", required=True)})
_cloud = _attributes(
    {
        **dict.fromkeys(
            ("domain", "path", "registerProcedure", "protocol"),
            AttributeRule(_accept_empty, "rss.cloud", "a value", required=True),
        ),
        "port": AttributeRule(is_positive, "rss.cloud", "a port", required=True),
    }
)

_IMAGE_RULES = {
    "url": _url,
    "link": _url,
    "title": _text,
    "description": _text,
    "width": _number,
    "height": _number,
}
_MODULE_RULES = {
    **MEDIA_RULES,
    _LINK: ElementRule(check_atom_link, once=False),
    f"{DC}creator": _repeated_text,
    f"{DC}language": ElementRule(check_each(is_language, "rss.language", "a language tag")),
    f"{DC}date": ElementRule(
        check_each(is_w3cdtf, "ext.date", "a date such as '2021-12-28' or '2021-12-28T11:00:00Z'")
    ),
}
_CHANNEL_RULES = {
    **_MODULE_RULES,
    **HISTORY_RULES,
    "title": ElementRule(_title),
    "link": _url,
    "description": ElementRule(_html),
    "language": ElementRule(check_each(is_language, "rss.language", "a language tag")),
    "copyright": _text,
    "managingEditor": _email,
    "webMaster": _email,
    "pubDate": _date,
    "lastBuildDate": _date,
    "category": _repeated_text,
    "generator": _text,
    "docs": _url,
    "cloud": _cloud,
    "ttl": _number,
    "image": ElementRule(_image),
    "rating": _text,
    "textInput": _text,
    "skipHours": ElementRule(_skip_hours),
    "skipDays": ElementRule(_skip_days),
    "item": _repeated_text,
    f"{SY}updatePeriod": ElementRule(
        check_each(_PERIODS.__contains__, "ext.period", "hourly, daily, weekly, …")
    ),
    f"{SY}updateFrequency": ElementRule(
        check_each(is_positive, "ext.period", "a whole number of at least 1")
    ),
    f"{SY}updateBase": ElementRule(
        check_each(is_w3cdtf, "ext.period", "a date such as '2021-12-28' or '2021-12-28T11:00:00Z'")
    ),
}
_ITEM_RULES = {
    **_MODULE_RULES,
    "title": ElementRule(_title),
    "link": _url,
    "description": ElementRule(_html),
    "author": _email,
    "category": ElementRule(check_each(bool, "rss.blank", "a name"), once=False),
    "comments": _url,
    "enclosure": _enclosure._replace(once=False),
    "guid": ElementRule(_guid),
    "pubDate": _date,
    "source": _source,
    ENCODED: ElementRule(_html),
}


def check_head(root: _Element, findings: FindingCollector) -> HeadFacts:
    """Check an RSS 2.0 document without its items."""
    if root.get("version") != "2.0":
        findings.add("rss.version", root, "version 2.0", root.get("version"))
    channels = root.findall("channel")
    if len(channels) != 1:
        findings.add("rss.channel", root, "one channel", str(len(channels)))
    for channel in channels[:1]:
        _check_channel(channel, findings)
    return HeadFacts(has_author=True)


def _check_channel(channel: _Element, findings: FindingCollector) -> None:
    counts = check_children(channel, _CHANNEL_RULES, findings, _FAMILIES)
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            findings.add("rss.missing", channel, f"a {name} in channel", None)
    links = channel.findall(_LINK)
    _check_self_link(channel, links, findings)
    check_history(channel, links, findings)
    _check_equivalents(channel, counts, findings)


def _check_self_link(channel: _Element, links: list[_Element], findings: FindingCollector) -> None:
    self_urls = [link for link in links if link.get("rel") == "self"]
    if len(self_urls) != 1:
        findings.add("rss.self", channel, "one atom:link with rel='self'", str(len(self_urls)))
    for link in self_urls:
        if link.get("type") != "application/rss+xml":
            findings.add("rss.self", link, "the type application/rss+xml", link.get("type"))


def _check_equivalents(element: _Element, counts: dict[str, int], findings: FindingCollector) -> None:
    for name, other in _EQUIVALENTS.items():
        if name in counts and f"{DC}{other}" in counts:
            findings.add("rss.semantics", element, f"either {name} or dc:{other}", "both")


def check_item(item: _Element, findings: FindingCollector) -> EntryFacts:
    """Check one item."""
    counts = check_children(item, _ITEM_RULES, findings, _FAMILIES)
    if "title" not in counts and "description" not in counts:
        findings.add("rss.item", item, "a title or a description", None)
    if counts.get("enclosure", 0) > 1:
        findings.add("rss.enclosure-many", item, "one enclosure", str(counts["enclosure"]))
    if ENCODED in counts and "description" in counts:
        _check_order(item, findings)
    _check_equivalents(item, counts, findings)
    if "guid" not in counts:
        findings.add("rss.guid-missing", item, "a guid", None)
    return EntryFacts(id=(item.findtext("guid") or "").strip())


def _check_order(item: _Element, findings: FindingCollector) -> None:
    """Check that the description comes first: a reader that keeps one text per item may take the last one."""
    for child in item:
        if child.tag == "description":
            return
        if child.tag == ENCODED:
            findings.add("rss.order", child, "description before content:encoded", "content:encoded first")
            return


FORMAT = XmlFeed("rss", check_head, check_item, "item", "channel", "rss.guid-twice")
