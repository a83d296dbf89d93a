"""Facts about an entry or a head that the rules for the whole feed need."""

from typing import NamedTuple

from generator.validate.findings import RawFinding


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
