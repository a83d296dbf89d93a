"""Entry point of the validator: takes the bytes of a feed, returns findings.

In our feeds each entry starts a line, and an entry is in about ten feeds. So each entry is checked once and its
findings are cached; only the head and the rules for the whole feed are left to check. Other documents are parsed as a
whole. Both ways return the same findings; a test compares them.
"""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import msgspec
from lxml import etree

from generator.base.digest import digest
from generator.model.feed_formats import FEED_FORMATS
from generator.model.results.finding import Finding
from generator.validate.feed_facts import CheckedEntry, JsonFeed, PlacedEntry, XmlFeed
from generator.validate.findings import FindingCollector, RawFinding, line_of, sort_findings
from generator.validate.opml import check_opml
from generator.validate.rules import RULES, Rule
from generator.validate.split import SplitFeed, parse_entries, split_feed, xml_parser

MAX_CACHED_ENTRIES = 40_000
"""Entries to cache, about 10 MB."""

_is_escaped_title = re.compile(rb"<title>(?:[^<&]|&#x(?:3C|26);)*</title>").search
"""Matches a title without ``<`` or ``&``, except in the hexadecimal form that no reader interprets as markup."""


FeedRules = XmlFeed | JsonFeed


def _formats() -> list[FeedRules]:
    """Return how to check each format: the ``FORMAT`` of its module."""
    modules = [import_module(f"generator.validate.{each.module}") for each in FEED_FORMATS.values()]
    return [module.FORMAT for module in modules]


def _xml_format(root: etree._Element) -> XmlFeed | None:
    found = [each for each in _formats() if isinstance(each, XmlFeed) and each.root == root.tag]
    return found[0] if found else None


def _json_format(feed: object) -> JsonFeed | None:
    version = str(feed.get("version", "")) if isinstance(feed, dict) else ""
    found = [each for each in _formats() if isinstance(each, JsonFeed) and version.startswith(each.version)]
    return found[0] if found else None


def _rules() -> dict[str, Rule]:
    """Return all rules: the shared ones, and those of single formats."""
    return RULES | {name: rule for each in _formats() for name, rule in each.rules.items()}


class Validator:
    """Validates the feeds of one site, with a cache of checked entries."""

    def __init__(self) -> None:
        self._cached: dict[bytes, CheckedEntry] = {}

    def validate(self, path: str, data: bytes) -> tuple[Finding, ...]:
        """Return the findings for a feed. The content decides the format: RSS, Atom, JSON Feed or OPML."""
        findings = _check_json(data) if data.lstrip()[:1] in (b"{", b"[") else self._check_xml(data)
        return sort_findings(path, _drop_escaped_titles(findings, data), _rules()) if findings else ()

    def _check_xml(self, data: bytes) -> list[RawFinding]:
        parts = split_feed(data)
        if parts is not None and (findings := self._check_in_parts(parts)) is not None:
            return findings
        return _check_whole(data)

    def _check_in_parts(self, parts: SplitFeed) -> list[RawFinding] | None:
        """Check head and entries separately. Returns ``None`` if the split was wrong."""
        root, findings = _parse(parts.head)
        feed_format = _xml_format(root) if root is not None else None
        entries = self._entries(feed_format, parts) if feed_format else None
        if root is None or feed_format is None or entries is None:
            return None
        return [*findings, *_check_document(feed_format, root, entries)]

    def _entries(self, feed_format: XmlFeed, parts: SplitFeed) -> list[PlacedEntry] | None:
        """Check the entries that are not cached, and cache them."""
        if len(self._cached) > MAX_CACHED_ENTRIES:
            self._cached.clear()
        keys = [digest(parts.root + entry) for entry in parts.entries]
        new = {key: entry for key, entry in zip(keys, parts.entries, strict=True) if key not in self._cached}
        if new:
            parsed = parse_entries(parts, list(new.values()), feed_format.tag)
            if parsed is None:
                return None
            self._cached |= {
                key: _check_without_line(feed_format, entry) for key, entry in zip(new, parsed, strict=True)
            }
        return _place_entries(parts, [self._cached[key] for key in keys])


def _drop_escaped_titles(findings: list[RawFinding], data: bytes) -> list[RawFinding]:
    """Drop findings about titles with markup that is escaped in hexadecimal, as the RSS profile advises."""
    if all(finding.rule != "rss.markup" for finding in findings):
        return findings
    lines = data.split(b"\n")
    return [
        finding
        for finding in findings
        if finding.rule != "rss.markup" or not _is_escaped_title(lines[finding.line - 1])
    ]


def _place_entries(parts: SplitFeed, checked: Iterable[CheckedEntry]) -> list[PlacedEntry]:
    line, placed = parts.first_line, []
    for entry, checked_entry in zip(parts.entries, checked, strict=True):
        placed.append(PlacedEntry(line, checked_entry))
        line += entry.count(b"\n") + 1
    return placed


def _check_without_line(feed_format: XmlFeed, entry: etree._Element) -> CheckedEntry:
    """Check an entry. Its findings are on line 0, since it may be on different lines of several feeds."""
    checked = _check_entry(feed_format, entry)
    return checked._replace(findings=tuple([finding._replace(line=0) for finding in checked.findings]))


def _check_entry(feed_format: XmlFeed, entry: etree._Element) -> CheckedEntry:
    findings = FindingCollector()
    facts = feed_format.entry(entry, findings)
    return CheckedEntry(facts, tuple(findings))


def _parse(data: bytes) -> tuple[etree._Element | None, FindingCollector]:
    """Return the root of a document, and the findings about its XML."""
    findings = FindingCollector()
    try:
        root = etree.fromstring(data, xml_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        findings.add("xml.syntax", line, "XML", str(error))
        return None, findings
    docinfo: Any = root.getroottree().docinfo
    if (docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        findings.add("xml.encoding", 1, "UTF-8", docinfo.encoding)
    if doctype := docinfo.doctype:
        findings.add("xml.doctype", 1, "no DOCTYPE", doctype)
    return root, findings


def _check_whole(data: bytes) -> list[RawFinding]:
    root, findings = _parse(data)
    if root is None:
        return findings
    if root.tag == "opml":
        check_opml(root, findings)
        return findings
    feed_format = _xml_format(root)
    if feed_format is None:
        findings.add("feed.unknown", root, "RSS 2.0, Atom, JSON Feed or OPML", str(root.tag))
        return findings
    parent = root.find(feed_format.parent) if feed_format.parent else root
    entries = parent.findall(feed_format.tag) if parent is not None else []
    placed = [PlacedEntry(line_of(entry), _check_entry(feed_format, entry)) for entry in entries]
    return [*findings, *_check_document(feed_format, root, placed)]


def _check_document(
    feed_format: XmlFeed, root: etree._Element, entries: Iterable[PlacedEntry]
) -> FindingCollector:
    """Check a head, and the rules for head and entries together."""
    findings = FindingCollector()
    head = feed_format.head(root, findings)
    seen: set[str] = set()
    for line, (facts, checked_entry) in entries:
        findings += [finding if finding.line else finding._replace(line=line) for finding in checked_entry]
        if not head.has_author and not facts.has_author:
            findings.add("atom.author", line, "an author in the entry or the feed", None)
        if facts.id and facts.id in seen:
            findings.add(feed_format.duplicate_rule, line, "a unique id", facts.id)
        seen.add(facts.id)
    return findings


def _check_json(data: bytes) -> FindingCollector:
    findings = FindingCollector()
    try:
        feed = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        findings.add("json.syntax", 1, "JSON in UTF-8", str(error))
        return findings
    feed_format = _json_format(feed)
    if feed_format is None:
        findings.add("feed.unknown", 1, "RSS 2.0, Atom, JSON Feed or OPML", "other JSON")
        return findings
    feed_format.head(feed, findings)
    _check_json_items(feed_format, feed.get("items"), data, findings)
    return findings


def _check_json_items(feed_format: JsonFeed, items: object, data: bytes, findings: FindingCollector) -> None:
    """Check items. Their lines are known only if each item starts a line."""
    if not isinstance(items, list):
        return
    starts = [number for number, line in enumerate(data.split(b"\n"), 1) if line.lstrip()[:2] == b'{"']
    at_line = len(starts) == len(items)
    seen: set[str] = set()
    for place, item in enumerate(items):
        line = starts[place] if at_line else 0
        facts = feed_format.entry(item, line, findings)
        if facts.id and facts.id in seen:
            findings.add(feed_format.duplicate_rule, line, "a unique id", facts.id)
        seen.add(facts.id)
