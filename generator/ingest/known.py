"""Items of the content folder → known records."""

from generator.model.ingest import KnownRecord
from generator.model.item import Item


def known_record(item: Item) -> KnownRecord:
    """Return what identity and updates need of an item."""
    raise NotImplementedError
