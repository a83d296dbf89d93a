"""Every exception ends as a message and an exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.base.errors import InternalError, OutputError, SettingsError
from generator.cli import error_handler
from generator.cli.app import broadsheet


def raising(error: BaseException) -> Callable[..., object]:
    def main(*_: object, **__: object) -> object:
        raise error

    return main


@pytest.fixture(autouse=True)
def crash_log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tracebacks that would be written to log files."""
    logs: list[str] = []

    def write(text: str) -> str:
        logs.append(text)
        return "crash.log"

    monkeypatch.setattr(error_handler, "write_crash_log", write)
    return logs


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (SettingsError("wrong", "Correct it."), 1, "Error: wrong\n    Correct it.\n"),
        (OutputError("full"), 1, "Error: full\n"),
        (
            KeyboardInterrupt(),
            130,
            "Interrupted. No partial files were left. Run the command again to continue.\n",
        ),
    ],
    ids=["settings", "output", "interrupt"],
)
def test_expected_errors(
    error: BaseException,
    code: int,
    message: str,
    crash_log: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(broadsheet, "main", raising(error))
    assert error_handler.run([]) == code
    assert capsys.readouterr().err == message
    assert crash_log == []


@pytest.mark.parametrize("error", [ValueError("odd"), InternalError("odd")], ids=["exception", "internal"])
def test_a_bug_is_logged_with_its_traceback(
    error: Exception,
    crash_log: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(broadsheet, "main", raising(error))
    assert error_handler.run([]) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"Error: Broadsheet failed ({type(error).__name__}: odd).\n")
    assert said.endswith("Please report it and attach crash.log\n")
    (log,) = crash_log
    assert "Traceback" in log


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1)])
def test_the_result_of_a_command_is_its_exit_code(
    result: int | None, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadsheet, "main", lambda *_, **__: result)
    assert error_handler.run([]) == code


def test_each_problem_of_a_settings_file_has_its_own_line_and_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[site]\ntitel = "x"\n[lists]\npage_size = "ten"\n[feeds]\nentries = "50"\n'
    (tmp_path / "site.toml").write_text(settings, "utf-8")
    assert (
        error_handler.run(
            ["build", "--offline", "--content", str(tmp_path), "--output", str(tmp_path / "out")]
        )
        == 1
    )
    lines = capsys.readouterr().err.splitlines()
    assert [line.startswith("Error: ") for line in lines] == [True, False] * 3
    assert [line.strip() for line in lines[1::2]] == [
        "Did you mean site.title?",
        "Write numbers, true and false without quotes.",
        "Write numbers, true and false without quotes.",
    ]


def test_each_problem_of_the_sources_has_its_own_line_and_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = '[fetch]\nevry = 3\n[[source]]\nid = "a"\n'
    (tmp_path / "sources.toml").write_text(sources, "utf-8")
    assert error_handler.run(["fetch", "--content", str(tmp_path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.startswith("Error: ") for line in lines] == [True, False] * 2
    assert "sources.toml:2: fetch.evry: unknown setting" in lines[0]
    assert "Did you mean fetch.every?" in lines[1]
    assert "source 'a': url: missing" in lines[2]
