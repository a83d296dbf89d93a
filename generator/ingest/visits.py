"""A parsed feed → a visit: its entries, sorted into candidates, dropped and skipped ones."""

from generator.ingest.rules import CompiledRules
from generator.ingest.topics import TopicMatcher
from generator.model.ingest import ParsedFeed, SourceVisit
from generator.model.ingest_sources import RuleSet, Source


def collect_visit(feed: ParsedFeed, source: Source, rules: RuleSet, topics: TopicMatcher) -> SourceVisit:
    """Return the visit. ``rules`` are those for every source."""
    raise NotImplementedError
