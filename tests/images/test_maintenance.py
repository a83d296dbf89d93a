"""Looking after the store: what is counted, what is found damaged, and what may be cleared away."""

import os
import time
from pathlib import Path

import pytest

from generator.images.blobs import keep
from generator.images.fetch_index import Entry, add_learnt, load_index
from generator.images.maintenance import YOUNG, forget, sweep, sweep_made, take_stock, verify
from generator.model.fetched_images import Blob
from generator.model.results.image_cache import Share, Swept
from tests.support.site_kit import png
from tests.support.strange_host import jpeg

NOW = 1_800_000_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with three addresses of two pictures, and one without."""
    one, two = keep(tmp_path, jpeg()), keep(tmp_path, png(1, 2, 3))
    entries = {
        "https://a.example/1": Entry("good", NOW + 9, NOW, one, etag='"v1"'),
        "https://a.example/2": Entry("good", NOW - 9, NOW, one),
        "https://b.example/3": Entry("good", NOW + 9, NOW, two),
        "https://c.example/4": Entry("failed", NOW + 9, NOW, reason="it is gone", failures=1),
    }
    add_learnt(tmp_path, entries)
    return tmp_path


def blob_of(store: Path, url: str) -> Blob:
    blob = load_index(store).entries[url].blob
    assert blob is not None
    return blob


def grow_old(store: Path) -> None:
    then = time.time() - YOUNG - 9
    for file in store.rglob("*.*"):
        os.utime(file, (then, then))


def test_stock_is_taken_from_the_index_alone(store: Path) -> None:
    stock = take_stock(store, NOW, most=1)
    assert (stock.addresses, stock.due) == (4, 1)
    assert stock.pictures == (
        Share("image/jpeg", 1, len(jpeg())),
        Share("image/png", 1, len(png(1, 2, 3))),
    )
    assert stock.without == (Share("it is gone", 1),)
    assert stock.hosts == (Share("a.example", 2),)
    assert take_stock(store / "nothing", NOW).addresses == 0


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_what_is_damaged_is_forgotten_and_can_come_again(store: Path, damage: str) -> None:
    file = store / blob_of(store, "https://a.example/1").name
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(jpeg()[:-1] if damage == "cut" else bytes(len(jpeg())))
    steps: list[int] = []
    assert verify(store, steps.append) == (2, ("https://a.example/1", "https://a.example/2"))
    assert sum(steps) == 2
    entry = load_index(store).entries["https://a.example/1"]
    assert (entry.blob, entry.due, entry.etag) == (None, 0, "")
    assert verify(store, steps.append) == (1, ())
    again = keep(store, jpeg())
    assert (store / again.name).read_bytes() == jpeg()


def test_a_sound_store_is_left_alone(store: Path) -> None:
    before = load_index(store)
    assert verify(store, lambda _: None) == (2, ())
    assert load_index(store) == before


def test_what_nobody_names_goes_and_what_is_young_or_not_ours_stays(store: Path) -> None:
    (store / "made").mkdir()
    for name in ("made/x.made", "diary.txt"):
        (store / name).write_text("not ours", "utf-8")
    grow_old(store)
    keep(store, jpeg(red=1))
    wanted = {"https://a.example/1", "https://elsewhere.example/5"}
    would = sweep(store, wanted, int(time.time()), dry_run=True)
    assert len(load_index(store).entries) == 4
    assert sweep(store, wanted, int(time.time()), dry_run=False) == would
    assert would == Swept(3, 1, 0, len(png(1, 2, 3)))
    assert load_index(store).entries.keys() == {"https://a.example/1"}
    left = {file.relative_to(store).parts[0] for file in store.rglob("*.*") if file.is_file()}
    assert {"made", "diary.txt", "index.store"} <= left
    assert len(list(store.rglob("*.jpg"))) == 2


def test_what_was_made_goes_if_nobody_wants_it_and_it_is_not_young(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    for name in ("old.made", "wanted.made", "diary.txt"):
        (tmp_path / "made" / name).write_text("12345", "utf-8")
    grow_old(tmp_path)
    (tmp_path / "made/young.made").write_text("123", "utf-8")
    assert take_stock(tmp_path, NOW).made == Share("made", 3, 13)
    found = [sweep_made(tmp_path / "made", {"wanted.made"}, int(time.time()), dry) for dry in (True, False)]
    assert found == [Share("made", 1, 5)] * 2
    left = {file.name for file in (tmp_path / "made").iterdir()}
    assert left == {"wanted.made", "diary.txt", "young.made"}


def test_a_picture_that_came_again_is_young_again(store: Path) -> None:
    grow_old(store)
    keep(store, jpeg())
    sweep(store, set(), int(time.time()), dry_run=False)
    assert len(list(store.rglob("*.jpg"))) == 1


def test_an_empty_store_needs_no_care(tmp_path: Path) -> None:
    assert sweep(tmp_path / "none", set(), NOW, dry_run=True) == Swept(0, 0, 0, 0)
    assert verify(tmp_path / "none", lambda _: None) == (0, ())
    assert forget(tmp_path, {b"x" * 16}) == ()
