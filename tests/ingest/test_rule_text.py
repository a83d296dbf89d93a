"""Rules as people write them; one that can never be met is an error with a hint."""

import pytest

from generator.ingest.rule_text import InvalidRule, parse_rule
from generator.model.ingest_sources import EntryRule


@pytest.mark.parametrize(
    ("written", "field", "phrase", "pattern"),
    [
        ("sponsored", "text", "sponsored", ""),
        ("title: New in", "title", "New in", ""),
        ("Category:Promotion", "category", "Promotion", ""),
        ("url: /\\/deals\\//", "url", "", "\\/deals\\/"),
        ("any: C++", "any", "C++", ""),
        ("Breaking: news", "text", "Breaking: news", ""),
        ("and/or", "text", "and/or", ""),
        ("/a|b/", "text", "", "a|b"),
        ("https://a.example/x", "text", "https://a.example/x", ""),
    ],
)
def test_rules_are_parsed(written: str, field: str, phrase: str, pattern: str) -> None:
    assert parse_rule(written) == EntryRule(written, field, phrase, pattern)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("", "Remove"),
        ("   ", "Remove"),
        (3, "Remove"),
        ("title: ---", "whole words"),
        ("…", "whole words"),
        ("titel: foo", "Did you mean title:?"),
        ("categorie: foo", "Did you mean category:?"),
        ("/[/", "does not compile"),
        ("//", "Remove"),
        ("/deal/i", "write /deal/ without"),
        ("/(?i)deal/", "write /deal/"),
        ("title: /(?i:deal)/", "write /(?:deal)/"),
        ("title: " + "x" * 301, "No title is that long"),
    ],
)
def test_a_rule_that_cannot_be_met_is_an_error_with_a_hint(written: object, hint: str) -> None:
    with pytest.raises(InvalidRule) as caught:
        parse_rule(written)
    assert hint in caught.value.hint
