"""A scratch folder exists as long as its process, even if that is killed."""

import os
import tempfile
from pathlib import Path

import pytest

from generator.base.storage.scratch_dir import PREFIX, ScratchDir, sweep_scratch_dirs
from tests.support.killing import KILLED, in_child


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system's temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_exists_while_it_is_used(place: Path) -> None:
    with ScratchDir() as spare:
        assert not list(place.iterdir()), "nobody asked for it"
        folder = spare.folder()
        (folder / "file").write_bytes(b"x")
        assert spare.folder() == folder
        assert list(place.iterdir()) == [folder]
        assert sweep_scratch_dirs(place) == 0
        spare.drop_unused()
        assert (folder / "file").read_bytes() == b"x"
    assert not list(place.iterdir())


def test_an_unused_folder_is_removed_early_and_can_be_created_again(place: Path) -> None:
    with ScratchDir() as spare:
        spare.folder()
        spare.drop_unused()
        assert not list(place.iterdir())
        assert spare.folder().is_dir()
    assert not list(place.iterdir())


def test_the_folder_of_a_killed_process_is_removed_by_the_next_process(place: Path) -> None:
    def work() -> None:
        (ScratchDir().folder() / "file").write_bytes(b"x")
        os._exit(KILLED)

    assert in_child(work).outcome() == "killed"
    (left,) = place.glob(f"{PREFIX}*")
    assert (left / "file").exists()
    with ScratchDir() as spare:
        folder = spare.folder()
        assert list(place.iterdir()) == [folder] != [left]


def test_concurrent_builds_keep_each_others_folders(place: Path) -> None:
    with ScratchDir() as one:
        first = one.folder()

        def work() -> None:
            with ScratchDir() as two:
                assert two.folder() != first
                assert first.is_dir()

        assert in_child(work).outcome() == "done"
        assert list(place.iterdir()) == [first]


def test_other_files_with_the_prefix_stay(place: Path) -> None:
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "lock").write_bytes(b"")
    (place / f"{PREFIX}link").symlink_to(elsewhere)
    (place / f"{PREFIX}empty").mkdir()
    (place / f"{PREFIX}file").write_bytes(b"")
    assert sweep_scratch_dirs(place) == 0
    assert (elsewhere / "lock").exists()
    assert len(list(place.iterdir())) == 4
