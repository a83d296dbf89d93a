"""Visits and known records → what to write (§7)."""

from collections.abc import Sequence
from datetime import datetime

from generator.model.ingest import KnownRecord, SourceChanges, SourceVisit


def plan_changes(
    visits: Sequence[SourceVisit], known: Sequence[KnownRecord], now: datetime
) -> tuple[SourceChanges, ...]:
    """Return the changes of each visit. ``visits`` are in the order of sources.toml: the first source keeps an item."""
    raise NotImplementedError
