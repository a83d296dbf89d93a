"""What feedgen makes of an entry, with its traps dodged: what our own way of writing entries must agree with."""

from datetime import UTC, datetime
from html import escape

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension
from feedgen.ext.media import MEDIA_NS, MediaEntryExtension
from lxml.etree import Element, SubElement, _Element, tostring

from generator.model.views.feeds import EnclosureView, FeedEntryView, FeedSourceView
from generator.render.feeds.heads import NAMESPACES

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONTENT = f"{{{MEDIA_NS}}}content"
TITLE = f"{{{MEDIA_NS}}}title"


def serialised(entry: _Element) -> bytes:
    """Write an entry as it reads inside a feed, where the root has declared the namespaces."""
    root = Element("root", nsmap=NAMESPACES)
    root.append(entry)
    document: bytes = tostring(root, encoding="UTF-8")
    return document[document.index(b">") + 1 : -len(b"</root>")]


def rss_item(view: FeedEntryView) -> _Element:
    """Build an ``item`` of RSS 2.0. Readers take a description for HTML, so the plain summary is escaped."""
    entry = _common(view)
    entry.link(href=view.link, rel="alternate")
    if view.summary:
        entry.description(escape(view.summary, quote=False))
    if view.content:
        entry.content(view.content, type="html")
    if view.source and (view.source.feed_url or view.source.url):
        entry.source(view.source.feed_url or view.source.url, view.source.name)
    entry.register_extension("dc", DcEntryExtension, atom=False)
    entry.dc.dc_creator(_authors(view))
    if view.language:
        entry.dc.dc_language(view.language)
    item: _Element = entry.rss_entry()
    return _with_picture_title(item, view.picture)


def atom_entry(view: FeedEntryView) -> _Element:
    """Build an ``entry`` of Atom: RFC 4287, section 4.1.2. The other place of the item is a link of its own."""
    entry = _common(view)
    entry.updated(view.updated.astimezone(UTC))
    for name in _authors(view):
        entry.author(name=name)
    entry.link(href=view.link)
    if view.summary:
        entry.summary(view.summary, type="text")
    if view.content:
        entry.content(view.content, type="html")
    element: _Element = entry.atom_entry()
    _say_what_links_are(element, view)
    if view.source:
        _add_source(element, view.source, view.updated)
    if view.language:
        element.set(LANG, view.language)
    return _with_picture_title(element, view.picture)


def _say_what_links_are(element: _Element, view: FeedEntryView) -> None:
    """Give links the relations that feedgen drops: without one, both would claim to be the article."""
    for link in element.iter("link"):
        link.set("rel", "alternate")
    if view.other:
        SubElement(element, "link", href=view.other, rel=view.relation, type="text/html")


def _add_source(element: _Element, source: FeedSourceView, updated: datetime) -> None:
    """Add a ``source`` with all that it must have: RFC 4287, section 4.2.11. It is as old as its entry: a later date
    would change the entry with every other one of that source."""
    parent = SubElement(element, "source")
    SubElement(parent, "id").text = source.id
    SubElement(parent, "title").text = source.name
    SubElement(parent, "updated").text = updated.astimezone(UTC).isoformat()
    SubElement(parent, "link", href=source.url, rel="alternate", type="text/html")


def _common(view: FeedEntryView) -> FeedEntry:
    entry = FeedEntry()
    entry.id(view.id)
    entry.title(view.title or view.link)
    entry.published(view.published.astimezone(UTC))
    entry.category([{"term": name} for name in view.categories])
    if view.picture:
        entry.register_extension("media", MediaEntryExtension)
        entry.media.content(_media(view.picture), group=None)
    return entry


def _authors(view: FeedEntryView) -> list[str]:
    """Who wrote it: its authors, else whoever published it, never the site that lists it."""
    return list(view.authors) or ([view.source.name] if view.source else [])


def _media(picture: EnclosureView) -> dict[str, str | None]:
    return {
        "url": picture.url,
        "type": picture.media_type,
        "medium": "image",
        "width": str(picture.width or ""),
        "height": str(picture.height or ""),
    }


def _with_picture_title(element: _Element, picture: EnclosureView | None) -> _Element:
    """Add the ``media:title`` that feedgen has no word for."""
    content = element.find(CONTENT) if picture and picture.title else None
    if content is not None and picture:
        SubElement(content, TITLE, type="plain").text = picture.title
    return element
