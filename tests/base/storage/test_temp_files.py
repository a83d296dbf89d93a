"""Temporary files of killed processes are removed, those still in use are not."""

import os
import time
from pathlib import Path

from generator.base.storage.temp_files import ABANDONED_AFTER, sweep_temp_files, temporary_name


def abandoned(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"half of")
    then = time.time() - ABANDONED_AFTER - 5
    os.utime(file, (then, then))
    return file


def test_only_abandoned_temporary_files_are_removed(tmp_path: Path) -> None:
    place = tmp_path / "cache"
    gone = [abandoned(temporary_name(place / "trace.store")), abandoned(place / ".a b.store.77.tmp")]
    kept = [abandoned(place / name) for name in ("trace.store", ".tmp", "notes.77.tmp", ".notes.tmp")]
    fresh = temporary_name(place / "seal.store")
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
