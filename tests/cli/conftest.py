"""The command as people call it: here, and in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import run
from tests.support.site_kit import ROOT, Site

Called = subprocess.CompletedProcess[str]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Called]:
    """Call the command here."""

    def call(*arguments: object) -> Called:
        words = [str(argument) for argument in arguments]
        code = run(words)
        said = capsys.readouterr()
        return Called(words, code, said.out, said.err)

    return call


@pytest.fixture
def build(call: Callable[..., Called], small_site: Site) -> Callable[..., Called]:
    """Build the small site by the command."""

    def build(*arguments: object) -> Called:
        return call("build", *folders(small_site), *arguments)

    return build


def folders(site: Site) -> list[str]:
    """The options that name the folders of a site."""
    return ["--content", str(site.content), "--output", str(site.output), "--cache", str(site.cache)]


def python(*arguments: object, cwd: Path, path: Path = ROOT, **environment: str) -> Called:
    """Run Python in a process of its own, with the package that lies in ``path``."""
    return subprocess.run(
        [sys.executable, *[str(argument) for argument in arguments]],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
