"""Parts of an XML feed that feedparser does not return: deleted entries, hours and days to skip.

A second, cheap parse by lxml. It recovers from errors, expands no entities and opens nothing.
"""

from lxml import etree

from generator.model.ingest import Tombstone

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOST_TOMBSTONES = 1000


def parse_tree(body: bytes) -> etree._Element | None:
    """Parse XML up to the first error that cannot be repaired; ``None`` if nothing can be parsed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def element_text(element: etree._Element) -> str:
    """Return the text of an element and its descendants, "" for a comment."""
    if not local_name(element):
        return ""
    return "".join(str(text) for text in element.itertext()).strip()


def find_tombstones(root: etree._Element) -> tuple[Tombstone, ...]:
    """Return the deleted entries of an Atom feed (RFC 6721)."""
    found = [
        Tombstone(ref, _alternate(element))
        for element in root
        if local_name(element) == "deleted-entry" and (ref := element.get("ref", "").strip())
    ]
    return tuple(found[:_MOST_TOMBSTONES])


def _alternate(element: etree._Element) -> str:
    links = [child for child in element if local_name(child) == "link"]
    return next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), "")


def find_skipped_times(root: etree._Element) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return ``skipHours`` (0 to 23) and ``skipDays`` (0 is Monday) of an RSS feed."""
    hours: set[int] = set()
    days: set[int] = set()
    for block in [child for channel in root for child in channel]:
        for entry in block if local_name(block) in ("skiphours", "skipdays") else ():
            text = element_text(entry).lower()
            if local_name(entry) == "hour" and text.isdecimal() and int(text[:3]) <= 24:
                hours.add(int(text) % 24)
            elif local_name(entry) == "day" and text in _DAYS:
                days.add(_DAYS.index(text))
    return tuple(sorted(hours)), tuple(sorted(days))
