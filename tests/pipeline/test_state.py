"""What one build leaves for the next: it saves time, and changes no byte of the site."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.pipeline.context import load_context
from generator.pipeline.state import BuildState
from tests.support.site_kit import Site, article, difference, forget_table

WORDS = ("loom", "kiln", "bees", "tide", "sock", "lamp", "dam")


@pytest.fixture
def small(site: Site) -> Site:
    os.utime(site.record("a.md", article("one")), (1_700_000_000, 1_700_000_000))
    return site


def state_of(site: Site, **options: object) -> BuildState:
    return BuildState(load_context(site.options(**options)), site.memory)


def test_everything_is_there_for_the_next_build(small: Site) -> None:
    report = small.build()
    state = state_of(small)
    assert state.trace.files.keys() == small.tree().keys()
    assert len(state.records) == len(state.related.kept) == len(state.ledger) == 1
    assert state.findings == ()
    assert state.stamp is not None
    assert state.stamp.report.counts == report.counts


def test_before_the_first_build_there_is_nothing(small: Site) -> None:
    state = state_of(small)
    assert (len(state.records), state.trace.files, state.related.kept) == (0, {}, {})
    assert (state.ledger, state.findings, state.stamp) == ({}, None, None)


def test_a_full_build_uses_no_record_and_no_related_item(small: Site) -> None:
    small.build()
    state = state_of(small, full=True)
    assert (len(state.records), state.related.kept) == (0, {})
    assert state.trace.files.keys() == small.tree().keys()


def test_only_the_rows_that_changed_are_written(small: Site) -> None:
    for number in range(50):
        file = small.record(f"{number}.md", article(str(number), topics=[f"Topic {number}"]))
        os.utime(file, (1_700_000_000, 1_700_000_000))
    small.build()
    (file,) = small.cache.glob("content-*.sqlite")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE written (key)")
        database.execute(
            "CREATE TRIGGER watch AFTER INSERT ON records BEGIN INSERT INTO written VALUES (new.key); END"
        )
    small.edit("7.md", "The 7", "Another")
    small.build()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT key FROM written").fetchall() == [("7.md",)]


def test_a_process_that_builds_again_loads_nothing_from_its_files(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.memory = {}
    small.build()
    first = state_of(small)
    monkeypatch.setattr(
        "generator.base.storage.table.Table.load", lambda _: pytest.fail("a table was loaded")
    )
    assert first.trace.files.keys() == small.tree().keys()
    assert first.records.by_path("a.md") is small.memory["records", first._context.record_code]["a.md"]
    assert len(first.related.kept) == 1


def test_what_another_process_has_built_since_is_loaded(small: Site) -> None:
    small.memory = {}
    small.build()
    other = Site(small.folder)
    other.record("b.md", article("two"))
    other.build()
    assert state_of(small).trace.files.keys() == small.tree().keys()
    assert not difference(small.clean(), small.tree())
    small.build()
    assert not difference(small.clean(), small.tree())


def test_a_process_that_builds_once_keeps_nothing_in_memory(small: Site) -> None:
    assert small.memory is None
    small.build()
    assert state_of(small).title_words is None


def test_a_cache_that_cannot_be_written_costs_no_result(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.pipeline.state.save_variant_index", refuse)
    monkeypatch.setattr("generator.pipeline.state.StateTable.save", refuse)
    small.build()
    monkeypatch.undo()
    assert not list(small.cache.glob("*.sqlite"))
    assert not difference(small.clean(), small.tree())
    assert small.build().counts.written == 0


def test_a_cache_that_fails_half_way_is_not_trusted(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    small.edit("a.md", "The one", "Another")
    real = BuildState._save_records

    def fail_later(state: BuildState, *given: object) -> None:
        real(state, *given)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(BuildState, "_save_records", fail_later)
    small.build()
    monkeypatch.undo()
    assert len(state_of(small).records) == 0
    assert not difference(small.clean(), small.tree())


@pytest.mark.parametrize("kind", ["content", "output"])
def test_a_file_of_an_older_format_is_not_believed(small: Site, kind: str) -> None:
    small.build()
    (store,) = small.cache.glob(f"{kind}-*.sqlite")
    store.write_bytes(b"of another time")
    assert state_of(small).trace.files.keys() == (set() if kind == "output" else small.tree().keys())
    assert small.build().settled is (kind == "content")
    assert small.build().settled


def test_a_cache_that_may_only_be_read_is_read(small: Site) -> None:
    small.build()
    stores = list(small.cache.glob("*.sqlite"))
    for store in stores:
        store.chmod(0o400)
    small.cache.chmod(0o500)
    try:
        assert small.build().settled
        small.edit("a.md", "The one", "Another")
        small.build()
        assert not difference(small.clean(), small.tree())
    finally:
        small.cache.chmod(0o700)


def test_a_trace_without_its_rows_is_empty(small: Site) -> None:
    small.build()
    (store,) = small.cache.glob("output-*.sqlite")
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("DELETE FROM trace")
        database.execute("UPDATE tables SET checksum = 0 WHERE name = 'trace'")
    assert state_of(small).trace.files == {}
    small.build()
    assert not difference(small.clean(), small.tree())


# --- related items ------------------------------------------------------------------------------------------------


@pytest.fixture(params=[1, 2])
def sixty(site: Site, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site of sixty articles, built once, with one or two processes even for the smallest change."""
    monkeypatch.setattr("generator.organise.related.PARALLEL_ROWS", 0)
    monkeypatch.setattr("generator.organise.related.CHUNK_ROWS", 2)
    site.given["workers"] = request.param
    for number in range(60):
        title = f"The {WORDS[number % 7]} and the {WORDS[number % 5]} number {number}"
        file = site.record(f"_news/{number}.md", article(f"n{number}", title=title))
        os.utime(file, (1_700_000_000, 1_700_000_000))  # old enough for its stamp to be believed
    site.build()
    return site


def retitle(site: Site) -> Path:
    file = site.content / "_news" / "7.md"
    file.write_text(file.read_text("utf-8").replace("number 7", "and the kiln in winter"), "utf-8")
    return file


def test_a_changed_title_gives_the_site_of_a_clean_build(sixty: Site) -> None:
    retitle(sixty)
    assert sixty.build().counts.written
    assert not difference(sixty.clean(), sixty.tree())
    assert sixty.build().settled


def test_an_article_that_goes_and_one_that_comes(sixty: Site) -> None:
    (sixty.content / "_news" / "9.md").unlink()
    sixty.record("_news/new.md", article("new", title="A new loom for the bees"))
    sixty.build()
    assert not difference(sixty.clean(), sixty.tree())


def test_related_items_that_were_lost_are_found_again(sixty: Site) -> None:
    forget_table(sixty, "related")
    retitle(sixty)
    sixty.build()
    assert not difference(sixty.clean(), sixty.tree())
