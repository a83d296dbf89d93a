"""Git as a command: output without its newline, ``None`` or an error if it fails."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.base.errors import OutputError, SettingsError
from generator.commands.git import query_git, run_git

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_output_has_no_final_newline() -> None:
    assert run_git("--version").startswith("git version ")
    assert query_git("--version") == run_git("--version")


@needs_git
def test_a_failure_is_none_or_an_error_with_gits_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    monkeypatch.chdir(tmp_path)
    assert query_git("rev-parse", "--verify", "none") is None
    with pytest.raises(OutputError, match=r"^git rev-parse failed: Needed a single revision$") as caught:
        run_git("rev-parse", "--verify", "none")
    assert caught.value.hint == "Nothing was published."


def test_a_missing_git_is_an_error_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="Git is not installed"):
        query_git("--version")
