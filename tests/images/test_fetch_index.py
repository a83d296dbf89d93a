"""The index of fetched images: complete or empty, also with two builds at once."""

import threading
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.images.fetch_index import (
    FetchEntry,
    add_entries,
    fetch_index_path,
    load_fetch_index,
    merge_entries,
    stamp_fetch_index,
    update_fetch_index,
)
from generator.model.fetched_images import Blob

BLOB = Blob(b"d" * 16, "image/png", 70, 1, 1)
OTHER = Blob(b"e" * 16, "image/png", 71, 1, 1)
ENTRY = FetchEntry("good", 200, 100, BLOB, etag='"v1"')


def test_entries_are_stored(tmp_path: Path) -> None:
    assert load_fetch_index(tmp_path).entries == {}
    index = add_entries(tmp_path, {"https://a.example/1": ENTRY})
    assert load_fetch_index(tmp_path) == index
    assert index.stamp == stamp_fetch_index(tmp_path)
    assert add_entries(tmp_path, {"https://a.example/2": ENTRY}).entries.keys() == {
        "https://a.example/1",
        "https://a.example/2",
    }
    assert load_fetch_index(tmp_path).stamp != index.stamp


@pytest.mark.parametrize("damage", [b"", b"broadsheet store 1\n", b"\0" * 500, None])
def test_a_damaged_index_is_empty(tmp_path: Path, damage: bytes | None) -> None:
    add_entries(tmp_path, {"https://a.example/1": ENTRY})
    file = fetch_index_path(tmp_path)
    file.write_bytes(file.read_bytes()[:-1] + b"\xff" if damage is None else damage)
    assert load_fetch_index(tmp_path).entries == {}


def test_simultaneous_builds_lose_nothing(tmp_path: Path) -> None:
    def learn(builder: int) -> None:
        for number in range(10):
            add_entries(tmp_path, {f"https://a.example/{builder}/{number}": ENTRY})

    builders = [threading.Thread(target=learn, args=(builder,)) for builder in range(4)]
    for each in builders:
        each.start()
    for each in builders:
        each.join()
    assert len(load_fetch_index(tmp_path).entries) == 40


def test_merging_keeps_the_newer_entry_and_the_last_good_image() -> None:
    later = FetchEntry("failed", 900, 500, None, "gone")
    newer = FetchEntry("good", 900, 500, OTHER)
    assert merge_entries(None, ENTRY) == ENTRY
    assert merge_entries(ENTRY, later) == merge_entries(later, ENTRY) == replace(later, blob=BLOB)
    private = replace(ENTRY, exempt=("a.example:80",))
    assert merge_entries(private, later) == replace(later, blob=BLOB, exempt=("a.example:80",))
    assert merge_entries(ENTRY, newer) == merge_entries(newer, ENTRY) == newer


def test_entries_can_be_removed(tmp_path: Path) -> None:
    add_entries(tmp_path, {"https://a.example/1": ENTRY})
    assert update_fetch_index(tmp_path, lambda entries: entries.clear()).entries == {}
    assert load_fetch_index(tmp_path).entries == {}
