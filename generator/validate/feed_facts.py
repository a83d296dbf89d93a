"""How a format is checked, and the facts about an entry or a head that the rules for the whole feed need."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lxml.etree import _Element

from generator.validate.findings import FindingCollector, RawFinding
from generator.validate.rules import Rule


class EntryFacts(NamedTuple):
    """``id`` must be unique in a feed. ``has_author`` tells whether an Atom entry names its author."""

    id: str
    has_author: bool = True


class HeadFacts(NamedTuple):
    """``has_author`` tells whether the feed names an author, so that entries need none."""

    has_author: bool


class CheckedEntry(NamedTuple):
    """A checked entry: its facts and its findings."""

    facts: EntryFacts
    findings: tuple[RawFinding, ...]


class PlacedEntry(NamedTuple):
    """A checked entry with its line in a feed. Findings on line 0 belong to that line."""

    line: int
    checked: CheckedEntry


class XmlFeed(NamedTuple):
    """How to check a format in XML. ``root`` is the name of its root element, ``tag`` that of an entry in ``parent``
    ("" for the root). ``duplicate_rule`` is the rule for two entries with the same id. ``rules`` are those that only
    this format has."""

    root: str
    head: Callable[[_Element, FindingCollector], HeadFacts]
    entry: Callable[[_Element, FindingCollector], EntryFacts]
    tag: str
    parent: str
    duplicate_rule: str
    rules: Mapping[str, Rule] = {}


class JsonFeed(NamedTuple):
    """How to check a format in JSON. Its ``version`` begins with the text of that name; entries are in ``items``."""

    version: str
    head: Callable[[dict[str, Any], FindingCollector], None]
    entry: Callable[[Any, int, FindingCollector], EntryFacts]
    duplicate_rule: str
    rules: Mapping[str, Rule] = {}
