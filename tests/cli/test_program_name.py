"""The commands that we print can be typed as printed."""

import sys
from pathlib import Path

import pytest

from generator.cli.program_name import program_name


def make(folder: Path, name: str = "broadsheet") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


def test_the_name_is_enough_if_the_shell_finds_this_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert program_name([str(file)]) == "broadsheet"


@pytest.mark.parametrize("path", ["", "others"])
def test_else_the_path_is_printed_that_works_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    make(tmp_path / "others")
    file = make(tmp_path / "my site/.venv/bin" if path else tmp_path / ".venv/bin")
    monkeypatch.setenv("PATH", str(tmp_path / path) if path else "")
    monkeypatch.chdir(tmp_path)
    printed = program_name([str(file.relative_to(tmp_path))])
    assert printed == (f'"{file}"' if path else str(file))


def test_a_module_is_called_as_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert program_name(["/x/generator/__main__.py"]) == f"{sys.executable} -m generator"
    (tmp_path / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_name(["/x/generator/__main__.py"]) == "python3 -m generator"


@pytest.mark.parametrize("name", ["pytest", "/x/pytest/__main__.py", "-c", ""])
def test_a_program_that_calls_ours_has_no_say(name: str) -> None:
    assert program_name([name]) == "broadsheet"
