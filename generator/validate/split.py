"""Split a feed into its head and its entries, if each entry starts a line, as in all our feeds.

A feed is split only if parsing the parts equals parsing the whole. So no comment, processing instruction or ``CDATA``
may hide the end of an element, and only end tags may follow the entries.
"""

import re
from typing import NamedTuple

from lxml import etree

_ROOT = re.compile(rb"<(rss|feed)\b[^>]*>")
_ENTRY_TAGS = {b"rss": (b"<item>", b"</item>"), b"feed": (b"<entry>", b"</entry>")}
_HIDING_MARKS = (b"<!", b"<?")


class SplitFeed(NamedTuple):
    """A feed in parts.

    ``head`` is the document without its entries, ``root`` the start tag of its root element and ``closing`` the end
    tag. ``first_line`` is the line of the first of ``entries``, counted from 1.
    """

    head: bytes
    root: bytes
    closing: bytes
    entries: list[bytes]
    first_line: int


def split_feed(data: bytes) -> SplitFeed | None:
    """Split a feed. Returns ``None`` if its entries do not start lines."""
    root = _ROOT.search(data, 0, 2048)
    if root is None:
        return None
    start, end = _ENTRY_TAGS[root[1]]
    begin = data.find(b"\n" + start) + 1
    close = data.rfind(end + b"\n") + len(end)
    if not begin or close < begin:
        return None
    head, tail = data[:begin], data[close:]
    bodies = data[begin + len(start) : close].split(b"\n" + start)
    entries = [start + each for each in bodies]
    if not _is_plain(head, tail) or not all(entry.endswith(end) for entry in entries):
        return None
    return SplitFeed(head + tail, root[0], b"</" + root[1] + b">", entries, head.count(b"\n") + 1)


def _is_plain(head: bytes, tail: bytes) -> bool:
    after = head[2:] if head.startswith(b"<?xml") else head
    has_hidden = any(mark in after for mark in _HIDING_MARKS)
    return not has_hidden and re.fullmatch(rb"(?:\s*</\w+>)+\s*", tail) is not None


def parse_entries(parts: SplitFeed, entries: list[bytes], tag: str) -> list[etree._Element] | None:
    """Parse some of a feed's entries at once. Returns ``None`` if one of them is not exactly one entry."""
    start, end = _ENTRY_TAGS[parts.closing[2:-1]]
    for entry in entries:
        if entry.count(start) != 1 or entry.count(end) != 1 or any(mark in entry for mark in _HIDING_MARKS):
            return None
    try:
        parsed = list(etree.fromstring(b"".join((parts.root, *entries, parts.closing)), xml_parser()))
    except etree.XMLSyntaxError:
        return None
    return parsed if [each.tag for each in parsed] == [tag] * len(entries) else None


def xml_parser() -> etree.XMLParser:
    """Return an XML parser that opens no files or URLs, and resolves no entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
