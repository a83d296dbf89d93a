"""Where settings are in sources.toml."""

from generator.ingest.source_lines import SourceLines

TEXT = """\
[fetch]
every = "1h"
[rules]
drop = [
  "one",
  "url: /\\\\/two/",
]
[[source]]
id = "a"
[source.categories]
Sport = ""
[[source]]
url = "u"
header.Authorization = "env:X"
"""


def test_keys_have_their_lines() -> None:
    lines = SourceLines(TEXT)
    assert lines.find("fetch", 0, "every") == 2
    assert lines.find("rules") == 3
    assert lines.find("source", 0, "id") == 9
    assert lines.find("source", 0, "categories") == 10
    assert lines.find("source", 1, "url") == 13
    assert lines.find("source", 1, "header") == 14


def test_an_unknown_key_has_the_line_of_its_block() -> None:
    assert SourceLines(TEXT).find("source", 1, "id") == 12
    assert SourceLines(TEXT).find("nothing") == 0


def test_elements_of_lists_have_their_lines() -> None:
    lines = SourceLines(TEXT)
    assert lines.find_element(4, "one") == 5
    assert lines.find_element(4, "url: /\\/two/") == 6
    assert lines.find_element(4, "not there") == 4
