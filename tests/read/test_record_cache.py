"""The memo gives back what it was given, knows nothing in any doubt, and never fails a build."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.problem import Problem
from generator.model.item import Item, ItemImage, Publisher
from generator.model.record import SourceFile
from generator.read.record_cache import (
    RACY_NS,
    CachedRecord,
    RecordCache,
    load_record_cache,
    save_record_cache,
)

SALT = b"code and settings"
OLD = 1_600_000_000_000_000_000
"""A time stamp long before any test is run."""

ITEM = Item(
    path="_news/é.md",
    key="https://a.example/é",
    kind="article",
    title="A title – with 😀",
    published=datetime(2021, 12, 15, 10, tzinfo=UTC),
    source=Publisher("A", "a.example", (ItemImage("x.png", local=True, width=50, height=50),)),
    topics=("B", "C"),
    rating=4.5,
)
GOOD = CachedRecord("_news/é.md", (10, OLD, OLD, 7), b"d" * 16, ITEM, (), ("foreign",))
BAD = CachedRecord(
    "b.md",
    (11, OLD, OLD, 8),
    b"e" * 16,
    None,
    (Problem("b.md", 3, "title", "expected x", "do y"), Problem("b.md", 0, "", "z", severity="repaired")),
    (),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "cache" / "memo"
    save_record_cache(file, SALT, [GOOD, BAD])
    return file


def listed(entry: CachedRecord) -> SourceFile:
    return SourceFile(entry.path, entry.stamp)


def test_entries_are_loaded_as_saved(file: Path) -> None:
    memo = load_record_cache(file, SALT)
    assert len(memo) == 2
    for entry in (GOOD, BAD):
        assert memo.knows(listed(entry))
        assert memo.by_stamp(listed(entry)) == entry
        assert memo.by_digest(entry.path, entry.digest) == entry
        assert memo.by_path(entry.path) == entry


@pytest.mark.parametrize("part", range(4))
def test_a_stamp_that_differs_in_any_part_is_not_trusted(file: Path, part: int) -> None:
    stamp = list(GOOD.stamp)
    stamp[part] += 1
    moved = SourceFile(GOOD.path, (stamp[0], stamp[1], stamp[2], stamp[3]))
    memo = load_record_cache(file, SALT)
    assert memo.by_stamp(moved) is None
    assert not memo.knows(moved)
    assert memo.by_digest(GOOD.path, GOOD.digest) == GOOD


def test_other_paths_and_digests_are_not_known(file: Path) -> None:
    memo = load_record_cache(file, SALT)
    assert memo.by_stamp(SourceFile("c.md", GOOD.stamp)) is None
    assert memo.by_digest("c.md", GOOD.digest) is None
    assert memo.by_digest(GOOD.path, b"x" * 16) is None
    assert memo.by_path("c.md") is None


@pytest.mark.parametrize(
    ("age_ns", "trusted"), [(RACY_NS + 1, True), (RACY_NS, False), (0, False), (-(10**18), False)]
)
def test_a_file_changed_just_before_it_was_listed_is_not_trusted_by_stamp(
    tmp_path: Path, age_ns: int, trusted: bool
) -> None:
    moment = 1_700_000_000_000_000_000
    young = CachedRecord("a.md", (1, moment - age_ns, OLD, 1), b"d" * 16, None, (), ())
    save_record_cache(tmp_path / "memo", SALT, [young], moment)
    memo = load_record_cache(tmp_path / "memo", SALT)
    assert (memo.by_stamp(listed(young)) == young) is trusted
    assert memo.by_digest("a.md", young.digest) == young


def test_the_moment_is_now_unless_given(tmp_path: Path) -> None:
    young = CachedRecord("a.md", (1, time.time_ns(), OLD, 1), b"d" * 16, None, (), ())
    save_record_cache(tmp_path / "memo", SALT, [young])
    assert load_record_cache(tmp_path / "memo", SALT).by_stamp(listed(young)) is None


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    entry = CachedRecord("a.md", (1, OLD, OLD, 1), b"", None, (Problem("a.md", 0, "", "m"),), ())
    save_record_cache(tmp_path / "memo", SALT, [entry])
    assert load_record_cache(tmp_path / "memo", SALT).by_stamp(listed(entry)) is None


def test_without_a_file_the_cache_is_empty(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path / "no" / "folder", tmp_path):
        memo = load_record_cache(path, SALT)
        assert len(memo) == 0
        assert memo.by_stamp(listed(GOOD)) is None
    assert RecordCache().by_digest("a", b"") is None


def test_a_cache_with_another_salt_is_empty(file: Path) -> None:
    assert len(load_record_cache(file, b"other code")) == 0


@pytest.mark.parametrize("data", [b"", b"x", b"broadsheet memo 1\n", b"\0" * 1000, os.urandom(2000), b"[]"])
def test_a_foreign_file_is_an_empty_cache(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert len(load_record_cache(file, SALT)) == 0


def test_a_damaged_file_is_an_empty_cache(file: Path) -> None:
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at])
        assert len(load_record_cache(file, SALT)) == 0
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert len(load_record_cache(file, SALT)) == 0
    file.write_bytes(whole + b"x")
    assert len(load_record_cache(file, SALT)) == 0


def test_a_cache_is_replaced_atomically(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_record_cache(file, SALT, [BAD])
    assert [path.name for path in file.parent.iterdir()] == ["memo"]

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        save_record_cache(file, SALT, [GOOD])
    assert [path.name for path in file.parent.iterdir()] == ["memo"]
    assert load_record_cache(file, SALT).by_path("b.md") == BAD


def test_an_empty_cache_is_saved_and_loaded(file: Path) -> None:
    save_record_cache(file, SALT, [])
    assert len(load_record_cache(file, SALT)) == 0


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save_record_cache(tmp_path / name, SALT, [GOOD, BAD], OLD)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@given(st.binary(max_size=300))
def test_no_bytes_make_loading_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any-memo"
    file.write_bytes(data)
    assert len(load_record_cache(file, SALT)) == 0


def test_ten_thousand_entries_load_quickly(tmp_path: Path) -> None:
    entries = [CachedRecord(f"{at}.md", (1, OLD, OLD, at), b"d" * 16, ITEM, (), ()) for at in range(10_000)]
    save_record_cache(tmp_path / "memo", SALT, entries)
    started = time.perf_counter()
    memo = load_record_cache(tmp_path / "memo", SALT)
    assert all(memo.by_stamp(listed(entry)) for entry in entries)
    assert time.perf_counter() - started < 1  # 0.05 s on the machine it was written on


def test_a_loaded_cache_is_updated_by_a_changes_file(file: Path) -> None:
    before = load_record_cache(file, SALT)
    whole = file.read_bytes()
    new = CachedRecord("new.md", (1, OLD, OLD, 1), b"f" * 16, ITEM, (), ())
    touched = CachedRecord(GOOD.path, (10, OLD + 5, OLD, 7), GOOD.digest, ITEM, (), ())
    save_record_cache(file, SALT, [touched, new], OLD * 2, before)
    assert file.read_bytes() == whole
    after = load_record_cache(file, SALT)
    assert [after.by_path(path) for path in (GOOD.path, "new.md", BAD.path)] == [touched, new, None]
    assert len(after) == 2
    save_record_cache(file, SALT, [touched, BAD], OLD * 2, after)
    again = load_record_cache(file, SALT)
    assert [again.by_path(path) for path in (GOOD.path, "new.md", BAD.path)] == [touched, None, BAD]
