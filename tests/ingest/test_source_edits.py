"""Edits of sources.toml keep everything else as it is."""

from generator.ingest import source_edits as edits
from generator.ingest.source_edits import NewSource
from generator.ingest.sources_file import parse_sources

TEXT = """# my sources
[fetch]
every = "2h"  # often enough

[[source]]  # the best
id = "hedgerow"
url = "http://hedgerow.example/feed"  # since 2019

[[source]]
id = "quarry"
url = "https://quarry.example/feed"
"""


def test_a_move_changes_one_line() -> None:
    moved = edits.move_source(TEXT, "hedgerow", "https://new.example/feed")
    assert moved == TEXT.replace("http://hedgerow.example/feed", "https://new.example/feed")


def test_a_pause_adds_one_line() -> None:
    paused = edits.pause_source(TEXT, "hedgerow")
    assert set(TEXT.splitlines()) <= set(paused.splitlines())
    assert [source.paused for source in parse_sources(paused, "").sources] == [True, False]


def test_blocks_are_added_at_the_end() -> None:
    new = NewSource("odd", 'https://a.example/"x"', 'The "Odd"', ("A", "B"), "sitemap", True)
    text = edits.add_sources(TEXT, [new, NewSource("b", "https://b.example/")])
    assert text.startswith(TEXT)
    sources = parse_sources(text.replace('/\\"x\\"', "/x"), "").sources
    assert (sources[2].provider, sources[2].topics, sources[2].kind) == ('The "Odd"', ("A", "B"), "sitemap")
    assert sources[2].allow_private
    assert edits.add_sources("", [NewSource("b", "https://b.example/")]).startswith("[[source]]\nid")


def test_rules_are_added_once() -> None:
    once = edits.add_drop_rules(TEXT, ["url: /a/"])
    assert edits.add_drop_rules(once, ["url: /a/"]) == once
    more = edits.add_drop_rules(once, ["word"])
    assert [rule.written for rule in parse_sources(more, "").rules.drop] == ["url: /a/", "word"]
    assert len(parse_sources(more, "").sources) == 2
    assert parse_sources(edits.add_drop_rules("[rules]\nmin_title = 3\n", ["word"]), "").rules.drop


def test_source_ids_are_unique() -> None:
    assert edits.make_source_id("", "https://www.a.example/feed", ()) == "a-example"
    assert edits.make_source_id("新聞", "https://a.example/feed", ()) == "a-example"
