"""Rules of RSS 2.0 and of Atom (RFC 4287), each written out once. A checker returns what is wrong, in words."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser
import lxml.etree

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def parsed(data: bytes) -> Any:
    """Return what feedparser makes of a feed; it must have no complaint."""
    feed = feedparser.parse(data)
    assert not feed.bozo, getattr(feed, "bozo_exception", None)
    return feed


def faults(data: bytes) -> list[str]:
    """Return the rules that a feed breaks."""
    root = lxml.etree.fromstring(data)
    return list(_atom(root) if root.tag == f"{ATOM}feed" else _rss(root))


def _one(element: Any, name: str) -> Iterator[str]:
    count = len(element.findall(name))
    if count != 1:
        yield f"{element.tag} has {count} {name}"


def _at_most_one(element: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if len(element.findall(name)) > 1:
            yield f"{element.tag} has more than one {name}"


# --- Atom --------------------------------------------------------------------------------------------------------


def _atom(feed: Any) -> Iterator[str]:
    """RFC 4287, section 4.1.1: what a feed must have; section 4.1.2: its entries."""
    entries = feed.findall(f"{ATOM}entry")
    yield from _atom_common(feed)
    yield from _at_most_one(
        feed, tuple(f"{ATOM}{name}" for name in ("subtitle", "generator", "icon", "logo"))
    )
    own = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(own) != 1 or own[0].get("type") != "application/atom+xml":
        yield "a feed should have one link to itself, with its type (4.1.1, 4.2.7)"
    if feed.find(f"{ATOM}author") is None and any(each.find(f"{ATOM}author") is None for each in entries):
        yield "a feed or each of its entries must have an author (4.1.1)"
    ids = Counter(each.findtext(f"{ATOM}id") for each in entries)
    yield from (f"the id {id} stands twice (4.1.1)" for id, count in ids.items() if count > 1)
    if entries and _moment(feed) != max(_moment(each) for each in entries):
        yield "a feed is not as old as its newest entry"
    for entry in entries:
        yield from _atom_entry(entry)


def _atom_common(element: Any) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        yield from _one(element, f"{ATOM}{name}")
    if not _SCHEME.fullmatch(element.findtext(f"{ATOM}id") or ""):
        yield "an id must be an absolute IRI (4.2.6)"
    for date in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
        if not _RFC_3339.fullmatch(date.text or ""):
            yield f"{date.text} is no date of RFC 3339 (3.3)"
    for author in element.findall(f"{ATOM}author"):
        yield from _one(author, f"{ATOM}name")
    yield from _atom_links(element)
    for text in ("title", "subtitle", "summary", "content", "rights"):
        yield from (fault for each in element.findall(f"{ATOM}{text}") for fault in _text_construct(each))
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "a category must have a term (4.2.2)"


def _atom_links(element: Any) -> Iterator[str]:
    links = element.findall(f"{ATOM}link")
    kinds = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in links
        if link.get("rel", "alternate") == "alternate"
    )
    if any(count > 1 for count in kinds.values()):
        yield "two alternate links of one type and language (4.1.1, 4.1.2)"
    for link in links:
        if not _SCHEME.fullmatch(link.get("href", "")):
            yield f"a link to {link.get('href')!r} (4.2.7)"
        if "type" in link.attrib and not _MEDIA_TYPE.fullmatch(link.get("type")):
            yield f"a link of the type {link.get('type')!r} (4.2.7.3)"
        if link.get("rel") == "enclosure" and not link.get("type"):
            yield "an enclosure without a type"


def _text_construct(construct: Any) -> Iterator[str]:
    """Section 3.1, and 4.1.3.1 for content."""
    kind = construct.get("type", "text")
    if kind not in ("text", "html", "xhtml"):
        yield f"{construct.tag} has the type {kind!r} (3.1.1)"
    elif kind != "xhtml" and len(construct):
        yield f"{construct.tag} of the type {kind!r} holds elements (3.1.1)"


def _atom_entry(entry: Any) -> Iterator[str]:
    yield from _atom_common(entry)
    yield from _at_most_one(
        entry, tuple(f"{ATOM}{name}" for name in ("content", "published", "source", "summary"))
    )
    links = [link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")]
    if "alternate" not in links:
        yield "an entry without a link of its own (4.1.2)"
    for source in entry.findall(f"{ATOM}source"):
        for name in ("id", "title", "updated"):
            yield from _one(source, f"{ATOM}{name}")
    published = entry.findtext(f"{ATOM}published")
    if published and datetime.fromisoformat(published) > _moment(entry):
        yield "an entry updated before it was published"
    yield from _media(entry)


def _moment(element: Any) -> datetime:
    return datetime.fromisoformat(element.findtext(f"{ATOM}updated"))


# --- RSS ---------------------------------------------------------------------------------------------------------

_ITEM_ONCE = ("title", "link", "description", "author", "comments", "enclosure", "guid", "pubDate", "source")


def _rss(root: Any) -> Iterator[str]:
    """The specification of RSS 2.0, and the profile of the RSS Advisory Board."""
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "not <rss version='2.0'>"
    yield from _one(root, "channel")
    channel = root.find("channel")
    for name in ("title", "link", "description"):
        yield from _one(channel, name)
        if not (channel.findtext(name) or "").strip():
            yield f"a channel without {name}"
    yield from _at_most_one(
        channel, ("language", "pubDate", "lastBuildDate", "generator", "image", "ttl", "docs")
    )
    own = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(own) != 1 or own[0].get("type") != "application/rss+xml":
        yield "a channel should have one atom:link to itself, with its type"
    items = channel.findall("item")
    guids = Counter(item.findtext("guid") for item in items)
    yield from (f"the guid {guid} stands twice" for guid, count in guids.items() if count > 1)
    for name in ("pubDate", "lastBuildDate"):
        yield from _rss_date(channel, name)
    for item in items:
        yield from _rss_item(item)


def _rss_item(item: Any) -> Iterator[str]:
    yield from _at_most_one(item, _ITEM_ONCE)
    if not (item.findtext("title") or item.findtext("description")):
        yield "an item with neither title nor description"
    yield from _rss_date(item, "pubDate")
    guid = item.find("guid")
    if guid is None:
        yield "an item without a guid"
    elif guid.get("isPermaLink", "true") != "false" and not (guid.text or "").startswith("http"):
        yield f"the guid {guid.text} is no address, and isPermaLink is not false"
    for enclosure in item.findall("enclosure"):
        if not (enclosure.get("url") and (enclosure.get("length") or "").isdigit() and enclosure.get("type")):
            yield "an enclosure needs url, length and type"
    for source in item.findall("source"):
        if not source.get("url"):
            yield "a source needs a url"
    for author in item.findall("author"):
        if "@" not in (author.text or ""):
            yield "an author must be an e-mail address (else it is dc:creator)"
    yield from _media(item)


def _rss_date(element: Any, name: str) -> Iterator[str]:
    text = element.findtext(name)
    if text is None:
        return
    if parsedate_to_datetime(text).tzinfo is None or not re.match(
        r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d ", text
    ):
        yield f"{text} is no date of RFC 822"


def _media(element: Any) -> Iterator[str]:
    """Media RSS 1.5.1: a group is for several forms of one thing."""
    for group in element.findall(f"{MEDIA}group"):
        if len(group.findall(f"{MEDIA}content")) < 2:
            yield "a media:group of one"
    for content in element.findall(f"{MEDIA}content"):
        if not content.get("url"):
            yield "media:content without a url"
        for side in ("width", "height"):
            if side in content.attrib and not content.get(side).isdigit():
                yield f"a {side} of {content.get(side)!r}"
