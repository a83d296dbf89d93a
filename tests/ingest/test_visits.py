"""A parsed feed is sorted into what is kept, dropped and skipped."""

from pathlib import Path

from generator.ingest.feed_parser import parse_feed
from generator.ingest.rule_text import parse_rule
from generator.ingest.rules import CompiledRuleSet
from generator.ingest.topics import TopicMatcher
from generator.ingest.visits import collect_visit
from generator.model.ingest import ParsedFeed
from generator.model.ingest_sources import RuleSet
from generator.model.site_data import TopicInfo
from tests.ingest.kit import source

FEEDS = Path(__file__).parent / "feeds"
NONE = CompiledRuleSet(RuleSet())


def feed(name: str) -> ParsedFeed:
    return parse_feed((FEEDS / name).read_bytes(), {}, "https://hedgerow.example/feed")


def test_categories_become_topics_and_tags_or_drop() -> None:
    mapped = source(categories=(("Local weather", "Weather"), ("Sport", "")))
    visit = collect_visit(feed("rss-categories.xml"), mapped, NONE, TopicMatcher([]))
    assert [(each.topics, each.tags) for each in visit.candidates] == [(("Weather",), ("rain",))]
    assert [(entry.position, decision.scope, decision.rule) for entry, decision in visit.dropped] == [
        (1, "categories", "category Sport")
    ]


def test_rules_and_topics_are_applied() -> None:
    own = source(rules=RuleSet(drop=(parse_rule("wasp"),)))
    topics = TopicMatcher([TopicInfo("Bees", 0, keywords=("bees",))])
    visit = collect_visit(feed("rss-plain.xml"), own, NONE, topics, "en")
    assert [(each.entry.title, each.topics, each.tags) for each in visit.candidates] == [
        ("Bees, counted", ("Bees",), ("hives",))
    ]
    assert [decision.scope for _, decision in visit.dropped] == ["drop of hedgerow"]


def test_what_has_no_topic_may_be_dropped() -> None:
    visit = collect_visit(feed("rss-plain.xml"), source(unmatched="drop"), NONE, TopicMatcher([]))
    assert [decision.scope for _, decision in visit.dropped] == ["unmatched", "unmatched"]


def test_skipped_entries_and_tombstones_are_passed_on() -> None:
    assert len(collect_visit(feed("rss-titles.xml"), source(), NONE, TopicMatcher([])).skipped) == 2
    assert len(collect_visit(feed("atom.xml"), source(), NONE, TopicMatcher([])).tombstones) == 1
