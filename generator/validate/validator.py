"""The one door to validating: bytes of a feed in, findings out.

In feeds of ours each entry starts a line, and an entry stands in some ten feeds. So each entry is checked once and what
is wrong with it is remembered; what is left is the head, and the rules about the whole. A document that is not written
like that is parsed whole. Both ways find the same: a test holds them together.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec
from lxml import etree

from generator.base.digest import digest
from generator.model.results.finding import Finding
from generator.validate import atom, json_feed, rss
from generator.validate.feed_facts import CheckedFeed, EntryFacts, HeadFacts, PlacedFinding
from generator.validate.findings import FindingCollector, RawFinding, line_of, sort_findings
from generator.validate.opml import check_opml
from generator.validate.split import SplitFeed, parse_entries, split_feed, xml_parser

REMEMBERED = 40_000
"""Entries that are remembered, some 10 MB."""

_MEANT = re.compile(rb"<title>(?:[^<&]|&#x(?:3C|26);)*</title>").search
"""A title with no ``<`` or ``&`` but in the form that no reader takes for markup."""


class _FeedFormat(NamedTuple):
    """``tag`` is an entry's name, ``twice`` the rule that two entries of one id break."""

    head: Callable[[etree._Element, FindingCollector], HeadFacts]
    entry: Callable[[etree._Element, FindingCollector], EntryFacts]
    tag: str
    parent: str
    twice: str


_FORMATS = {
    "rss": _FeedFormat(rss.check_head, rss.check_item, "item", "channel", "rss.guid-twice"),
    f"{atom.ATOM}feed": _FeedFormat(
        atom.check_head, atom.check_entry, f"{atom.ATOM}entry", "", "atom.id-twice"
    ),
}


class Validator:
    """Validates the feeds of one site, and remembers the entries it has seen."""

    def __init__(self) -> None:
        self._seen: dict[bytes, CheckedFeed] = {}

    def validate(self, path: str, data: bytes) -> tuple[Finding, ...]:
        """Return what is wrong with a feed in any format: RSS, Atom, JSON Feed or OPML, told by what it holds."""
        notes = _json(data) if data.lstrip()[:1] in (b"{", b"[") else self._xml(data)
        return sort_findings(path, _without_meant(notes, data)) if notes else ()

    def _xml(self, data: bytes) -> list[RawFinding]:
        parts = split_feed(data)
        if parts is not None and (notes := self._in_parts(parts)) is not None:
            return notes
        return _whole(data)

    def _in_parts(self, parts: SplitFeed) -> list[RawFinding] | None:
        """Check head and lines apart; ``None`` where they are not what they seem."""
        root, notes = _parsed(parts.head)
        form = _FORMATS.get(str(root.tag)) if root is not None else None
        entries = self._entries(form, parts) if form else None
        if root is None or form is None or entries is None:
            return None
        return [*notes, *_together(form, root, entries)]

    def _entries(self, form: _FeedFormat, parts: SplitFeed) -> list[PlacedFinding] | None:
        """Check the entries that are new, and remember them."""
        if len(self._seen) > REMEMBERED:
            self._seen.clear()
        keys = [digest(parts.root + entry) for entry in parts.entries]
        new = {key: entry for key, entry in zip(keys, parts.entries, strict=True) if key not in self._seen}
        if new:
            made = parse_entries(parts, list(new.values()), form.tag)
            if made is None:
                return None
            self._seen |= {key: _anywhere(form, entry) for key, entry in zip(new, made, strict=True)}
        return _placed(parts, [self._seen[key] for key in keys])


def _without_meant(notes: list[RawFinding], data: bytes) -> list[RawFinding]:
    """Drop what is said of titles that are about markup, and say so as the profile of RSS advises: in hexadecimal."""
    if all(note.rule != "rss.markup" for note in notes):
        return notes
    lines = data.split(b"\n")
    return [note for note in notes if note.rule != "rss.markup" or not _MEANT(lines[note.line - 1])]


def _placed(parts: SplitFeed, checked: Iterable[CheckedFeed]) -> list[PlacedFinding]:
    line, placed = parts.first, []
    for entry, found in zip(parts.entries, checked, strict=True):
        placed.append(PlacedFinding(line, found))
        line += entry.count(b"\n") + 1
    return placed


def _anywhere(form: _FeedFormat, entry: etree._Element) -> CheckedFeed:
    """Check an entry that may stand on any line of many feeds."""
    checked = _checked(form, entry)
    return checked._replace(notes=tuple([note._replace(line=0) for note in checked.notes]))


def _checked(form: _FeedFormat, entry: etree._Element) -> CheckedFeed:
    notes = FindingCollector()
    facts = form.entry(entry, notes)
    return CheckedFeed(facts, tuple(notes))


def _parsed(data: bytes) -> tuple[etree._Element | None, FindingCollector]:
    """Return the root of a document, and what is wrong with the document as XML."""
    notes = FindingCollector()
    try:
        root = etree.fromstring(data, xml_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        notes.say("xml.syntax", line, "XML", str(error))
        return None, notes
    about: Any = root.getroottree().docinfo
    if (about.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        notes.say("xml.encoding", 1, "UTF-8", about.encoding)
    if doctype := about.doctype:
        notes.say("xml.doctype", 1, "no document type", doctype)
    return root, notes


def _whole(data: bytes) -> list[RawFinding]:
    root, notes = _parsed(data)
    if root is None:
        return notes
    if root.tag == "opml":
        check_opml(root, notes)
        return notes
    form = _FORMATS.get(str(root.tag))
    if form is None:
        notes.say("feed.unknown", root, "RSS 2.0, Atom, JSON Feed or OPML", str(root.tag))
        return notes
    parent = root.find(form.parent) if form.parent else root
    entries = parent.findall(form.tag) if parent is not None else []
    placed = [PlacedFinding(line_of(entry), _checked(form, entry)) for entry in entries]
    return [*notes, *_together(form, root, placed)]


def _together(form: _FeedFormat, root: etree._Element, entries: Iterable[PlacedFinding]) -> FindingCollector:
    """Check a head, and what must hold of it and its entries together."""
    notes = FindingCollector()
    head = form.head(root, notes)
    seen: set[str] = set()
    for line, (facts, found) in entries:
        notes += [note if note.line else note._replace(line=line) for note in found]
        if not head.has_author and not facts.has_author:
            notes.say("atom.author", line, "an author of the entry or of the feed", None)
        if facts.id and facts.id in seen:
            notes.say(form.twice, line, "ids that differ", facts.id)
        seen.add(facts.id)
    return notes


def _json(data: bytes) -> FindingCollector:
    notes = FindingCollector()
    try:
        feed = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        notes.say("json.syntax", 1, "JSON in UTF-8", str(error))
        return notes
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith("https://jsonfeed.org/"):
        notes.say("feed.unknown", 1, "RSS 2.0, Atom, JSON Feed or OPML", "other JSON")
        return notes
    json_feed.check_head(feed, notes)
    _json_items(feed.get("items"), data, notes)
    return notes


def _json_items(items: object, data: bytes, notes: FindingCollector) -> None:
    """Check items. Their lines are known where each takes one."""
    if not isinstance(items, list):
        return
    starts = [number for number, line in enumerate(data.split(b"\n"), 1) if line.lstrip()[:2] == b'{"']
    at_line = len(starts) == len(items)
    seen: set[str] = set()
    for place, item in enumerate(items):
        line = starts[place] if at_line else 0
        facts = json_feed.check_item(item, line, notes)
        if facts.id and facts.id in seen:
            notes.say("json.id-twice", line, "ids that differ", facts.id)
        seen.add(facts.id)
