"""Find topics that the current rules would add to existing records. Pure.

A record gets its topics when it is written. This adds topics that rules have gained since, and removes none.
"""

from collections.abc import Iterator, Sequence

from generator.base.urls import domain_of_url
from generator.ingest.topics import TopicMatcher
from generator.model.ingest import Entry, KnownRecord
from generator.model.ingest_sources import Source


def find_missing_topics(
    records: Sequence[KnownRecord], sources: Sequence[Source], topics: TopicMatcher
) -> Iterator[tuple[KnownRecord, tuple[str, ...]]]:
    """Yield each fetched record that lacks topics, with all topics that it should have."""
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
    """Return a record as an entry. Its tags are the categories that were not mapped to topics."""
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
