"""A scratch folder exists while somebody needs it."""

import tempfile
from pathlib import Path

import pytest

from generator.base.storage.scratch_dir import ScratchDir


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system's temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_exists_while_it_is_used(place: Path) -> None:
    with ScratchDir() as scratch:
        assert not list(place.iterdir()), "nobody asked for it"
        folder = scratch.folder()
        (folder / "file").write_bytes(b"x")
        assert scratch.folder() == folder
        assert list(place.iterdir()) == [folder]
    assert not list(place.iterdir())


def test_a_folder_is_removed_after_an_error(place: Path) -> None:
    with pytest.raises(OSError, match="nothing"), ScratchDir() as scratch:
        (scratch.folder() / "nothing").read_bytes()
    assert not list(place.iterdir())


def test_concurrent_builds_have_folders_of_their_own(place: Path) -> None:
    with ScratchDir() as one:
        first = one.folder()
        with ScratchDir() as two:
            assert two.folder() != first
        assert list(place.iterdir()) == [first]


def test_a_missing_place_is_an_os_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with ScratchDir() as scratch, pytest.raises(OSError, match="missing"):
        scratch.folder()
