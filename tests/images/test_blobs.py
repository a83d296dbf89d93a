"""Blobs: stored unchanged and once; invalid data and unwritable folders are errors."""

import os
from pathlib import Path

import pytest

from generator.base.digest import digest
from generator.images.blobs import CacheWriteError, is_intact, store_blob
from generator.images.header import ImageError
from generator.model.fetched_images import Blob
from tests.support.site_kit import png

DATA = png(10, 20, 30)


def test_stores_an_image_under_its_digest(tmp_path: Path) -> None:
    blob = store_blob(tmp_path, DATA)
    assert blob == Blob(digest(DATA), "image/png", len(DATA), blob.width, blob.height)
    assert (tmp_path / blob.name).read_bytes() == DATA
    assert is_intact(tmp_path, blob)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / blob.name]


def test_storing_an_image_again_only_resets_its_age(tmp_path: Path) -> None:
    file = tmp_path / store_blob(tmp_path, DATA).name
    os.utime(file, (1, 1))
    inode = file.stat().st_ino
    store_blob(tmp_path, DATA)
    assert file.stat().st_ino == inode
    assert file.stat().st_mtime > 1


def test_replaces_a_file_of_another_size(tmp_path: Path) -> None:
    blob = store_blob(tmp_path, DATA)
    (tmp_path / blob.name).write_bytes(b"cut")
    assert not is_intact(tmp_path, blob)
    store_blob(tmp_path, DATA)
    assert is_intact(tmp_path, blob)


@pytest.mark.parametrize("damage", [None, bytes(len(DATA)), b""])
def test_a_missing_or_changed_file_is_not_intact(tmp_path: Path, damage: bytes | None) -> None:
    blob = store_blob(tmp_path, DATA)
    file = tmp_path / blob.name
    file.unlink() if damage is None else file.write_bytes(damage)
    assert not is_intact(tmp_path, blob)


def test_rejects_data_that_is_no_image(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="not a JPEG"):
        store_blob(tmp_path, b"text")
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_cache_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(CacheWriteError, match=r"cannot write .*cache"):
        store_blob(tmp_path / "cache", DATA)
