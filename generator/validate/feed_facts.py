"""What is left of an entry and of a head once each is checked by itself: what the rules about the whole need."""

from typing import NamedTuple

from generator.validate.findings import RawFinding


class EntryFacts(NamedTuple):
    """``id`` may not occur twice in a feed. ``has_author`` tells that an Atom entry names who wrote it."""

    id: str
    has_author: bool = True


class HeadFacts(NamedTuple):
    """``has_author`` tells that entries need none."""

    has_author: bool


class CheckedFeed(NamedTuple):
    """An entry that was checked by itself: its facts, and what is wrong with it."""

    facts: EntryFacts
    notes: tuple[RawFinding, ...]


class PlacedFinding(NamedTuple):
    """An entry on its line of a feed. Notes of line 0 are on that line, too."""

    line: int
    checked: CheckedFeed
