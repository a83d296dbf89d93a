"""Rules that meet nothing, and topics that nothing gives, are told after a month and not before."""

from generator.ingest.sources_file import parse_sources
from generator.ingest.unused_settings import QUIET, find_unused_rules, find_unused_topics, note_rules
from generator.model.ingest import SourceVisit
from generator.model.site_data import TopicInfo
from tests.ingest.kit import source

TEXT = """[rules]
drop = ["sponsored",
  "url: /x/"]
[[source]]
id = "hedgerow"
url = "https://hedgerow.example/feed"
keep = ["bees"]
[[source]]
id = "old"
url = "https://old.example/feed"
paused = true
keep = ["never"]
"""
FILE = parse_sources(TEXT, "sources.toml")
START = 1_000_000


def visit(*met: tuple[str, str]) -> SourceVisit:
    return SourceVisit(source(), (), met=frozenset(met))


def test_a_rule_is_doubted_a_month_after_it_last_decided() -> None:
    uses = note_rules({}, FILE, [visit(("[rules] drop", "sponsored"))], START)
    assert list(find_unused_rules(uses, FILE, TEXT, "sources.toml", START + QUIET - 1)) == []
    uses = note_rules(uses, FILE, [visit(("keep of hedgerow", "bees"))], START + 100)
    found = list(find_unused_rules(uses, FILE, TEXT, "sources.toml", START + QUIET))
    assert [(each.line, each.field, each.severity) for each in found] == [
        (2, "drop", "warning"),
        (3, "drop", "warning"),
    ]
    assert "'sponsored' has matched no entry for 30 days" in found[0].message
    assert len(list(find_unused_rules(uses, FILE, TEXT, "sources.toml", START + QUIET + 100))) == 3


def test_a_rule_that_is_new_or_gone_leaves_nothing() -> None:
    assert list(find_unused_rules({}, FILE, TEXT, "sources.toml", START)) == []
    uses = note_rules({}, FILE, [], START)
    assert note_rules(uses, parse_sources("", "sources.toml"), [], START) == {}


def test_topics_that_nothing_gives() -> None:
    topics = [
        TopicInfo("Given", 0, path="0.yaml"),
        TopicInfo("Ruled", 1, keywords=("x",), path="1.yaml"),
        TopicInfo("Above", 2, path="2.yaml"),
        TopicInfo("Lost", 3, parent="Above", path="3.yaml"),
    ]
    (problem,) = find_unused_topics(topics, FILE, ["given"])
    assert (problem.path, problem.severity) == ("3.yaml", "warning")
    assert list(find_unused_topics(topics, parse_sources("", "x"), ["given", "Lost"])) == []
