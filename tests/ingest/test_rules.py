"""Rules: the first that decides, decides, and says which it was."""

from typing import Any

import pytest

from generator.ingest.rule_text import parse_rule
from generator.ingest.rules import LONGEST_TEXT, CompiledRuleSet, decide_entry
from generator.model.ingest import Entry, RuleDecision
from generator.model.ingest_sources import RuleSet
from tests.ingest.kit import entry, source


def rule_set(
    drop: str | tuple[str, ...] = (), keep: str | tuple[str, ...] = (), id: str = ""
) -> CompiledRuleSet:
    lists = [(each,) if isinstance(each, str) else each for each in (drop, keep)]
    rules = RuleSet(*(tuple(parse_rule(rule) for rule in each) for each in lists))
    return CompiledRuleSet(rules, id)


def decide(found: Entry, general: Any = None, own: Any = None, **settings: Any) -> RuleDecision:
    return decide_entry(found, source(**settings), general or rule_set(), own or rule_set(id="hedgerow"))


BEE = entry(
    title="A Bee in the hive",
    excerpt="A sponsored visit",
    url="https://hedgerow.example/deals/bee",
    authors=("Ada Fennimore",),
    categories=("Insects", "Small-things"),
)


@pytest.mark.parametrize(
    ("rule", "field", "found"),
    [
        ("bee", "title", "bee"),
        ("sponsored", "excerpt", "sponsored"),
        ("title: hive", "title", "hive"),
        ("url: deals", "url", "deals"),
        ("author: fennimore", "author", "fennimore"),
        ("category: small things", "category", "small things"),
        ("any: insects", "category", "insects"),
        ("any: hedgerow", "url", "hedgerow"),
        ("title: /^a .ee/", "title", "A Bee"),
        ("/spons\\w+/", "excerpt", "sponsored"),
        ("url: /\\/DEALS\\//", "url", "/deals/"),
    ],
)
def test_a_rule_that_is_met_says_where(rule: str, field: str, found: str) -> None:
    assert decide(BEE, rule_set(drop=rule)) == RuleDecision(False, "[rules] drop", rule, field, found)


@pytest.mark.parametrize(
    "rule", ["title: sponsored", "category: insect", "author: Ada F", "url: /zz/", "bees", "text: insects"]
)
def test_a_rule_that_is_not_met_lets_pass(rule: str) -> None:
    assert decide(BEE, rule_set(drop=rule)) == RuleDecision(True)


def test_the_order_is_drop_for_all_drop_of_the_source_keep_for_all_keep_of_the_source() -> None:
    everything = rule_set("bee", "hive"), rule_set("hive", "bee", "hedgerow")
    assert decide(BEE, *everything).scope == "[rules] drop"
    assert decide(BEE, rule_set(keep="hive"), rule_set("hive", "bee", "hedgerow")).scope == "drop of hedgerow"
    assert decide(BEE, rule_set(keep="hive"), rule_set(keep="bee", id="hedgerow")) == RuleDecision(
        True, "[rules] keep", "hive", "title", "hive"
    )
    assert decide(BEE, None, rule_set(keep="bee", id="hedgerow")).scope == "keep of hedgerow"


def test_of_several_rules_the_first_in_the_list_is_named() -> None:
    rules = rule_set(drop=("wasp", "/hive/", "bee", "hive"))
    assert decide(BEE, rules).rule == "/hive/"
    assert decide(BEE, rule_set(drop=("hive", "/hive/"))).rule == "hive"


def test_with_keep_rules_one_must_be_met() -> None:
    decision = decide(BEE, rule_set(keep="wasp"), rule_set(keep="moth", id="hedgerow"))
    assert (decision.kept, decision.scope, decision.rule) == (
        False,
        "[rules] keep and keep of hedgerow",
        "no rule matched",
    )
    assert decide(BEE, rule_set(keep="wasp"), rule_set(keep="bee", id="hedgerow")).kept


@pytest.mark.parametrize(
    ("declared", "wanted", "kept"),
    [
        ("de", ("en",), False),
        ("en-GB", ("en",), True),
        ("", ("en",), True),
        ("en", ("en-GB",), False),
        ("de", (), True),
        ("DE", ("de",), True),
    ],
)
def test_other_languages_are_dropped(declared: str, wanted: tuple[str, ...], kept: bool) -> None:
    decision = decide(entry(language=declared), languages=wanted)
    assert decision.kept is kept
    assert kept or (decision.scope, decision.found) == ("languages", declared)


def test_titles_that_are_too_short_are_dropped() -> None:
    assert decide(entry(title="Hello")).scope == "min_title"
    assert decide(entry(title="Hello"), min_title=1).kept
    assert decide(entry(title="日本語")).kept


def test_a_regular_expression_sees_so_many_characters() -> None:
    long = entry(excerpt="x" * LONGEST_TEXT + "needle")
    assert decide(long, rule_set(drop="text: /needle/")).kept
    assert not decide(long, rule_set(drop="text: /x$/")).kept
