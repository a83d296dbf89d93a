"""The build process: how errors become outcomes, and when a build can be interrupted."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.errors import InternalError, OutputError, SettingsError, TemplateError
from generator.model.options import BuildOptions
from generator.model.report import BuildReport, Counts
from generator.model.trace import OutputAction
from generator.server import builder
from generator.server.outcomes import BuildFailed, BuildInterrupted, BuildOutcome, BuildResult

OPTIONS = BuildOptions(content=Path("content"), output=Path("output"), cache=Path("cache"))


@pytest.fixture(autouse=True)
def restore_sigint() -> Iterator[None]:
    """Restore the handler of SIGINT, which a build changes."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def attempt(result: Any, monkeypatch: pytest.MonkeyPatch) -> BuildOutcome:
    """Return the outcome of a build that returns or raises ``result``."""

    def build(*_: object, **__: object) -> object:
        if isinstance(result, BaseException):
            raise result
        return result

    monkeypatch.setattr(builder, "build", build)
    return builder._attempt(OPTIONS, builder._ProgressListener(lambda: None), {})


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (SettingsError("wrong", "Fix it."), BuildFailed("wrong", "Fix it.", lasting=True)),
        (TemplateError("wrong"), BuildFailed("wrong", lasting=True)),
        (OutputError("full"), BuildFailed("full", lasting=False)),
        (KeyboardInterrupt(), BuildInterrupted()),
    ],
    ids=["settings", "template", "output", "interrupt"],
)
def test_errors_become_outcomes(
    error: BaseException, outcome: BuildOutcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attempt(error, monkeypatch) == outcome


@pytest.mark.parametrize("error", [InternalError("odd"), ValueError("odd")], ids=["internal", "exception"])
def test_a_bug_has_its_traceback(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = attempt(error, monkeypatch)
    assert isinstance(outcome, BuildFailed)
    assert outcome.message == f"Broadsheet failed ({type(error).__name__}: odd)."
    assert (outcome.lasting, "Traceback" in outcome.trace) == (False, True)


def test_a_report_is_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, written = OutputAction("a", "keep", "same", 0), OutputAction("b", "write", "new", 1)
    left_out = (("a.md", "draft"),)
    report = BuildReport("content", "output", "", Counts(), (), left_out, actions=(kept, written))
    outcome = attempt(report, monkeypatch)
    assert isinstance(outcome, BuildResult)
    assert (outcome.report.actions, outcome.report.left_out) == ((written,), ())


@pytest.mark.parametrize(
    ("stage", "total", "can_interrupt"),
    [
        ("search", 0, True),
        ("fetch", 3, True),
        ("fetch", 0, False),
        ("write", 3, False),
        ("remember", 0, False),
    ],
)
def test_a_build_can_be_interrupted_only_while_it_waits(stage: str, total: int, can_interrupt: bool) -> None:
    published: list[bool] = []
    builder._ProgressListener(lambda: published.append(True)).begun(stage, total)
    assert (signal.getsignal(signal.SIGINT) == signal.default_int_handler) is can_interrupt
    assert bool(published) == (stage == "remember")
