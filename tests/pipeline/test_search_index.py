"""The index of a site: made when what it holds has moved, else kept; the same bytes on every way to it."""

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
def kettles(tmp_path: Path) -> Site:
    """Five items."""
    site = Site(tmp_path)
    for number in range(5):
        site.record(f"_news/{number}.md", article(f"kettle {number}"))
    return site


def index_of(site: Site) -> Tree:
    return {path: data for path, data in site.tree().items() if path.startswith(FOLDER)}


def test_the_first_build_makes_it_and_the_second_keeps_it(kettles: Site) -> None:
    first = kettles.build()
    assert (first.search.state, first.search.items) == ("made", 5)
    assert first.search.seconds > 0
    assert "search" in [name for name, _ in first.stages]
    made = index_of(kettles)
    assert len([path for path in made if "/fragment/" in path]) == 5
    settled = kettles.build()
    assert (settled.settled, settled.search) == (True, SearchReport("kept", 5))
    again = kettles.build(explain=True)
    assert (again.search.state, again.counts.written) == ("kept", 0)
    assert index_of(kettles) == made


def test_what_cannot_be_found_makes_no_new_index(kettles: Site) -> None:
    kettles.build()
    kettles.record("_data/organizations/else.md", {"name": "Nobody", "domain": "else.example"})
    assert kettles.build().search.state == "kept"


def test_a_change_writes_what_of_the_index_differs(kettles: Site) -> None:
    kettles.build()
    before = index_of(kettles)
    kettles.edit("_news/3.md", "The kettle 3", "The teapot")
    report = kettles.build()
    assert report.search.state == "made"
    after = index_of(kettles)
    assert len([path for path in before if path not in after and "/fragment/" in path]) == 1
    assert not difference(kettles.clean(), kettles.tree())


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_workers_makes_the_same_index(kettles: Site, workers: int) -> None:
    kettles.build(workers=workers)
    assert not difference(kettles.clean(), kettles.tree())


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_file_that_was_harmed_is_made_again(kettles: Site, harm: str) -> None:
    kettles.build()
    file = next((kettles.output / FOLDER / "fragment").iterdir())
    file.write_bytes(b"mine") if harm == "altered" else file.unlink()
    assert kettles.build().search.state == "made"
    assert not difference(kettles.clean(), kettles.tree())


def test_only_stamps_have_changed(kettles: Site) -> None:
    kettles.build()
    for file in (kettles.output / FOLDER / "fragment").iterdir():
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
    monkeypatch.setattr("generator.pipeline.search_index.find_executable", lambda: Path("/nowhere/pagefind"))
    for workers in (1, 2):
        with pytest.raises(SearchIndexError, match="cannot start"):
            kettles.build(workers=workers)
    assert kettles.tree() == before
