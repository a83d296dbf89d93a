"""RFC 5005: whether a feed is complete, an archive, or one of several pages, and how these hang together."""

from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element

from generator.validate.elements import ElementRule, element_label
from generator.validate.findings import FindingCollector
from generator.validate.values import is_web_iri

NAMESPACE = "http://purl.org/syndication/history/1.0"
_ARCHIVE = f"{{{NAMESPACE}}}archive"
_COMPLETE = f"{{{NAMESPACE}}}complete"
_RELATIONS = frozenset(("prev-archive", "next-archive", "current", "first", "last", "previous", "next"))

_ARCHIVES = frozenset(("prev-archive", "next-archive"))
"""Whoever follows these from a feed to itself never comes to an end."""


def _mark(element: _Element, notes: FindingCollector) -> None:
    if len(element) or (element.text or "").strip():
        notes.say(
            "history.empty", element, f"nothing in {element_label(element)}", element.text or "elements"
        )


HISTORY = {_ARCHIVE: ElementRule(_mark), _COMPLETE: ElementRule(_mark)}
"""The marks that a feed's head may hold."""


def check_history(head: _Element, links: Sequence[_Element], notes: FindingCollector) -> None:
    """Check the marks and the links of a feed's head together."""
    archive, complete = head.find(_ARCHIVE), head.find(_COMPLETE)
    own = {link.get("href") for link in links if link.get("rel") == "self"}
    related = [link for link in links if link.get("rel") in _RELATIONS]
    if archive is not None and complete is not None:
        notes.say("history.kind", complete, "a feed that is complete or an archive", "both")
    if archive is not None and all(link.get("rel") != "current" for link in links):
        notes.say("history.current", archive, "a link from an archive to the current feed", None)
    counts = Counter(link.get("rel") for link in related)
    for link in related:
        if not is_web_iri(link.get("href", "")):
            notes.say("history.link", link, f"an address of the {link.get('rel')} feed", link.get("href"))
        elif link.get("rel") in _ARCHIVES and link.get("href") in own:
            notes.say("history.link", link, "the address of another feed", link.get("href"))
    for relation, count in counts.items():
        if count > 1:
            notes.say("history.link", related[-1], f"one {relation} link", str(count))
