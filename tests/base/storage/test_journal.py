"""A journal stores changes next to its base, and ignores damaged files."""

import os
from pathlib import Path

import pytest

from generator.base.storage.journal import (
    MIN_CHANGE_LIMIT,
    Snapshot,
    forget_journal,
    read_journal,
    write_base,
    write_changes,
)

SALT = b"code"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "cache" / "rows"
    write_base(file, SALT, b"the base")
    return file


def name_of(file: Path) -> bytes:
    journal = read_journal(file, SALT)
    assert journal is not None
    return journal.name


def test_base_and_changes_are_read(file: Path) -> None:
    write_changes(file, SALT, name_of(file), b"the changes")
    journal = read_journal(file, SALT)
    assert journal is not None
    assert (bytes(journal.base), bytes(journal.changes or b"")) == (b"the base", b"the changes")


def test_changes_of_another_base_are_ignored(file: Path) -> None:
    write_changes(file, SALT, b"another", b"the changes")
    journal = read_journal(file, SALT)
    assert journal is not None
    assert journal.changes is None


def test_a_new_base_has_no_changes(file: Path) -> None:
    write_changes(file, SALT, name_of(file), b"the changes")
    write_base(file, SALT, b"the base")
    journal = read_journal(file, SALT)
    assert journal is not None
    assert journal.changes is None
    assert [each.name for each in file.parent.iterdir()] == ["rows"]


@pytest.mark.parametrize("whose", ["rows", "rows.changes"])
def test_a_truncated_or_altered_file_is_ignored(file: Path, whose: str) -> None:
    write_changes(file, SALT, name_of(file), b"the changes")
    target = file.with_name(whose)
    whole = target.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            target.write_bytes(damaged)
            journal = read_journal(file, SALT)
            assert journal is None if whose == "rows" else journal is not None and journal.changes is None


@pytest.mark.parametrize("data", [b"", b"x", os.urandom(500)])
def test_a_foreign_file_and_another_salt_are_ignored(file: Path, data: bytes) -> None:
    assert read_journal(file, b"other code") is None
    file.write_bytes(data)
    assert read_journal(file, SALT) is None


def test_forgetting_removes_both_files(file: Path) -> None:
    write_changes(file, SALT, name_of(file), b"the changes")
    forget_journal(file)
    assert list(file.parent.iterdir()) == []


def test_rows_are_the_base_with_the_changes_applied() -> None:
    known = Snapshot.of(b"name", {"a": 1, "b": 2, "c": 3}, {"b": 20, "d": 4}, ["c"])
    assert known.rows == {"a": 1, "b": 20, "d": 4}
    assert known.base == {"a", "b", "c"}


def test_changes_are_relative_to_the_base_not_to_the_last_build() -> None:
    known = Snapshot.of(b"name", {"a": [1], "b": [2], "c": [3]}, {"b": [20]}, ["c"])
    rows = known.rows
    assert known.changes(rows) == ({"b": [20]}, ("c",))
    assert known.changes({"a": rows["a"], "b": rows["b"], "d": [4]}) == ({"b": [20], "d": [4]}, ("c",))
    assert known.changes({"a": [1]}) == ({"a": [1]}, ("b", "c")), "an equal row is another row"


def test_too_many_changes_need_a_new_base() -> None:
    base = {str(number): [number] for number in range(MIN_CHANGE_LIMIT * 2)}
    known = Snapshot.of(b"name", dict(base), {}, [])
    few = dict(known.rows) | {f"new {number}": [number] for number in range(MIN_CHANGE_LIMIT)}
    assert known.changes(few) is not None
    assert known.changes(few | {"one more": [0]}) is None
    assert Snapshot[list[int]]().changes({}) is None, "nothing loaded"
