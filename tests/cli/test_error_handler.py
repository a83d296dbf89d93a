"""Every exception ends as a message and an exit code."""

from collections.abc import Callable

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
