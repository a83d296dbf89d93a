"""Find rules that matched no entry for a month, and topic files without effect. Pure.

Entries that a drop rule matches leave no record, so each fetch notes in the cache which rules decided. If the cache is
lost, warnings start again after a month.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.base.problem import Problem
from generator.ingest.source_lines import SourceLines
from generator.model.collection import RuleUse
from generator.model.ingest import SourceVisit
from generator.model.ingest_sources import EntryRule, SourcesFile
from generator.model.site_data import TopicInfo

QUIET = 30 * 86_400
"""Seconds without an entry after which a rule is doubted."""


def note_rules(
    uses: Mapping[str, RuleUse], file: SourcesFile, visits: Iterable[SourceVisit], now: int
) -> dict[str, RuleUse]:
    """Return when each rule of the file was first known, and when it last decided about an entry."""
    met = {_key(scope, rule) for visit in visits for scope, rule in visit.met}
    found: dict[str, RuleUse] = {}
    for scope, rule, _, _ in _rules(file):
        key = _key(scope, rule.written)
        before = uses.get(key) or RuleUse(now)
        found[key] = RuleUse(before.since, now if key in met else before.met)
    return found


def find_unused_rules(
    uses: Mapping[str, RuleUse], file: SourcesFile, text: str, path: str, now: int
) -> Iterator[Problem]:
    """Yield a warning for each rule that decided about no entry for a month. ``text`` is that of sources.toml."""
    lines = SourceLines(text)
    for scope, rule, table, index in _rules(file):
        use = uses.get(_key(scope, rule.written))
        if use is not None and max(use.since, use.met) <= now - QUIET:
            name = "drop" if "drop" in scope else "keep"
            line = lines.find_element(lines.find(table, index, name), rule.written)
            message = f"{scope}: '{rule.written}' has matched no entry for 30 days"
            yield Problem(path, line, name, message, "Correct it, or remove it.", "warning")


def _key(scope: str, rule: str) -> str:
    return f"{scope}: {rule}"


def _rules(file: SourcesFile) -> Iterator[tuple[str, EntryRule, str, int]]:
    """Yield scope, rule, table and the number of the table of each rule that is in use."""
    for kind, rules in (("drop", file.rules.drop), ("keep", file.rules.keep)):
        yield from ((f"[rules] {kind}", rule, "rules", 0) for rule in rules)
    for index, source in enumerate(file.sources):
        for kind, rules in (("drop", source.rules.drop), ("keep", source.rules.keep)):
            if not source.paused:
                yield from ((f"{kind} of {source.id}", rule, "source", index) for rule in rules)


def find_unused_topics(
    topics: Sequence[TopicInfo], file: SourcesFile, used: Collection[str]
) -> Iterator[Problem]:
    """Yield a warning for each topic file without effect. ``used`` are the topics that records name."""
    named = {name.casefold() for name in used}
    named |= {topic.parent.casefold() for topic in topics}
    for source in file.sources:
        named |= {name.casefold() for name in (*source.topics, *[topic for _, topic in source.categories])}
    for topic in topics:
        has_rules = topic.keywords or topic.hashtags or topic.all or topic.categories
        if topic.name.casefold() not in named and not has_rules:
            message = f"no rule, source or record uses the topic '{topic.name}'"
            yield Problem(topic.path, 0, "", message, "Add keywords, or remove the file.", "warning")
