"""A table comes back as it was saved, is empty in any doubt, and never fails a build."""

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.storage.table import EMPTY, Table, forget_database

ROWS = {"b/é.md": b"one" * 50, "a": b"", "c": bytes(range(256))}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "state.sqlite"


def saved(file: Path, rows: Mapping[str, bytes] = ROWS, version: bytes = b"1", name: str = "rows") -> int:
    return Table(file, name, version).save(lambda: rows, 7)


def loaded(file: Path, version: bytes = b"1", name: str = "rows") -> dict[str, bytes]:
    found = Table(file, name, version).load()
    return dict(zip(found.keys, found.values, strict=True))


def unneeded() -> Mapping[str, bytes]:
    raise AssertionError("all rows were asked for")


def test_rows_come_back_with_their_time(file: Path) -> None:
    generation = saved(file)
    found = Table(file, "rows", b"1").load()
    assert (found.keys, found.time_ns, found.generation) == (("a", "b/é.md", "c"), 7, generation)
    assert loaded(file) == ROWS
    assert Table(file, "rows", b"1").generation() == generation


def test_another_version_or_table_is_empty(file: Path) -> None:
    saved(file)
    assert Table(file, "rows", b"2").load() == EMPTY
    assert Table(file, "others", b"1").load() == EMPTY
    assert Table(file, "rows", b"2").generation() == 0


def test_tables_of_one_file_do_not_meet(file: Path) -> None:
    saved(file)
    saved(file, {"x": b"y"}, b"2", "others")
    assert loaded(file) == ROWS
    assert loaded(file, b"2", "others") == {"x": b"y"}


def test_only_differences_are_written(file: Path) -> None:
    before = saved(file)
    table = Table(file, "rows", b"1")
    after = table.save(unneeded, 8, before, {"a": b"new", "d": b"more"}, ["c", "never there"])
    assert loaded(file) == {"a": b"new", "b/é.md": ROWS["b/é.md"], "d": b"more"}
    assert table.load().generation == after != before
    assert table.load().time_ns == 8


@pytest.mark.parametrize("version", [b"1", b"2"])
def test_differences_from_another_generation_are_not_applied(file: Path, version: bytes) -> None:
    before = saved(file)
    saved(file, {"of": b"somebody else"})
    now = {"a": b"new"}
    Table(file, "rows", version).save(lambda: now, 8, before, {"a": b"new"})
    assert loaded(file, version) == now


def test_an_empty_table_is_a_table(file: Path) -> None:
    assert saved(file, {}) == Table(file, "rows", b"1").load().generation != 0
    assert loaded(file) == {}


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 5000, b"SQLite format 3\0", b"[]" * 9000])
def test_a_foreign_file_is_empty_and_is_replaced(file: Path, data: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    assert loaded(file) == {}
    saved(file)
    assert loaded(file) == ROWS


def test_a_database_of_another_program_is_empty_and_is_replaced(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE tables (name, version)")
        database.execute("CREATE TABLE rows (key, value)")
    assert loaded(file) == {}
    saved(file)
    assert loaded(file) == ROWS


def test_any_damage_leaves_the_rows_or_none(file: Path) -> None:
    random = Random(1)
    rows = {f"key {number}": random.randbytes(40) for number in range(30)}
    saved(file, rows)
    whole = file.read_bytes()
    lost = 0
    for at in range(0, len(whole), 1 if len(whole) < 40_000 else 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        found = loaded(file)
        assert found in (rows, {}), at
        lost += not found
    assert lost > 100
    for end in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:end])
        assert loaded(file) == {}, end


@pytest.mark.parametrize("at", [0, 20, 60, 70, 101, 16_384 + 5, 2 * 16_384 + 3])
def test_a_damaged_file_is_replaced_when_it_is_saved(file: Path, at: int) -> None:
    before = saved(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    now = {**ROWS, "a": b"new"}
    Table(file, "rows", b"1").save(lambda: now, 8, before, {"a": b"new"})
    saved(file, now)
    assert loaded(file) == now


def test_pages_of_two_saves_that_were_mixed_are_noticed(file: Path) -> None:
    """As a power failure may leave them: each row is one that was saved, but not by the same build."""
    before = saved(file)
    Table(file, "rows", b"1").save(unneeded, 8, before, {"a": b"new", "c": b"newer"})
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE rows SET value = ? WHERE key = 'a'", (ROWS["a"],))
    assert loaded(file) == {}


@pytest.mark.parametrize("value", [None, 7, "text", 1.5])
def test_values_of_another_type_are_noticed(file: Path, value: object) -> None:
    saved(file)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE rows SET value = ? WHERE key = 'a'", (value,))
    assert loaded(file) == {}


def test_a_save_that_is_cut_short_leaves_what_was_there(file: Path) -> None:
    before = saved(file)

    class Killed(Exception):
        pass

    def half() -> Mapping[str, bytes]:
        raise Killed

    with pytest.raises(Killed):
        Table(file, "rows", b"1").save(half)
    assert loaded(file) == ROWS
    assert Table(file, "rows", b"1").generation() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked")
def test_a_process_that_is_killed_within_a_save_leaves_what_was_there(file: Path) -> None:
    rows = {f"{number:06}": b"x" * 500 for number in range(20_000)}  # more than SQLite holds in memory
    before = saved(file, rows)

    class Deadly(dict[str, bytes]):
        def items(self) -> Iterator[tuple[str, bytes]]:  # type: ignore[override]
            yield from super().items()
            os._exit(9)

    child = os.fork()
    if child == 0:
        Table(file, "rows", b"1").save(unneeded, 8, before, Deadly(dict.fromkeys(rows, b"y" * 900)))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert file.with_name("state.sqlite-journal").exists()
    assert loaded(file) == rows


def test_a_missing_or_unreadable_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for place in (tmp_path / "missing", tmp_path / "no" / "folder", tmp_path, tmp_path / "file" / "below"):
        assert loaded(place) == {}
        assert Table(place, "rows", b"1").generation() == 0


def test_loading_creates_nothing(file: Path) -> None:
    assert loaded(file) == {}
    assert not file.parent.exists()


@pytest.mark.parametrize("place", ["folder", "file/below"])
def test_what_cannot_be_written_is_an_os_error(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"file|folder"):
        saved(tmp_path / place)


def test_a_file_of_another_user_is_read_and_not_written(file: Path) -> None:
    saved(file)
    file.chmod(stat.S_IREAD)
    file.parent.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        assert loaded(file) == ROWS
        if os.geteuid():
            with pytest.raises(OSError, match=r"readonly|unable"):
                saved(file, {})
    finally:
        file.parent.chmod(0o700)
        file.chmod(0o600)


@given(st.binary(max_size=300))
def test_no_bytes_make_loading_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.sqlite"
    file.write_bytes(data)
    assert loaded(file) == {}


def test_forgetting_removes_both_files(file: Path) -> None:
    saved(file)
    file.with_name("state.sqlite-journal").write_bytes(b"x")
    forget_database(file)
    forget_database(file)
    assert list(file.parent.iterdir()) == []
