"""``broadsheet new``: a starter site that builds, in an empty folder only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Called
from tests.support.site_kit import everything_under

Call = Callable[..., Called]


def test_a_new_site_builds_without_problems(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = call("new", tmp_path / "mysite")
    assert done.returncode == 0
    assert "broadsheet build" in done.stdout
    monkeypatch.chdir(tmp_path / "mysite")
    built = call("build", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "mysite" / "output" / "index.html").is_file()
    assert call("check", "--strict").returncode == 0


def test_new_in_the_current_folder_prints_no_cd(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = call("new", ".").stdout
    assert "in this folder" in said
    assert "cd " not in said
    assert "    cd elsewhere\n" in call("new", "elsewhere").stdout


def test_new_refuses_a_folder_that_is_not_empty(call: Call, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", "utf-8")
    done = call("new", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert everything_under(tmp_path) == {"diary.txt"}
