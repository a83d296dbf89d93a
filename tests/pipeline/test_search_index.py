"""The index of a site: blocks made when what they hold has moved, else kept; the same bytes on every way to it."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.errors import SearchIndexError
from generator.model.report import SearchReport
from generator.render.search.pagefind import find_executable
from tests.support.site_kit import Site, Tree, article, difference

pytestmark = pytest.mark.skipif(
    find_executable() is None, reason="NO SEARCH INDEX IS MADE HERE: pagefind-bin is not installed"
)
FOLDER = "search/pagefind/"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let blocks have few items."""
    monkeypatch.setattr("generator.plan.search_blocks.ATOM", 2)
    monkeypatch.setattr("generator.plan.search_blocks.WINDOW", 1)


@pytest.fixture
def blocks(small_blocks: None, tmp_path: Path) -> Site:
    """26 dated items and an undated one, in several blocks."""
    site = Site(tmp_path)
    for number in range(26):
        at = f"20{10 + number // 12}-{1 + number % 12:02}-03T10:00:00Z"
        site.record(f"_news/{number}.md", article(f"kettle {number}", publishedDateTime=at))
    site.record("_news/undated.md", article("undated", publishedDateTime=None))
    return site


@pytest.fixture
def kettles(tmp_path: Path) -> Site:
    """Five items."""
    site = Site(tmp_path)
    for number in range(5):
        site.record(f"_news/{number}.md", article(f"kettle {number}"))
    return site


def index_of(site: Site) -> Tree:
    return {path: data for path, data in site.tree().items() if path.startswith(FOLDER)}


def names_of(site: Site) -> list[str]:
    """Return the names of the blocks that the site lists."""
    return [each["name"] for each in json.loads(site.tree()["search/pagefind/blocks.json"])["blocks"]]


def results_of(site: Site, block: str) -> list[str]:
    """Return the titles in a block, in order."""
    folder = site.output / FOLDER / block
    packs = json.loads((folder / "block.json").read_bytes())["packs"]
    read = [json.loads(gzip.decompress((folder / name).read_bytes())) for _, name in packs]
    return [each["title"] for pack in read for each in pack]


def written_blocks(before: Tree, after: Tree) -> set[str]:
    """Return the blocks with files that differ."""
    paths = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    return {path.removeprefix(FOLDER).partition("/")[0] for path in paths}


def test_the_first_build_makes_it_and_the_second_keeps_it(kettles: Site) -> None:
    first = kettles.build()
    assert (first.search.state, first.search.items) == ("made", 5)
    assert first.search.seconds > 0
    assert "search" in [name for name, _ in first.stages]
    made = index_of(kettles)
    assert results_of(kettles, "0") == [f"The kettle {number}" for number in range(5)]
    settled = kettles.build()
    assert (settled.settled, settled.search) == (True, SearchReport("kept", 5))
    again = kettles.build(explain=True)
    assert (again.search.state, again.counts.written) == ("kept", 0)
    assert index_of(kettles) == made


def test_what_cannot_be_found_makes_no_new_index(kettles: Site) -> None:
    kettles.build()
    kettles.record("_data/organizations/else.md", {"name": "Nobody", "domain": "else.example"})
    assert kettles.build().search.state == "kept"


def test_every_item_is_in_the_block_of_its_date(blocks: Site) -> None:
    blocks.build()
    assert names_of(blocks) == ["13", "12-13", "10-12", "8-10", "6-8", "4-6", "2-4", "0-2", "undated"]
    dated = [title for name in names_of(blocks)[:-1] for title in results_of(blocks, name)]
    assert dated == [f"The kettle {number}" for number in reversed(range(26))]
    assert results_of(blocks, "undated") == ["The undated"]


def test_an_edit_touches_one_block(blocks: Site) -> None:
    blocks.build()
    before = index_of(blocks)
    blocks.edit("_news/9.md", "The kettle 9", "The teapot")
    report = blocks.build()
    assert report.search.state == "made"
    assert written_blocks(before, index_of(blocks)) == {"4-6", "blocks.json"}
    assert len(list((blocks.cache / "search").iterdir())) == 10, "a replaced block does not stay in the cache"
    assert not difference(blocks.clean(), blocks.tree())


def test_a_new_item_touches_the_newest_block(blocks: Site) -> None:
    blocks.build()
    before = index_of(blocks)
    blocks.record("_news/new.md", article("new", publishedDateTime="2024-05-01", topics=["Never seen"]))
    blocks.build()
    assert written_blocks(before, index_of(blocks)) == {"13", "blocks.json"}
    assert not difference(blocks.clean(), blocks.tree())


def test_an_undated_item_touches_its_own_block(blocks: Site) -> None:
    blocks.build()
    before = index_of(blocks)
    blocks.edit("_news/undated.md", "The undated", "The teapot")
    blocks.build()
    assert written_blocks(before, index_of(blocks)) == {"undated", "blocks.json"}
    (blocks.content / "_news/undated.md").unlink()
    blocks.build()
    assert names_of(blocks) == ["13", "12-13", "10-12", "8-10", "6-8", "4-6", "2-4", "0-2"]
    assert not any("undated" in path for path in index_of(blocks))
    assert not difference(blocks.clean(), blocks.tree())


def test_a_block_that_is_no_longer_in_the_output_folder_is_taken_from_the_cache(
    blocks: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks.build()
    before = blocks.tree()
    shutil.rmtree(blocks.output / FOLDER)
    monkeypatch.setattr("generator.pipeline.search_index.make_blocks", None)
    assert blocks.build().search.state == "kept"
    assert blocks.tree() == before


def test_a_hasty_build_keeps_the_whole_index_and_the_next_one_follows(blocks: Site) -> None:
    blocks.build()
    before = blocks.tree()
    for number in range(26, 34):
        blocks.record(f"_news/{number}.md", article(f"kettle {number}", publishedDateTime="2024-05-01"))
    assert blocks.build(hasty=True).search.state == "postponed"
    kept = {path for path in before if path.startswith("search/")}
    assert {path: blocks.tree()[path] for path in kept} == {path: before[path] for path in kept}
    assert blocks.build().search.state == "made"
    assert not difference(blocks.clean(), blocks.tree())


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_makes_the_same_index(blocks: Site, workers: int) -> None:
    blocks.build(workers=workers)
    assert not difference(blocks.clean(), blocks.tree())


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_file_that_was_harmed_is_made_again(kettles: Site, harm: str) -> None:
    kettles.build()
    file = next((kettles.output / FOLDER / "0/fragment").iterdir())
    file.write_bytes(b"mine") if harm == "altered" else file.unlink()
    shutil.rmtree(kettles.cache / "search")
    assert kettles.build().search.state == "made"
    assert not difference(kettles.clean(), kettles.tree())


def test_only_stamps_have_changed(kettles: Site) -> None:
    kettles.build()
    for file in (kettles.output / FOLDER / "0/fragment").iterdir():
        file.touch()
    report = kettles.build()
    assert (report.search.state, report.counts.written) == ("kept", 0)


def test_in_full_it_is_made_anew_and_not_rewritten(kettles: Site) -> None:
    kettles.build()
    report = kettles.build(full=True)
    assert (report.search.state, report.counts.written) == ("made", 0)


def test_a_dry_run_tells_of_every_file_and_writes_none(kettles: Site) -> None:
    told = {each.path for each in kettles.build(dry_run=True).actions if each.verb == "write"}
    assert not kettles.output.exists()
    kettles.build()
    assert told == kettles.tree().keys()


def test_switched_off_it_goes_with_all_that_speaks_of_it(kettles: Site) -> None:
    kettles.build()
    kettles.write("site.toml", "[search]\nenabled = false\n")
    report = kettles.build()
    assert report.search.state == "off"
    assert not any("search" in path for path in kettles.tree())
    assert not any(b"search/" in data for path, data in kettles.tree().items() if path.endswith(".html"))
    assert not difference(kettles.clean(), kettles.tree())


def test_a_site_beyond_the_limit_says_so(kettles: Site) -> None:
    kettles.write("site.toml", "[search]\nlimit = 4\n")
    report = kettles.build()
    assert (report.search.state, report.search.items) == ("too large", 5)
    assert [(each.field, each.severity) for each in report.problems] == [("search.limit", "warning")]
    assert kettles.build().problems == report.problems, "told once more, though nothing changed"
    assert not index_of(kettles)


def test_without_pagefind_the_site_is_built_and_one_warning_given(
    kettles: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.context.SEARCH_LIBRARIES", ("ftfy-that-is-nowhere",))
    monkeypatch.setattr("generator.pipeline.context.LIBRARIES", ("ftfy-that-is-nowhere", *_libraries()))
    report = kettles.build()
    assert report.search.state == "no engine"
    assert [each.field for each in report.problems] == ["search.enabled"]
    assert "search/index.html" not in kettles.tree()
    kettles.write("site.toml", "[search]\nenabled = false\n")
    assert kettles.build().problems == ()


def _libraries() -> Iterator[str]:
    import generator.pipeline.context as context

    yield from context.LIBRARIES


def test_a_program_that_fails_publishes_nothing(kettles: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    kettles.build()
    before = kettles.tree()
    kettles.edit("_news/3.md", "The kettle 3", "The teapot")
    monkeypatch.setattr("generator.pipeline.search_tasks.find_executable", lambda: Path("/nowhere/pagefind"))
    for workers in (1, 2):
        with pytest.raises(SearchIndexError, match="cannot start"):
            kettles.build(workers=workers)
    assert kettles.tree() == before
