"""The rules of a source, compiled, and what they say about an entry (§5)."""

from generator.model.ingest import Entry, RuleDecision
from generator.model.ingest_sources import RuleSet, Source


class CompiledRules:
    """The rules that hold for one source."""

    def __init__(self, general: RuleSet, source: Source) -> None:
        raise NotImplementedError

    def decide(self, entry: Entry) -> RuleDecision:
        """Return whether an entry is kept, and which rule decided."""
        raise NotImplementedError
