"""What is kept of a store is believed only while its file is the one it was kept with."""

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


def test_a_store_that_nobody_touched_is_not_read(memory: MemoryCache, file: Path) -> None:
    assert memory.load(file, SALT, never) == "as it was kept"


def test_a_store_under_another_salt_is_read(memory: MemoryCache, file: Path) -> None:
    assert memory.load(file, b"2", read) == "as it lies there"


def test_a_store_that_somebody_renewed_is_read(memory: MemoryCache, file: Path) -> None:
    write_base(file, SALT, b"a base")
    assert memory.load(file, SALT, read) == "as it lies there"


def test_a_store_with_changes_beside_it_is_read(memory: MemoryCache, file: Path) -> None:
    journal = read_journal(file, SALT)
    assert journal
    write_changes(file, SALT, journal.name, b"changes")
    assert memory.load(file, SALT, read) == "as it lies there"


def test_a_store_that_is_gone_is_read(memory: MemoryCache, file: Path) -> None:
    file.unlink()
    assert memory.load(file, SALT, read) == "as it lies there"


def test_who_builds_once_keeps_nothing(file: Path) -> None:
    once = MemoryCache()
    once.keep(file, SALT, "as it was kept")
    once.set("words", SALT, {})
    assert once.load(file, SALT, read) == "as it lies there"
    assert once.get("words", SALT) is None


def test_what_was_put_down_is_found_under_its_salt_alone(memory: MemoryCache) -> None:
    memory.set("words", SALT, [1])
    assert memory.get("words", SALT) == [1]
    assert memory.get("words", b"2") is None
    assert memory.get("others", SALT) is None
