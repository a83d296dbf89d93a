"""A value in memory is only used while its files are unchanged."""

from pathlib import Path

import pytest

from generator.base.storage.journal import read_journal, write_base, write_changes
from generator.base.storage.memory_cache import MemoryCache

SALT = b"1"


def never(file: Path, salt: bytes) -> str:
    raise AssertionError("read anew")


def read(file: Path, salt: bytes) -> str:
    return "as it lies there"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_base(tmp_path / "store", SALT, b"a base")
    return tmp_path / "store"


@pytest.fixture
def memory(file: Path) -> MemoryCache:
    memory = MemoryCache(persistent=True)
    memory.keep(file, SALT, "as it was kept")
    return memory


def test_an_unchanged_file_is_not_read(memory: MemoryCache, file: Path) -> None:
    assert memory.load(file, SALT, never) == "as it was kept"


def test_a_file_with_another_salt_is_read(memory: MemoryCache, file: Path) -> None:
    assert memory.load(file, b"2", read) == "as it lies there"


def test_a_rewritten_file_is_read(memory: MemoryCache, file: Path) -> None:
    write_base(file, SALT, b"a base")
    assert memory.load(file, SALT, read) == "as it lies there"


def test_a_file_with_new_changes_is_read(memory: MemoryCache, file: Path) -> None:
    journal = read_journal(file, SALT)
    assert journal
    write_changes(file, SALT, journal.name, b"changes")
    assert memory.load(file, SALT, read) == "as it lies there"


def test_a_removed_file_is_read(memory: MemoryCache, file: Path) -> None:
    file.unlink()
    assert memory.load(file, SALT, read) == "as it lies there"


def test_a_process_that_builds_once_stores_nothing(file: Path) -> None:
    once = MemoryCache()
    once.keep(file, SALT, "as it was kept")
    once.set("words", SALT, {})
    assert once.load(file, SALT, read) == "as it lies there"
    assert once.get("words", SALT) is None


def test_a_named_value_is_only_returned_with_the_same_salt(memory: MemoryCache) -> None:
    memory.set("words", SALT, [1])
    assert memory.get("words", SALT) == [1]
    assert memory.get("words", b"2") is None
    assert memory.get("others", SALT) is None
