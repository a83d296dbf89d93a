"""One process at a time holds a lock."""

import os
from pathlib import Path

import pytest

from generator.base.storage.file_lock import lock_file, try_lock


def test_waiting_for_a_lock_ends_with_a_timeout(tmp_path: Path) -> None:
    with lock_file(tmp_path / "lock", 1), pytest.raises(TimeoutError), lock_file(tmp_path / "lock", 0.05):
        pass
    with lock_file(tmp_path / "lock", 0):
        pass


def test_a_lock_creates_its_folder_and_ends_with_an_exception(tmp_path: Path) -> None:
    file = tmp_path / "new" / "lock"
    with pytest.raises(ValueError, match="inside"), lock_file(file, 0):
        raise ValueError("inside")
    with lock_file(file, 0):
        assert file.is_file()


def test_a_second_handle_does_not_get_the_lock(tmp_path: Path) -> None:
    handles = [os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2)]
    try:
        try_lock(handles[0])
        with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
            try_lock(handles[1])
    finally:
        for handle in handles:
            os.close(handle)
