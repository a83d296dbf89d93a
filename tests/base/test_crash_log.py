"""A crash log has everything that a bug report needs."""

import sys
import tempfile
from pathlib import Path

import pytest

from generator import __version__
from generator.base.crash_log import write_crash_log


def test_a_log_has_traceback_versions_and_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["broadsheet", "build", "--full"])
    one, two = write_crash_log("Traceback: ✗"), write_crash_log("another")
    text = one.read_text("utf-8")
    assert text.startswith(f"broadsheet {__version__}, Python {sys.version}\n")
    assert text.endswith("\n\nTraceback: ✗")
    assert "'--full'" in text
    assert one != two
    assert tmp_path in one.parents
