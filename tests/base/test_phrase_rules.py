"""Rules of phrases: one of any, each of all, none of none."""

import time

import pytest

from generator.base.phrase_rules import PhraseRule, PhraseRules
from generator.base.phrases import fold_text

TEXT = "Low-code bees in the hive: 42 hives counted"


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (PhraseRule(any=("bee",)), ""),
        (PhraseRule(any=("bees", "hive")), "bees"),
        (PhraseRule(any=("wasps", "LOW code")), "low code"),
        (PhraseRule(all=("hive", "bees")), "bees, hive"),
        (PhraseRule(all=("hive", "wasps")), ""),
        (PhraseRule(any=("bees",), all=("hive",)), "bees, hive"),
        (PhraseRule(any=("wasps",), all=("hive",)), ""),
        (PhraseRule(any=("bees",), none=("hive",)), ""),
        (PhraseRule(any=("bees",), none=("wasps",)), "bees"),
        (PhraseRule(none=("wasps",)), ""),
        (PhraseRule(), ""),
    ],
)
def test_a_rule_passes_with_its_phrases(rule: PhraseRule, reason: str) -> None:
    found = PhraseRules([PhraseRule(any=("nothing",)), rule]).decide({"": fold_text(TEXT)})
    assert found == ({1: reason} if reason else {})


def test_a_rule_looks_at_its_own_text() -> None:
    rules = PhraseRules([PhraseRule("title", ("bees",)), PhraseRule("text", ("bees",))])
    assert rules.decide({"title": "wasps", "text": "wasps and bees"}) == {1: "bees"}


def test_a_reason_from_elsewhere_is_enough_unless_a_phrase_is_forbidden() -> None:
    rules = PhraseRules([PhraseRule(), PhraseRule(none=("bees",)), PhraseRule(any=("bees",))])
    assert rules.decide({"": "bees"}, {0: "given", 1: "given"}) == {0: "given", 2: "bees"}


def test_rules_come_in_their_order() -> None:
    rules = PhraseRules([PhraseRule(any=("z",)), PhraseRule(any=("a",))])
    assert list(rules.decide({"": "a z"})) == [0, 1]


@pytest.mark.parametrize("phrase", ["bees", "時代", ".net"])
def test_time_is_linear_in_the_text_and_hardly_grows_with_the_rules(phrase: str) -> None:
    rules = PhraseRules([PhraseRule(any=(f"{phrase}{number}",)) for number in range(5_000)])
    started = time.process_time()
    assert rules.decide({"": f"{phrase} " * 100_000}) == {}
    assert time.process_time() - started < 2.0
