"""A listed file is read as it is now, or there is a problem; never an exception, never a wait."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from generator.base.problem import Problem
from generator.model.record import SourceFile
from generator.read.files import read_file, stat_source_file
from generator.read.limits import MAX_BYTES


def listed(root: Path, path: str) -> SourceFile:
    return stat_source_file(path, (root / path).stat())


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * size)
    assert read_file(tmp_path, listed(tmp_path, "a.md")) == b"x" * size


@pytest.mark.parametrize("size", [0, 3, 200_000])
def test_a_file_that_changed_since_is_read_as_it_is_now(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.md").write_bytes(b"before")
    file = listed(tmp_path, "a.md")
    (tmp_path / "a.md").write_bytes(b"y" * size)
    assert read_file(tmp_path, file) == b"y" * size


def test_a_name_on_disk_that_is_not_nfc_is_found(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "café.md")
    (tmp_path / name).write_bytes(b"x")
    file = listed(tmp_path, name)
    assert file.path != name
    assert read_file(tmp_path, file) == b"x"


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    problem = read_file(tmp_path, SourceFile("not-there.md", (MAX_BYTES + 1, 1, 1, 1)))
    assert isinstance(problem, Problem)
    assert "bytes" in problem.message


def test_a_file_that_has_gone_is_a_problem(tmp_path: Path) -> None:
    problem = read_file(tmp_path, SourceFile("x/a.md", (5, 1, 1, 1)))
    assert isinstance(problem, Problem)
    assert (problem.path, problem.severity) == ("x/a.md", "error")


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    assert isinstance(read_file(tmp_path, SourceFile("a.md", (5, 1, 1, 1))), Problem)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with names")
def test_a_pipe_in_its_place_does_not_hold_the_build_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert read_file(tmp_path, SourceFile("a.md", (5, 1, 1, 1))) == b""
