"""Files are moved into place whole; what is not ours is never touched."""

from pathlib import Path

import pytest

from generator.base.errors import OutputError
from generator.write.staging import OutputWriter, clear, prepare, stage

NOTHING: frozenset[str] = frozenset()


def published(output: Path, files: dict[str, bytes], removable: frozenset[str] = NOTHING) -> OutputWriter:
    staging = prepare(output)
    for number, data in enumerate(files.values()):
        stage(staging, str(number), data)
    publisher = OutputWriter(output, staging, removable)
    publisher.publish((str(number), path) for number, path in enumerate(files))
    return publisher


def test_files_are_published_with_their_folders(tmp_path: Path) -> None:
    published(tmp_path, {"a/b/index.html": b"1", "a/index.html": b"2", "feed.rss": b"3"})
    assert (tmp_path / "a/b/index.html").read_bytes() == b"1"
    assert (tmp_path / "feed.rss").read_bytes() == b"3"


def test_a_stamp_holds_after_the_move(tmp_path: Path) -> None:
    size, mtime = stage(prepare(tmp_path), "0", b"12345")
    OutputWriter(tmp_path, str(tmp_path / ".broadsheet/staging"), NOTHING).publish([("0", "a")])
    status = (tmp_path / "a").stat()
    assert (status.st_size, status.st_mtime_ns) == (size, mtime)
    assert size == 5


def test_files_of_a_killed_build_are_deleted(tmp_path: Path) -> None:
    stage(prepare(tmp_path), "left", b"x")
    assert list(Path(prepare(tmp_path)).iterdir()) == []
    clear(tmp_path)
    assert not (tmp_path / ".broadsheet/staging").exists()


def test_removing_prunes_folders_that_are_empty_then(tmp_path: Path) -> None:
    publisher = published(tmp_path, {"a/b/index.html": b"1", "a/c/index.html": b"2"})
    (tmp_path / "a/c/mine.txt").write_text("mine")
    publisher.remove(["a/b/index.html", "a/c/index.html", "never/there"])
    assert not (tmp_path / "a/b").exists()
    assert (tmp_path / "a/c/mine.txt").read_text() == "mine"


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    output = tmp_path / "output"
    output.mkdir()
    (output / "topics").symlink_to(outside, target_is_directory=True)
    with pytest.raises(OutputError, match="symbolic link"):
        published(output, {"topics/ai/index.html": b"1"})
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    output = tmp_path / "output"
    output.mkdir()
    (output / "a.html").symlink_to(outside)
    published(output, {"a.html": b"new"})
    assert outside.read_text() == "mine"
    assert not (output / "a.html").is_symlink()


def test_a_file_of_somebody_else_in_the_place_of_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    with pytest.raises(OutputError, match="in the way"):
        published(tmp_path, {"a/index.html": b"1"})
    assert (tmp_path / "a").read_text() == "mine"


def test_a_file_of_ours_gives_way_to_a_folder_and_back(tmp_path: Path) -> None:
    published(tmp_path, {"a": b"1"})
    published(tmp_path, {"a/index.html": b"2"}, frozenset({"a"}))
    assert (tmp_path / "a/index.html").read_bytes() == b"2"
    published(tmp_path, {"a": b"3"}, frozenset({"a/index.html"}))
    assert (tmp_path / "a").read_bytes() == b"3"


def test_a_folder_with_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="in the way"):
        published(tmp_path, {"a": b"1"})
    assert (tmp_path / "a/mine.txt").read_text() == "mine"


def test_nothing_behind_a_link_is_removed(tmp_path: Path) -> None:
    outside, output = tmp_path / "outside", tmp_path / "output"
    (outside / "ai").mkdir(parents=True)
    (outside / "ai/index.html").write_text("mine")
    output.mkdir()
    (output / "topics").symlink_to(outside, target_is_directory=True)
    OutputWriter(output, prepare(output), NOTHING).remove(["topics/ai/index.html"])
    assert (outside / "ai/index.html").read_text() == "mine"
