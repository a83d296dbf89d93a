"""Temporary files of killed processes are removed, those still in use are not."""

import os
import time
from pathlib import Path

import pytest

from generator.base.storage.temp_files import ABANDONED_AFTER, sweep_temp_files, write_atomically


def abandoned(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"half of")
    then = time.time() - ABANDONED_AFTER - 5
    os.utime(file, (then, then))
    return file


def test_only_abandoned_temporary_files_are_removed(tmp_path: Path) -> None:
    place = tmp_path / "cache"
    gone = [abandoned(place / f".trace.store.{os.getpid()}.tmp"), abandoned(place / ".a b.store.77.tmp")]
    kept = [abandoned(place / name) for name in ("trace.store", ".tmp", "notes.77.tmp", ".notes.tmp")]
    fresh = place / f".seal.store.{os.getpid()}.tmp"
    fresh.write_bytes(b"on its w")
    assert sweep_temp_files((place, tmp_path / "nowhere")) == len(gone)
    assert sorted(place.iterdir()) == sorted([*kept, fresh])


def test_a_folder_with_such_a_name_stays(tmp_path: Path) -> None:
    folder = tmp_path / ".store.1.tmp"
    folder.mkdir()
    os.utime(folder, (1, 1))
    abandoned(tmp_path / ".store.2.tmp")
    assert sweep_temp_files((tmp_path,)) == 1
    assert folder.is_dir()


@pytest.mark.parametrize("folder", [None, "new"])
def test_a_file_is_written_with_its_folders(tmp_path: Path, folder: str | None) -> None:
    file = tmp_path / "a" / "b"
    for data in (b"one", b"two"):
        write_atomically(file, data, tmp_path / folder if folder else None)
        assert file.read_bytes() == data
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [file]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
