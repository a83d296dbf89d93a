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


def make_foreign_files(folder: Path) -> set[Path]:
    """Put files into a cache that are not ours: other names, links, and what links lead to."""
    elsewhere = folder.with_name("elsewhere")
    taken = next(folder.glob("??")).name
    blob, bundle = f"{'1' * 30}.jpg", f"{'1' * 32}.made"
    files = [elsewhere / blob, elsewhere / bundle]
    files += [
        folder / place for place in (blob, bundle, "diary.txt", f"abc/{blob}", f"AB/{blob}", f"new/{blob}")
    ]
    files += [
        folder / taken / name for name in ("diary.txt", f"{'1' * 30}.jpg.bak", f"{'1' * 29}.jpg", "1.jpg")
    ]
    files += [
        folder / "made" / name
        for name in ("diary.txt", "x.made", f"{bundle}.bak", f"{'A' * 32}.made", "a.refused")
    ]
    for file in files:
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("not ours", "utf-8")
    links = [folder / "0a", folder / taken / f"{'2' * 30}.jpg", folder / "made" / f"{'2' * 32}.made"]
    for link, target in zip(links, (elsewhere, elsewhere / blob, elsewhere / bundle), strict=True):
        link.symlink_to(target)
    (folder / taken / f"{'3' * 30}.jpg").mkdir()
    return {*files, *links}


def test_deletes_unnamed_entries_but_no_new_or_foreign_files(store: Path) -> None:
    foreign = make_foreign_files(store)
    grow_old(store)
    store_blob(store, jpeg(red=1))
    wanted = {"https://a.example/1", "https://elsewhere.example/5"}
    would = sweep_blobs(store, wanted, int(time.time()), dry_run=True)
    assert len(load_fetch_index(store).entries) == 4
    assert sweep_blobs(store, wanted, int(time.time()), dry_run=False) == would
    assert would == GcResult(3, 1, 0, len(png(1, 2, 3)))
    assert load_fetch_index(store).entries.keys() == {"https://a.example/1"}
    assert sweep_variants(store / "made", (), int(time.time()), dry_run=False).count == 0
    assert {file for file in foreign if not os.path.lexists(file)} == set()
    ours = [file for file in store.glob("??/*.jpg") if file.is_file() and file not in foreign]
    assert len([file for file in ours if file.parent.name != "0a" and not file.is_symlink()]) == 2


def test_a_link_in_place_of_the_folder_is_not_followed(store: Path) -> None:
    grow_old(store)
    made = store / "made"
    made.mkdir()
    (made / f"{'1' * 32}.made").write_text("old", "utf-8")
    grow_old(store)
    link = store.with_name("link")
    link.symlink_to(store)
    linked_made = store.with_name("linked-made")
    linked_made.symlink_to(made)
    before = {file for file in store.rglob("*") if file.name not in ("lock", "index.store")}
    sweep_blobs(link, set(), int(time.time()), dry_run=False)
    assert sweep_variants(linked_made, (), int(time.time()), dry_run=False).count == 0
    assert before <= set(store.rglob("*"))


def test_deletes_old_unwanted_bundles_and_refusals(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    old, wanted, young = ("1" * 32, "2" * 32, "3" * 32)
    for name in (f"{old}.made", f"{wanted}.made", f"{old}.refused", f"{wanted}.refused"):
        (made / name).write_text("12345", "utf-8")
    grow_old(tmp_path)
    (made / f"{young}.made").write_text("123", "utf-8")
    assert cache_stats(tmp_path, NOW).made == CountedSize("made", 3, 13)
    found = [sweep_variants(made, {f"{wanted}.made"}, int(time.time()), dry) for dry in (True, False)]
    assert found == [CountedSize("made", 1, 5)] * 2
    left = {file.name for file in made.iterdir()}
    assert left == {f"{wanted}.made", f"{wanted}.refused", f"{young}.made"}


def test_storing_an_image_again_resets_its_age(store: Path) -> None:
    grow_old(store)
    store_blob(store, jpeg())
    sweep_blobs(store, set(), int(time.time()), dry_run=False)
    assert len(list(store.rglob("*.jpg"))) == 1


def test_an_empty_cache_is_no_problem(tmp_path: Path) -> None:
    assert sweep_blobs(tmp_path / "none", set(), NOW, dry_run=True) == GcResult(0, 0, 0, 0)
    assert verify_blobs(tmp_path / "none", lambda _: None) == (0, ())
    assert forget_lost(tmp_path, {b"x" * 16}) == ()
