"""Maintaining the image cache: statistics, damaged files, garbage collection."""

import os
import time
from pathlib import Path

import pytest

from generator.images.blobs import store_blob
from generator.images.fetch_index import FetchEntry, add_entries, load_fetch_index
from generator.images.maintenance import (
    MIN_AGE,
    cache_stats,
    forget_lost,
    sweep_blobs,
    sweep_variants,
    verify_blobs,
)
from generator.model.fetched_images import Blob
from generator.model.results.image_cache import CountedSize, GcResult
from tests.support.site_kit import png
from tests.support.strange_host import jpeg

NOW = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A cache with three URLs of two images, and one URL without."""
    one, two = store_blob(tmp_path, jpeg()), store_blob(tmp_path, png(1, 2, 3))
    entries = {
        "https://a.example/1": FetchEntry("good", NOW + 9, NOW, one, etag='"v1"'),
        "https://a.example/2": FetchEntry("good", NOW - 9, NOW, one),
        "https://b.example/3": FetchEntry("good", NOW + 9, NOW, two),
        "https://c.example/4": FetchEntry("failed", NOW + 9, NOW, reason="the host is gone", failures=1),
    }
    add_entries(tmp_path, entries)
    return tmp_path


def blob_of(store: Path, url: str) -> Blob:
    blob = load_fetch_index(store).entries[url].blob
    assert blob is not None
    return blob


def grow_old(store: Path) -> None:
    then = time.time() - MIN_AGE - 9
    for file in store.rglob("*.*"):
        os.utime(file, (then, then))


def test_statistics_come_from_the_index(store: Path) -> None:
    stats = cache_stats(store, NOW, limit=1)
    assert (stats.addresses, stats.due) == (4, 1)
    assert stats.pictures == (
        CountedSize("image/jpeg", 1, len(jpeg())),
        CountedSize("image/png", 1, len(png(1, 2, 3))),
    )
    assert stats.without == (CountedSize("the host is gone", 1),)
    assert stats.hosts == (CountedSize("a.example", 2),)
    assert cache_stats(store / "nothing", NOW).addresses == 0


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_damaged_images_are_forgotten_and_can_be_stored_again(store: Path, damage: str) -> None:
    file = store / blob_of(store, "https://a.example/1").name
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(jpeg()[:-1] if damage == "cut" else bytes(len(jpeg())))
    steps: list[int] = []
    assert verify_blobs(store, steps.append) == (2, ("https://a.example/1", "https://a.example/2"))
    assert sum(steps) == 2
    entry = load_fetch_index(store).entries["https://a.example/1"]
    assert (entry.blob, entry.due, entry.etag) == (None, 0, "")
    assert verify_blobs(store, steps.append) == (1, ())
    again = store_blob(store, jpeg())
    assert (store / again.name).read_bytes() == jpeg()


def test_an_intact_cache_is_not_changed(store: Path) -> None:
    before = load_fetch_index(store)
    assert verify_blobs(store, lambda _: None) == (2, ())
    assert load_fetch_index(store) == before


def test_deletes_unnamed_entries_but_no_new_or_foreign_files(store: Path) -> None:
    (store / "made").mkdir()
    for name in ("made/x.made", "diary.txt"):
        (store / name).write_text("not ours", "utf-8")
    grow_old(store)
    store_blob(store, jpeg(red=1))
    wanted = {"https://a.example/1", "https://elsewhere.example/5"}
    would = sweep_blobs(store, wanted, int(time.time()), dry_run=True)
    assert len(load_fetch_index(store).entries) == 4
    assert sweep_blobs(store, wanted, int(time.time()), dry_run=False) == would
    assert would == GcResult(3, 1, 0, len(png(1, 2, 3)))
    assert load_fetch_index(store).entries.keys() == {"https://a.example/1"}
    left = {file.relative_to(store).parts[0] for file in store.rglob("*.*") if file.is_file()}
    assert {"made", "diary.txt", "index.store"} <= left
    assert len(list(store.rglob("*.jpg"))) == 2


def test_deletes_old_unwanted_bundles(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    for name in ("old.made", "wanted.made", "diary.txt"):
        (tmp_path / "made" / name).write_text("12345", "utf-8")
    grow_old(tmp_path)
    (tmp_path / "made/young.made").write_text("123", "utf-8")
    assert cache_stats(tmp_path, NOW).made == CountedSize("made", 3, 13)
    found = [
        sweep_variants(tmp_path / "made", {"wanted.made"}, int(time.time()), dry) for dry in (True, False)
    ]
    assert found == [CountedSize("made", 1, 5)] * 2
    left = {file.name for file in (tmp_path / "made").iterdir()}
    assert left == {"wanted.made", "diary.txt", "young.made"}


def test_storing_an_image_again_resets_its_age(store: Path) -> None:
    grow_old(store)
    store_blob(store, jpeg())
    sweep_blobs(store, set(), int(time.time()), dry_run=False)
    assert len(list(store.rglob("*.jpg"))) == 1


def test_an_empty_cache_is_no_problem(tmp_path: Path) -> None:
    assert sweep_blobs(tmp_path / "none", set(), NOW, dry_run=True) == GcResult(0, 0, 0, 0)
    assert verify_blobs(tmp_path / "none", lambda _: None) == (0, ())
    assert forget_lost(tmp_path, {b"x" * 16}) == ()
