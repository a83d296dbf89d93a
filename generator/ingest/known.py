"""Items of the content folder → known records."""

from generator.model.ingest import KnownRecord
from generator.model.item import Item


def known_record(item: Item) -> KnownRecord:
    """Return an item as a known record, with the fields that matching and updates need."""
    return KnownRecord(
        path=item.path,
        key=item.key,
        url=item.original_url or item.web_url,
        source=item.source_id,
        guid=item.guid,
        title=item.title,
        excerpt=item.excerpt,
        image=item.images[0].url if item.images else "",
        published=item.published,
        withdrawn=item.status == "withdrawn",
        fetched=item.fetched,
        provider=item.source.name if item.source else "",
        topics=item.topics,
        tags=item.tags,
    )
