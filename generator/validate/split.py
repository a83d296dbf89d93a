"""A feed cut into its head and its entries, where each entry starts a line, as in all feeds of ours.

Parts are only handed out where parsing them apart is the same as parsing the whole: no comment, no instruction and no
``CDATA`` may hide where an element ends, and nothing but end tags may follow the entries.
"""

import re
from typing import NamedTuple

from lxml import etree

_ROOT = re.compile(rb"<(rss|feed)\b[^>]*>")
_ENTRIES = {b"rss": (b"<item>", b"</item>"), b"feed": (b"<entry>", b"</entry>")}
_HIDING = (b"<!", b"<?")


class SplitFeed(NamedTuple):
    """A feed in parts. ``head`` is the document without its entries, ``root`` its root's start tag and ``closing`` its
    end tag; ``first`` is the line of the first of ``entries``, counted from 1."""

    head: bytes
    root: bytes
    closing: bytes
    entries: list[bytes]
    first: int


def split_feed(data: bytes) -> SplitFeed | None:
    """Cut a feed; ``None`` for one whose entries do not start lines."""
    root = _ROOT.search(data, 0, 2048)
    if root is None:
        return None
    start, end = _ENTRIES[root[1]]
    begin = data.find(b"\n" + start) + 1
    close = data.rfind(end + b"\n") + len(end)
    if not begin or close < begin:
        return None
    head, tail = data[:begin], data[close:]
    rest = data[begin + len(start) : close].split(b"\n" + start)
    entries = [start + each for each in rest]
    if not _is_plain(head, tail) or not all(entry.endswith(end) for entry in entries):
        return None
    return SplitFeed(head + tail, root[0], b"</" + root[1] + b">", entries, head.count(b"\n") + 1)


def _is_plain(head: bytes, tail: bytes) -> bool:
    after = head[2:] if head.startswith(b"<?xml") else head
    hidden = any(sign in after for sign in _HIDING)
    return not hidden and re.fullmatch(rb"(?:\s*</\w+>)+\s*", tail) is not None


def parse_entries(parts: SplitFeed, entries: list[bytes], tag: str) -> list[etree._Element] | None:
    """Parse some of a feed's entries together; ``None`` where one of them is not one whole entry."""
    start, end = _ENTRIES[parts.closing[2:-1]]
    for entry in entries:
        if entry.count(start) != 1 or entry.count(end) != 1 or any(sign in entry for sign in _HIDING):
            return None
    try:
        parsed = list(etree.fromstring(b"".join((parts.root, *entries, parts.closing)), xml_parser()))
    except etree.XMLSyntaxError:
        return None
    return parsed if [each.tag for each in parsed] == [tag] * len(entries) else None


def xml_parser() -> etree.XMLParser:
    """Return a parser that opens nothing and follows nothing, whatever a document asks for."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
