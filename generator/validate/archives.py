"""Rules of RFC 5005: complete feeds, archives and paged feeds."""

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

_ARCHIVE_RELATIONS = frozenset(("prev-archive", "next-archive"))
"""A reader that follows one of these from a feed to itself would loop for ever."""


def _check_empty(element: _Element, findings: FindingCollector) -> None:
    if len(element) or (element.text or "").strip():
        findings.add(
            "history.empty", element, f"an empty {element_label(element)}", element.text or "child elements"
        )


HISTORY_RULES = {_ARCHIVE: ElementRule(_check_empty), _COMPLETE: ElementRule(_check_empty)}
"""Elements of RFC 5005 that a feed's head may contain."""


def check_history(head: _Element, links: Sequence[_Element], findings: FindingCollector) -> None:
    """Check the elements and links of a feed's head that belong to RFC 5005."""
    archive, complete = head.find(_ARCHIVE), head.find(_COMPLETE)
    self_urls = {link.get("href") for link in links if link.get("rel") == "self"}
    related = [link for link in links if link.get("rel") in _RELATIONS]
    if archive is not None and complete is not None:
        findings.add("history.kind", complete, "either fh:complete or fh:archive", "both")
    if archive is not None and all(link.get("rel") != "current" for link in links):
        findings.add("history.current", archive, "a link to the current feed in an archive", None)
    counts = Counter(link.get("rel") for link in related)
    for link in related:
        if not is_web_iri(link.get("href", "")):
            findings.add("history.link", link, f"the URL of the {link.get('rel')} feed", link.get("href"))
        elif link.get("rel") in _ARCHIVE_RELATIONS and link.get("href") in self_urls:
            findings.add("history.link", link, "the URL of another feed", link.get("href"))
    for relation, count in counts.items():
        if count > 1:
            findings.add("history.link", related[-1], f"one {relation} link", str(count))
