"""The topics that rules would give records that are here already. Pure.

Topics are given when a record is made. This adds those that are missing since: none is taken away, none is moved.
"""

from collections.abc import Iterator, Sequence

from generator.base.urls import domain_of_url
from generator.ingest.topics import TopicMatcher
from generator.model.ingest import Entry, KnownRecord
from generator.model.ingest_sources import Source


def find_missing_topics(
    records: Sequence[KnownRecord], sources: Sequence[Source], topics: TopicMatcher
) -> Iterator[tuple[KnownRecord, tuple[str, ...]]]:
    """Yield each fetched record that lacks topics, with all that it should have."""
    by_id = {source.id: source for source in sources}
    for record in records:
        source = by_id.get(record.source)
        if source is None or not record.fetched or record.withdrawn:
            continue
        decision = topics.decide(_entry(record), source)
        have = {name.casefold() for name in record.topics}
        missing = [match.topic for match in decision.matches if match.topic.casefold() not in have]
        if missing:
            yield record, (*record.topics, *missing)


def _entry(record: KnownRecord) -> Entry:
    """Return the entry that a record was. Its tags are the categories that mapped to nothing then."""
    return Entry(
        source=record.source,
        position=0,
        url=record.url,
        key=record.key,
        title=record.title,
        excerpt=record.excerpt,
        categories=record.tags,
        domain=domain_of_url(record.url),
    )
