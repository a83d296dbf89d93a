"""Atom 1.0: RFC 4287, the feed's head and each entry by itself."""

from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element

from generator.validate.archives import HISTORY, check_history
from generator.validate.elements import (
    AttributeRule,
    ElementRule,
    anything,
    check_attributes,
    check_children,
    check_each,
    element_label,
    text_of,
)
from generator.validate.feed_facts import EntryFacts, HeadFacts
from generator.validate.findings import FindingCollector
from generator.validate.html import check_html
from generator.validate.media_rss import FAMILY, MEDIA
from generator.validate.values import (
    is_absolute,
    is_language,
    is_mail,
    is_media_type,
    is_whole,
    later,
    markup_in,
    moment,
)

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = f"{{{NAMESPACE}}}"
_FAMILIES = {NAMESPACE: "atom", **FAMILY}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_LINK = {
    "href": AttributeRule(is_absolute, "atom.link", "an absolute address", needed=True),
    "type": AttributeRule(is_media_type, "atom.link", "a media type"),
    "hreflang": AttributeRule(is_language, "atom.link", "a language tag"),
    "length": AttributeRule(is_whole, "atom.link", "a number of bytes"),
    "rel": AttributeRule(bool, "atom.link", "a relation"),
}
_CATEGORY = {
    "term": AttributeRule(bool, "atom.category", "a term", needed=True),
    "scheme": AttributeRule(is_absolute, "atom.category", "an absolute IRI"),
}
_GENERATOR = {"uri": AttributeRule(is_absolute, "atom.address", "an absolute address")}
_SRC = {"src": AttributeRule(is_absolute, "atom.content", "an absolute address")}


def check_atom_link(link: _Element, notes: FindingCollector) -> None:
    """Check a link (4.2.7), in Atom or, by the same rules, in RSS."""
    check_attributes(link, _LINK, notes)


def _text_construct(element: _Element, notes: FindingCollector) -> None:
    """Section 3.1: plain text, escaped HTML, or a ``div`` of XHTML."""
    kind, text = element.get("type", "text"), element.text or ""
    if kind == "xhtml":
        _xhtml(element, notes)
    elif kind not in ("text", "html"):
        notes.say("atom.text", element, f"the type text, html or xhtml in {element_label(element)}", kind)
    elif len(element):
        notes.say("atom.text", element, f"no elements in {element_label(element)} of the type {kind}", "some")
    elif kind == "html":
        check_html(text, element, notes)


def _xhtml(element: _Element, notes: FindingCollector) -> None:
    if [child.tag for child in element] != [f"{_XHTML}div"] or text_of(element):
        notes.say("atom.text", element, f"one xhtml:div in {element_label(element)}", "something else")


def _title(element: _Element, notes: FindingCollector) -> None:
    _text_construct(element, notes)
    kind, text = element.get("type", "text"), text_of(element)
    if not text and not len(element):
        notes.say("atom.blank", element, "text in title", None)
    elif kind == "text" and (found := markup_in(text)):
        notes.say("atom.markup", element, "plain text in title", found)


def _content(element: _Element, notes: FindingCollector) -> None:
    """Section 4.1.3: as a text, or elsewhere (``src``), or of any other media type."""
    kind = element.get("type", "text")
    if element.get("src") is not None:
        check_attributes(element, _SRC, notes)
        if kind in ("text", "html", "xhtml"):
            notes.say("atom.content", element, "a media type beside src", kind)
        if len(element) or text_of(element):
            notes.say("atom.content", element, "nothing in content beside src", "something")
    elif kind in ("text", "html", "xhtml"):
        _text_construct(element, notes)
    elif not is_media_type(kind) or kind.startswith(("multipart/", "message/")):
        notes.say("atom.content", element, "the type text, html, xhtml or a media type", kind)


def _id(element: _Element, notes: FindingCollector) -> None:
    if element.text != text_of(element) or not is_absolute(element.text or ""):
        notes.say("atom.id", element, "an absolute IRI without space around it", element.text)


def _person(element: _Element, notes: FindingCollector) -> None:
    """Section 3.2."""
    check_children(element, _PERSON, notes, _FAMILIES)
    if not (element.findtext(f"{ATOM}name") or "").strip():
        notes.say("atom.person", element, f"a name in {element_label(element)}", None)


def _category(element: _Element, notes: FindingCollector) -> None:
    check_attributes(element, _CATEGORY, notes)


def _generator(element: _Element, notes: FindingCollector) -> None:
    check_attributes(element, _GENERATOR, notes)
    if not text_of(element):
        notes.say("atom.blank", element, "a name in generator", None)


def _source(element: _Element, notes: FindingCollector) -> None:
    """Section 4.2.11: what is known of the feed that an entry was copied from."""
    counts = check_children(element, _HEAD, notes, _FAMILIES)
    for name in ("id", "title", "updated"):
        if f"{ATOM}{name}" not in counts:
            notes.say("atom.source", element, f"{name} in source", None)


def _parts(parts: dict[str, ElementRule]) -> dict[str, ElementRule]:
    return {f"{ATOM}{name}": part for name, part in parts.items()}


_address = ElementRule(check_each(is_absolute, "atom.address", "an absolute address"))
_date = ElementRule(
    check_each(lambda text: moment(text) is not None, "atom.date", "a date as '2021-12-28T11:00:00Z'")
)
_PERSON = _parts(
    {
        "name": ElementRule(anything),
        "uri": ElementRule(check_each(is_absolute, "atom.person", "an absolute address")),
        "email": ElementRule(check_each(is_mail, "atom.person", "a mail address")),
    }
)
_COMMON = {
    **MEDIA,
    **_parts(
        {
            "id": ElementRule(_id),
            "title": ElementRule(_title),
            "updated": _date,
            "link": ElementRule(check_atom_link, once=False),
            "author": ElementRule(_person, once=False),
            "contributor": ElementRule(_person, once=False),
            "category": ElementRule(_category, once=False),
            "rights": ElementRule(_text_construct),
        }
    ),
}
_HEAD = {
    **_COMMON,
    **HISTORY,
    **_parts(
        {
            "subtitle": ElementRule(_text_construct),
            "generator": ElementRule(_generator),
            "icon": _address,
            "logo": _address,
            "entry": ElementRule(anything, once=False),
        }
    ),
}
_ENTRY = {
    **_COMMON,
    **_parts(
        {
            "published": _date,
            "summary": ElementRule(_text_construct),
            "content": ElementRule(_content),
            "source": ElementRule(_source),
        }
    ),
}


def check_head(feed: _Element, notes: FindingCollector) -> HeadFacts:
    """Check a feed without looking into its entries (4.1.1)."""
    counts = check_children(feed, _HEAD, notes, _FAMILIES)
    _needed(feed, counts, notes)
    _language(feed, notes)
    links = feed.findall(f"{ATOM}link")
    own = [link for link in links if link.get("rel") == "self"]
    if len(own) != 1:
        notes.say("atom.self", feed, "one link of a feed to itself", str(len(own)))
    for link in own:
        if link.get("type", "application/atom+xml") != "application/atom+xml":
            notes.say("atom.self", link, "the type application/atom+xml", link.get("type"))
    _alternates(feed, links, notes)
    check_history(feed, links, notes)
    _order(feed, notes)
    return HeadFacts(has_author=f"{ATOM}author" in counts)


def _language(element: _Element, notes: FindingCollector) -> None:
    if (language := element.get(_LANG)) and not is_language(language):
        notes.say("atom.language", element, "a language tag as xml:lang", language)


def _needed(element: _Element, counts: dict[str, int], notes: FindingCollector) -> None:
    for name in ("id", "title", "updated"):
        if f"{ATOM}{name}" not in counts:
            notes.say("atom.missing", element, f"{name} in {element_label(element)}", None)


def _alternates(element: _Element, links: Sequence[_Element], notes: FindingCollector) -> int:
    """Return how many links lead to what the element is about. No two have the same type and language."""
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    if len(alternates) > 1:
        kinds = Counter((link.get("type"), link.get("hreflang")) for link in alternates)
        if max(kinds.values()) > 1:
            notes.say(
                "atom.link-twice", element, "alternate links that differ in type or language", "two alike"
            )
    return len(alternates)


def _order(feed: _Element, notes: FindingCollector) -> None:
    """Some readers stop reading the head at the first entry."""
    first = feed.find(f"{ATOM}entry")
    for late in first.itersiblings() if first is not None else ():
        if isinstance(late.tag, str) and late.tag != f"{ATOM}entry":
            notes.say("atom.order", late, "the head before the entries", element_label(late))
            return


def check_entry(entry: _Element, notes: FindingCollector) -> EntryFacts:
    """Check an entry by itself (4.1.2)."""
    counts = check_children(entry, _ENTRY, notes, _FAMILIES)
    _needed(entry, counts, notes)
    _language(entry, notes)
    links = entry.findall(f"{ATOM}link")
    if not _alternates(entry, links, notes) and f"{ATOM}content" not in counts:
        notes.say("atom.alternate", entry, "content, or a link to it", None)
    content = entry.find(f"{ATOM}content")
    if content is not None and f"{ATOM}summary" not in counts and _is_opaque(content):
        notes.say("atom.summary", entry, "a summary beside content that is elsewhere or no text", None)
    _dates(entry, notes)
    has_author = f"{ATOM}author" in counts or entry.find(f"{ATOM}source/{ATOM}author") is not None
    return EntryFacts((entry.findtext(f"{ATOM}id") or "").strip(), has_author)


def _is_opaque(content: _Element) -> bool:
    kind = content.get("type", "text")
    is_text = kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
    return content.get("src") is not None or not is_text


def _dates(entry: _Element, notes: FindingCollector) -> None:
    published, updated = (
        moment((entry.findtext(f"{ATOM}{name}") or "").strip()) for name in ("published", "updated")
    )
    if published and updated and later(published, updated):
        notes.say("atom.update", entry, "an update after the publication", str(updated))
