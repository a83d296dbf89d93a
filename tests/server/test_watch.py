"""Watched folders: which changes count, and how their paths are spelt."""

from pathlib import Path

import pytest
from watchfiles import Change

from generator.server.watch import WatchedFolders, _changed_paths


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WatchedFolders:
    """A content folder, given by a relative path, with the output in it; and a theme that does not exist."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    return WatchedFolders([Path("content"), Path("theme")], [Path("content/output")])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/a.md", True),
        ("content/_news/a.md", True),
        ("theme/pages/item.html", True),
        ("content/a.md~", False),
        ("content/.a.md.SWP", False),
        ("content/.git/index", False),
        ("content/node_modules/a.md", False),
        ("content/output/index.html", False),
        ("elsewhere/a.md", False),
    ],
)
def test_changes_that_count(folders: WatchedFolders, tmp_path: Path, path: str, expected: bool) -> None:
    assert folders.counts(Change.modified, str(tmp_path / path)) is expected


def test_paths_are_spelt_as_their_folder_was_given(folders: WatchedFolders, tmp_path: Path) -> None:
    assert folders.spelled(str(tmp_path / "content" / "a" / "b.md")) == "content/a/b.md"
    assert folders.spelled("/elsewhere/b.md") == "/elsewhere/b.md"


def test_watched_folders_that_exist(folders: WatchedFolders, tmp_path: Path) -> None:
    assert folders.present == [(tmp_path / "content").resolve()]
    assert folders.is_watched(str((tmp_path / "theme").resolve()))
    assert not folders.is_watched(str(tmp_path / "content" / "a.md"))


def test_files_that_were_created_and_removed_at_once_do_not_count(tmp_path: Path) -> None:
    kept, gone, removed = str(tmp_path / "kept"), str(tmp_path / "gone"), str(tmp_path / "removed")
    Path(kept).touch()
    batch = {
        (Change.added, kept),
        (Change.deleted, kept),
        (Change.added, gone),
        (Change.deleted, gone),
        (Change.deleted, removed),
    }
    assert _changed_paths(batch) == {kept, removed}
