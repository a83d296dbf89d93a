"""Lists of sources: ids that stay, and settings of [fetch]."""

from pathlib import Path

import pytest

from generator.base.errors import SettingsError
from generator.commands.feed_lists import add_listed_sources
from generator.ingest.sources_file import parse_sources
from generator.model.collection import StoredList, StoredSources

LIST = '<opml version="2.0"><body><outline xmlUrl="https://hedgerow.example/feed" text="{}"/></body></opml>'
TEXT = '[fetch]\nlists = ["{}"]\nexcerpt = 120\n'


def test_an_id_follows_from_the_url_alone(tmp_path: Path) -> None:
    file = parse_sources(TEXT.format("mine.opml"), "sources.toml")
    found = []
    for name in ("One", "Another"):
        (tmp_path / "mine.opml").write_text(LIST.format(name), "utf-8")
        found.append(add_listed_sources(file, tmp_path, StoredSources()).sources[0])
    assert found[0].id == found[1].id
    assert found[0].id.startswith("hedgerow-example-")
    assert [(each.provider, each.excerpt) for each in found] == [("One", 120), ("Another", 120)]


def test_a_source_of_the_file_is_not_added_again(tmp_path: Path) -> None:
    text = TEXT.format("mine.opml") + '[[source]]\nid = "mine"\nurl = "https://hedgerow.example/feed"\n'
    (tmp_path / "mine.opml").write_text(LIST.format("One"), "utf-8")
    file = add_listed_sources(parse_sources(text, "sources.toml"), tmp_path, StoredSources())
    assert [source.id for source in file.sources] == ["mine"]


def test_the_last_answer_of_a_url_counts(tmp_path: Path) -> None:
    place = "https://lists.example/feeds.opml"
    file = parse_sources(TEXT.format(place), "sources.toml")
    assert add_listed_sources(file, tmp_path, StoredSources()).sources == ()
    store = StoredSources(lists={place: StoredList(LIST.format("One").encode(), 1)})
    assert len(add_listed_sources(file, tmp_path, store).sources) == 1


@pytest.mark.parametrize(("body", "words"), [(None, "cannot read"), ("<p>", "expected OPML")])
def test_a_list_that_cannot_be_read_is_an_error(tmp_path: Path, body: str | None, words: str) -> None:
    if body is not None:
        (tmp_path / "mine.opml").write_text(body, "utf-8")
    with pytest.raises(SettingsError, match=words):
        add_listed_sources(parse_sources(TEXT.format("mine.opml"), "sources.toml"), tmp_path, StoredSources())
