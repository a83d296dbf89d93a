"""The memo gives back what it was given, knows nothing in any doubt, and never fails a build."""

import time
from datetime import UTC, datetime

import msgspec
import pytest

from generator.base.problem import Problem
from generator.model.item import Item, ItemImage, Publisher
from generator.model.record import SourceFile
from generator.read.record_cache import (
    RACY_NS,
    CachedRecord,
    CachedRow,
    RecordCache,
)

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


def stored(records: list[CachedRecord], moment: int | None = None) -> RecordCache:
    """Return the cache of the next build."""
    rows = msgspec.msgpack.decode(
        msgspec.msgpack.encode(RecordCache().rows(records)), type=dict[str, CachedRow]
    )
    return RecordCache(rows, time.time_ns() if moment is None else moment)


@pytest.fixture
def memo() -> RecordCache:
    return stored([GOOD, BAD])


def listed(entry: CachedRecord) -> SourceFile:
    return SourceFile(entry.path, entry.stamp)


def test_entries_come_back_as_they_were(memo: RecordCache) -> None:
    assert len(memo) == 2
    for entry in (GOOD, BAD):
        assert memo.knows(listed(entry))
        assert memo.by_stamp(listed(entry)) == entry
        assert memo.by_path(entry.path) == entry


@pytest.mark.parametrize("part", range(4))
def test_a_stamp_that_differs_in_any_part_is_not_trusted(memo: RecordCache, part: int) -> None:
    stamp = list(GOOD.stamp)
    stamp[part] += 1
    moved = SourceFile(GOOD.path, (stamp[0], stamp[1], stamp[2], stamp[3]))
    assert memo.by_stamp(moved) is None
    assert not memo.knows(moved)


def test_other_paths_are_not_known(memo: RecordCache) -> None:
    assert memo.by_stamp(SourceFile("c.md", GOOD.stamp)) is None
    assert memo.by_path("c.md") is None


@pytest.mark.parametrize(
    ("age_ns", "trusted"), [(RACY_NS + 1, True), (RACY_NS, False), (0, False), (-(10**18), False)]
)
def test_a_file_changed_just_before_it_was_listed_is_not_trusted_by_stamp(age_ns: int, trusted: bool) -> None:
    moment = 1_700_000_000_000_000_000
    young = CachedRecord("a.md", (1, moment - age_ns, OLD, 1), b"d" * 16, None, (), ())
    memo = stored([young], moment)
    assert (memo.by_stamp(listed(young)) == young) is trusted


def test_a_file_that_could_not_be_read_is_tried_again() -> None:
    entry = CachedRecord("a.md", (1, OLD, OLD, 1), b"", None, (Problem("a.md", 0, "", "m"),), ())
    assert stored([entry]).by_stamp(listed(entry)) is None


def test_an_empty_cache_knows_nothing() -> None:
    cache = RecordCache()
    assert len(cache) == 0
    assert cache.by_stamp(listed(GOOD)) is None


def test_a_row_that_cannot_be_decoded_is_not_known() -> None:
    row = CachedRow(GOOD.stamp, GOOD.digest, msgspec.Raw(b"\xc1"))
    assert RecordCache({GOOD.path: row}, OLD * 2).by_stamp(listed(GOOD)) is None


def test_ten_thousand_entries_are_decoded_quickly() -> None:
    entries = [CachedRecord(f"{at}.md", (1, OLD, OLD, at), b"d" * 16, ITEM, (), ()) for at in range(10_000)]
    memo = stored(entries)
    started = time.perf_counter()
    assert all(memo.by_stamp(listed(entry)) for entry in entries)
    assert time.perf_counter() - started < 1  # 0.05 s on the machine it was written on


def test_the_rows_of_unchanged_records_are_those_of_the_cache(memo: RecordCache) -> None:
    rows = memo.rows([GOOD, BAD])
    touched = CachedRecord(GOOD.path, (10, OLD + 5, OLD, 7), GOOD.digest, ITEM, (), ())
    unread = CachedRecord(BAD.path, BAD.stamp, b"", None, BAD.problems, ())
    now = memo.rows([touched, BAD])
    assert now[BAD.path] is memo.rows([BAD])[BAD.path] is rows[BAD.path]
    assert now[GOOD.path] is not rows[GOOD.path]
    assert stored([touched]).by_path(GOOD.path) == touched
    assert memo.rows([unread])[BAD.path] is not rows[BAD.path]


def test_a_record_that_is_in_memory_is_not_decoded_again() -> None:
    rows = RecordCache().rows([GOOD])
    assert RecordCache(rows, OLD * 2, {GOOD.path: GOOD}).by_path(GOOD.path) is GOOD
    other = CachedRecord(GOOD.path, GOOD.stamp, b"x" * 16, None, (), ())
    assert RecordCache(rows, OLD * 2, {GOOD.path: other}).by_path(GOOD.path) == GOOD
