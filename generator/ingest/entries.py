"""Parsed feed → entries: typed, repaired, canonical (§6)."""

from generator.model.ingest import Entry, ParsedFeed, SkippedEntry
from generator.model.ingest_sources import Source


def build_entries(feed: ParsedFeed, source: Source) -> tuple[tuple[Entry, ...], tuple[SkippedEntry, ...]]:
    """Return the entries of a feed in its order, and those that cannot be used."""
    raise NotImplementedError
