"""The topics of an entry: from its source, its categories and the phrases of topic files (§5)."""

from collections.abc import Sequence

from generator.model.ingest import Entry, TopicDecision
from generator.model.ingest_sources import Source
from generator.model.site_data import TopicInfo


class TopicMatcher:
    """The topic files of a site, compiled once."""

    def __init__(self, topics: Sequence[TopicInfo]) -> None:
        raise NotImplementedError

    def decide(self, entry: Entry, source: Source) -> TopicDecision:
        """Return topics and tags of an entry, or that it is dropped."""
        raise NotImplementedError
