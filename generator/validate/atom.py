"""Rules of Atom 1.0 (RFC 4287) for the feed's head and for each entry."""

from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element

from generator.validate.archives import HISTORY_RULES, check_history
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
from generator.validate.feed_facts import EntryFacts, HeadFacts, XmlFeed
from generator.validate.findings import FindingCollector
from generator.validate.html import check_html
from generator.validate.media_rss import MEDIA_FAMILY, MEDIA_RULES
from generator.validate.values import (
    find_markup,
    is_absolute,
    is_email,
    is_language,
    is_later,
    is_media_type,
    is_whole_number,
    parse_rfc_3339,
)

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = f"{{{NAMESPACE}}}"
_FAMILIES = {NAMESPACE: "atom", **MEDIA_FAMILY}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_LINK_ATTRIBUTES = {
    "href": AttributeRule(is_absolute, "atom.link", "an absolute URL", required=True),
    "type": AttributeRule(is_media_type, "atom.link", "a media type"),
    "hreflang": AttributeRule(is_language, "atom.link", "a language tag"),
    "length": AttributeRule(is_whole_number, "atom.link", "a number of bytes"),
    "rel": AttributeRule(bool, "atom.link", "a link relation"),
}
_CATEGORY_ATTRIBUTES = {
    "term": AttributeRule(bool, "atom.category", "a term", required=True),
    "scheme": AttributeRule(is_absolute, "atom.category", "an absolute IRI"),
}
_GENERATOR_ATTRIBUTES = {"uri": AttributeRule(is_absolute, "atom.address", "an absolute URL")}
_CONTENT_ATTRIBUTES = {"src": AttributeRule(is_absolute, "atom.content", "an absolute URL")}


def check_atom_link(link: _Element, findings: FindingCollector) -> None:
    """Check a link in Atom (4.2.7) or in RSS, where the same rules apply."""
    check_attributes(link, _LINK_ATTRIBUTES, findings)


def _text_construct(element: _Element, findings: FindingCollector) -> None:
    """Check a text construct (3.1): plain text, escaped HTML, or a ``div`` of XHTML."""
    kind, text = element.get("type", "text"), element.text or ""
    if kind == "xhtml":
        _xhtml(element, findings)
    elif kind not in ("text", "html"):
        findings.add("atom.text", element, f"the type text, html or xhtml in {element_label(element)}", kind)
    elif len(element):
        findings.add(
            "atom.text",
            element,
            f"no child elements in {element_label(element)} of type {kind}",
            "child elements",
        )
    elif kind == "html":
        check_html(text, element, findings)


def _xhtml(element: _Element, findings: FindingCollector) -> None:
    if [child.tag for child in element] != [f"{_XHTML}div"] or element_text(element):
        findings.add("atom.text", element, f"one xhtml:div in {element_label(element)}", "other content")


def _title(element: _Element, findings: FindingCollector) -> None:
    _text_construct(element, findings)
    kind, text = element.get("type", "text"), element_text(element)
    if not text and not len(element):
        findings.add("atom.blank", element, "text in title", None)
    elif kind == "text" and (markup := find_markup(text)):
        findings.add("atom.markup", element, "plain text in title", markup)


def _content(element: _Element, findings: FindingCollector) -> None:
    """Check content (4.1.3): a text construct, a reference (``src``), or another media type."""
    kind = element.get("type", "text")
    if element.get("src") is not None:
        check_attributes(element, _CONTENT_ATTRIBUTES, findings)
        if kind in ("text", "html", "xhtml"):
            findings.add("atom.content", element, "a media type for content with src", kind)
        if len(element) or element_text(element):
            findings.add("atom.content", element, "no content beside src", "content")
    elif kind in ("text", "html", "xhtml"):
        _text_construct(element, findings)
    elif not is_media_type(kind) or kind.startswith(("multipart/", "message/")):
        findings.add("atom.content", element, "the type text, html, xhtml or a media type", kind)


def _id(element: _Element, findings: FindingCollector) -> None:
    if element.text != element_text(element) or not is_absolute(element.text or ""):
        findings.add("atom.id", element, "an absolute IRI without surrounding spaces", element.text)


def _person(element: _Element, findings: FindingCollector) -> None:
    """Check a person (3.2)."""
    check_children(element, _PERSON_RULES, findings, _FAMILIES)
    if not (element.findtext(f"{ATOM}name") or "").strip():
        findings.add("atom.person", element, f"a name in {element_label(element)}", None)


def _category(element: _Element, findings: FindingCollector) -> None:
    check_attributes(element, _CATEGORY_ATTRIBUTES, findings)


def _generator(element: _Element, findings: FindingCollector) -> None:
    check_attributes(element, _GENERATOR_ATTRIBUTES, findings)
    if not element_text(element):
        findings.add("atom.blank", element, "a name in generator", None)


def _source(element: _Element, findings: FindingCollector) -> None:
    """Check a source (4.2.11): metadata of the feed that an entry was copied from."""
    counts = check_children(element, _HEAD_RULES, findings, _FAMILIES)
    for name in ("id", "title", "updated"):
        if f"{ATOM}{name}" not in counts:
            findings.add("atom.source", element, f"{name} in source", None)


def _atom_rules(rules: dict[str, ElementRule]) -> dict[str, ElementRule]:
    return {f"{ATOM}{name}": rule for name, rule in rules.items()}


_url = ElementRule(check_each(is_absolute, "atom.address", "an absolute URL"))
_date = ElementRule(
    check_each(
        lambda text: parse_rfc_3339(text) is not None, "atom.date", "a date such as '2021-12-28T11:00:00Z'"
    )
)
_PERSON_RULES = _atom_rules(
    {
        "name": ElementRule(accept_any),
        "uri": ElementRule(check_each(is_absolute, "atom.person", "an absolute URL")),
        "email": ElementRule(check_each(is_email, "atom.person", "an email address")),
    }
)
_COMMON_RULES = {
    **MEDIA_RULES,
    **_atom_rules(
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
_HEAD_RULES = {
    **_COMMON_RULES,
    **HISTORY_RULES,
    **_atom_rules(
        {
            "subtitle": ElementRule(_text_construct),
            "generator": ElementRule(_generator),
            "icon": _url,
            "logo": _url,
            "entry": ElementRule(accept_any, once=False),
        }
    ),
}
_ENTRY_RULES = {
    **_COMMON_RULES,
    **_atom_rules(
        {
            "published": _date,
            "summary": ElementRule(_text_construct),
            "content": ElementRule(_content),
            "source": ElementRule(_source),
        }
    ),
}


def check_head(feed: _Element, findings: FindingCollector) -> HeadFacts:
    """Check a feed without its entries (4.1.1)."""
    counts = check_children(feed, _HEAD_RULES, findings, _FAMILIES)
    _check_required(feed, counts, findings)
    _check_language(feed, findings)
    links = feed.findall(f"{ATOM}link")
    self_urls = [link for link in links if link.get("rel") == "self"]
    if len(self_urls) != 1:
        findings.add("atom.self", feed, "one link with rel='self'", str(len(self_urls)))
    for link in self_urls:
        if link.get("type", "application/atom+xml") != "application/atom+xml":
            findings.add("atom.self", link, "the type application/atom+xml", link.get("type"))
    _check_alternates(feed, links, findings)
    check_history(feed, links, findings)
    _check_order(feed, findings)
    return HeadFacts(has_author=f"{ATOM}author" in counts)


def _check_language(element: _Element, findings: FindingCollector) -> None:
    if (language := element.get(_LANG)) and not is_language(language):
        findings.add("atom.language", element, "a language tag as xml:lang", language)


def _check_required(element: _Element, counts: dict[str, int], findings: FindingCollector) -> None:
    for name in ("id", "title", "updated"):
        if f"{ATOM}{name}" not in counts:
            findings.add("atom.missing", element, f"{name} in {element_label(element)}", None)


def _check_alternates(element: _Element, links: Sequence[_Element], findings: FindingCollector) -> int:
    """Return the number of alternate links. No two may have the same type and language."""
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    if len(alternates) > 1:
        kinds = Counter((link.get("type"), link.get("hreflang")) for link in alternates)
        if max(kinds.values()) > 1:
            findings.add(
                "atom.link-twice",
                element,
                "alternate links that differ in type or language",
                "two that do not differ",
            )
    return len(alternates)


def _check_order(feed: _Element, findings: FindingCollector) -> None:
    """Check that nothing follows the entries: some readers stop reading the head at the first entry."""
    first = feed.find(f"{ATOM}entry")
    for misplaced in first.itersiblings() if first is not None else ():
        if isinstance(misplaced.tag, str) and misplaced.tag != f"{ATOM}entry":
            findings.add(
                "atom.order", misplaced, "all feed elements before the first entry", element_label(misplaced)
            )
            return


def check_entry(entry: _Element, findings: FindingCollector) -> EntryFacts:
    """Check one entry (4.1.2)."""
    counts = check_children(entry, _ENTRY_RULES, findings, _FAMILIES)
    _check_required(entry, counts, findings)
    _check_language(entry, findings)
    links = entry.findall(f"{ATOM}link")
    if not _check_alternates(entry, links, findings) and f"{ATOM}content" not in counts:
        findings.add("atom.alternate", entry, "content or an alternate link", None)
    content = entry.find(f"{ATOM}content")
    if content is not None and f"{ATOM}summary" not in counts and _is_opaque(content):
        findings.add("atom.summary", entry, "a summary for content that is not inline text", None)
    _check_dates(entry, findings)
    has_author = f"{ATOM}author" in counts or entry.find(f"{ATOM}source/{ATOM}author") is not None
    return EntryFacts((entry.findtext(f"{ATOM}id") or "").strip(), has_author)


def _is_opaque(content: _Element) -> bool:
    kind = content.get("type", "text")
    is_text = kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
    return content.get("src") is not None or not is_text


def _check_dates(entry: _Element, findings: FindingCollector) -> None:
    published, updated = (
        parse_rfc_3339((entry.findtext(f"{ATOM}{name}") or "").strip()) for name in ("published", "updated")
    )
    if published and updated and is_later(published, updated):
        findings.add("atom.update", entry, "an updated date on or after published", str(updated))


FORMAT = XmlFeed(f"{ATOM}feed", check_head, check_entry, f"{ATOM}entry", "", "atom.id-twice")
