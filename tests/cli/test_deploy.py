"""``broadsheet deploy``: options reach the command, and warnings are printed before the result."""

from pathlib import Path

import pytest

from generator.base.problem import Problem
from generator.cli.error_handler import run
from generator.model.results.deployment import Deployment, DeployOptions
from generator.model.results.site_check import SiteSize


def test_options_and_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[DeployOptions] = []

    def deploy(options: DeployOptions) -> Deployment:
        calls.append(options)
        warning = Problem("large.zip", 0, "", "expected less, found more", severity="warning")
        return Deployment("", "c0ffee", SiteSize(1, 5, (), ("index.html", 5)), (warning,))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("generator.commands.deploy.deploy", deploy)
    Path("output").mkdir()
    assert run(["deploy", "--remote", "backup", "--branch", "site", "--history", "--force"]) == 0
    (options,) = calls
    assert options == DeployOptions(Path("output"), "backup", "site", history=True, force=True)
    assert capsys.readouterr().out.splitlines() == [
        "warning: output/large.zip: expected less, found more",
        "1 file, 0.0 MB",
        "Published c0ffee to site at backup.",
    ]


def test_a_missing_output_folder_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["deploy"]) == 1
    assert "output" in capsys.readouterr().err
