"""A parsed feed → a visit: its entries, sorted into candidates, dropped and skipped ones."""

from generator.ingest.entries import build_entries
from generator.ingest.rules import CompiledRuleSet, decide_entry
from generator.ingest.topics import TopicMatcher
from generator.model.ingest import Candidate, Entry, ParsedFeed, RuleDecision, SourceVisit
from generator.model.ingest_sources import Source


def collect_visit(
    feed: ParsedFeed, source: Source, rules: CompiledRuleSet, topics: TopicMatcher, site_language: str = ""
) -> SourceVisit:
    """Return the visit of a source. ``rules`` are those for all sources."""
    entries, skipped = build_entries(feed, source, site_language)
    own = CompiledRuleSet(source.rules, source.id)
    candidates: list[Candidate] = []
    dropped: list[tuple[Entry, RuleDecision]] = []
    met: set[tuple[str, str]] = set()
    for entry in entries:
        decision = decide_entry(entry, source, rules, own)
        met.add((decision.scope, decision.rule))
        if not decision.kept:
            dropped.append((entry, decision))
            continue
        chosen = topics.decide(entry, source)
        if chosen.dropped:
            scope = "categories" if chosen.reason.startswith("category ") else "unmatched"
            dropped.append((entry, RuleDecision(False, scope, chosen.reason)))
        else:
            names = tuple([match.topic for match in chosen.matches])
            candidates.append(Candidate(entry, names, chosen.tags))
    return SourceVisit(source, tuple(candidates), tuple(dropped), skipped, feed.tombstones, frozenset(met))
