"""Work that crashes, hangs or uses too much memory only affects its own process."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from generator.base.concurrency.sandbox import MAX_ATTEMPTS, ResourceLimits, WorkerFailed, run_isolated
from generator.base.errors import InternalError

LIMITS = ResourceLimits(seconds=20.0, memory=256 << 20)
SHORT = ResourceLimits(seconds=0.3, memory=256 << 20)
IMPATIENT = ResourceLimits(seconds=20.0, memory=256 << 20, wait=0.5)
"""Not more than 0.3 s of work, and not more than 0.5 s of silence."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="NO LIMIT OF MEMORY on this system")
on_posix = pytest.mark.skipif(os.name != "posix", reason="NO SIGNALS on this system")


def echo(piece: int) -> bytes:
    return str(piece).encode()


def crash_at_two(piece: int) -> bytes:
    if piece == 2:
        os.abort()
    return echo(piece)


def leave_at_two(piece: int) -> bytes:
    if piece == 2:
        os._exit(0)
    return echo(piece)


def busy_at_two(piece: int) -> bytes:
    while piece == 2:
        pass
    return echo(piece)


def sleep_at_two(piece: int) -> bytes:
    if piece == 2:
        time.sleep(600)
    return echo(piece)


def stop_at_two(piece: int) -> bytes:
    if piece == 2:
        os.kill(os.getpid(), signal.SIGSTOP)
    return echo(piece)


def kill_at_two(piece: int) -> bytes:
    if piece == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(piece)


def swell_at_two(piece: int) -> bytes:
    if piece == 2:
        return bytes(bytearray(1 << 30))[:1]
    return echo(piece)


def fail_at_two(piece: int) -> bytes:
    if piece == 2:
        raise ValueError("two is not done")
    return echo(piece)


def chatter(piece: int) -> bytes:
    os.write(1, b"to the terminal")
    os.write(2, b"to the terminal")
    return echo(piece)


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_every_piece_is_processed_once(workers: int) -> None:
    done = list(run_isolated(echo, range(7), workers, LIMITS))
    assert sorted(done) == [(at, str(at).encode()) for at in range(7)]
    assert multiprocessing.active_children() == []


def test_no_pieces_start_no_process() -> None:
    assert list(run_isolated(echo, [], 4, LIMITS)) == []


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize(
    ("work", "limits", "reason"),
    [
        (crash_at_two, LIMITS, "crashed the image decoder"),
        (leave_at_two, LIMITS, "crashed the image decoder"),
        (busy_at_two, SHORT, "more than 0.3 seconds"),
        pytest.param(swell_at_two, LIMITS, "crashed the image decoder", marks=on_linux),
    ],
)
def test_one_bad_piece_fails_and_all_others_succeed(
    work: object, limits: ResourceLimits, reason: str, workers: int
) -> None:
    done = dict(run_isolated(work, range(6), workers, limits))  # type: ignore[arg-type]
    lost = done.pop(2)
    assert isinstance(lost, WorkerFailed)
    assert reason in lost.reason
    assert lost.lasting, "the piece is to blame"
    assert done == {at: str(at).encode() for at in (0, 1, 3, 4, 5)}
    assert multiprocessing.active_children() == []


@on_posix
@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize(
    ("work", "limits", "reason"),
    [
        (kill_at_two, LIMITS, f"its process was killed {MAX_ATTEMPTS} times"),
        (stop_at_two, IMPATIENT, "did nothing for 0.5 seconds"),
        (sleep_at_two, IMPATIENT, "did nothing for 0.5 seconds"),
    ],
)
def test_a_piece_is_not_to_blame_for_a_process_that_is_killed_or_stopped(
    work: object, limits: ResourceLimits, reason: str, workers: int
) -> None:
    done = dict(run_isolated(work, range(6), workers, limits))  # type: ignore[arg-type]
    lost = done.pop(2)
    assert isinstance(lost, WorkerFailed)
    assert reason in lost.reason
    assert not lost.lasting, "another attempt may succeed"
    assert done == {at: str(at).encode() for at in (0, 1, 3, 4, 5)}
    assert multiprocessing.active_children() == []


def test_an_exception_in_the_work_is_an_internal_error() -> None:
    with pytest.raises(InternalError, match="two is not done"):
        list(run_isolated(fail_at_two, range(6), 2, LIMITS))
    assert multiprocessing.active_children() == []


def test_output_of_libraries_is_discarded(capfd: pytest.CaptureFixture[str]) -> None:
    list(run_isolated(chatter, range(3), 2, LIMITS))
    assert capfd.readouterr() == ("", "")


def test_closing_the_iterator_leaves_no_process() -> None:
    results = run_isolated(sleep_at_two, [0, 2, 2, 2], 2, LIMITS)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


class Once:
    """Work that does something bad the first ``times`` it gets the number 2. Attempts are counted in a file."""

    def __init__(self, folder: Path, signals: tuple[signal.Signals, ...]) -> None:
        self._folder = folder
        self._signals = signals

    def __call__(self, piece: int) -> bytes:
        attempts = len(list(self._folder.iterdir()))
        if piece == 2 and attempts < len(self._signals):
            (self._folder / str(attempts)).touch()
            os.kill(os.getpid(), self._signals[attempts])
            time.sleep(60)
        return echo(piece)


CRASH, KILL, TERM = signal.SIGSEGV, signal.SIGKILL, signal.SIGTERM


@on_posix
@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize(
    "signals", [(KILL,), (TERM,), (KILL, KILL), (CRASH,), (CRASH, KILL), (KILL, CRASH, KILL)]
)
def test_what_was_lost_is_tried_again(
    tmp_path: Path, signals: tuple[signal.Signals, ...], workers: int
) -> None:
    done = dict(run_isolated(Once(tmp_path, signals), range(6), workers, LIMITS))
    assert done == {at: str(at).encode() for at in range(6)}


@on_posix
def test_the_second_crash_is_held_against_the_piece(tmp_path: Path) -> None:
    done = dict(run_isolated(Once(tmp_path, (KILL, CRASH, CRASH)), range(6), 2, LIMITS))
    assert done[2] == WorkerFailed("it crashed the image decoder")
    assert len(list(tmp_path.iterdir())) == 3


def slowly(piece: int) -> bytes:
    time.sleep(0.3)
    return echo(piece)


@on_posix
def test_any_process_may_be_killed_at_any_time() -> None:
    """Every process that is seen within 1.5 s is killed."""
    until = time.monotonic() + 1.5

    def kill() -> None:
        while time.monotonic() < until:
            for child in multiprocessing.active_children():
                with suppress(OSError, TypeError):
                    os.kill(child.pid, signal.SIGKILL)  # type: ignore[arg-type]
            time.sleep(0.4)

    thread = threading.Thread(target=kill)
    thread.start()
    done = dict(run_isolated(slowly, range(8), 2, LIMITS))
    thread.join()
    blamed = [each for each in done.values() if isinstance(each, WorkerFailed) and each.lasting]
    assert blamed == []
    assert sorted(done) == list(range(8))


def test_a_break_of_the_whole_build_costs_nobody_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of this process jumps an hour ahead at every look, as it does when the build was stopped."""
    hours = iter(range(0, 3600 * 1000, 3600))
    monkeypatch.setattr("generator.base.concurrency.sandbox.monotonic", lambda: float(next(hours)))
    assert dict(run_isolated(slowly, range(3), 1, LIMITS)) == {at: str(at).encode() for at in range(3)}


def work_a_while(piece: int) -> bytes:
    started = time.process_time()
    while time.process_time() < started + 0.2:
        pass
    return echo(piece)


@pytest.mark.parametrize("workers", [1, 2])
def test_all_pieces_together_have_a_limit(workers: int) -> None:
    limits = ResourceLimits(seconds=20.0, memory=256 << 20, total=0.3, more=0.01)
    done = dict(run_isolated(work_a_while, range(9), workers, limits))
    assert sorted(done) == list(range(9))
    left = [each for each in done.values() if isinstance(each, WorkerFailed)]
    assert 9 - 3 - workers <= len(left) <= 9 - 2, "the rest is left for the next build"
    assert {(each.lasting, "took too long in all" in each.reason) for each in left} == {(False, True)}


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    done = dict(run_isolated(echo, range(3), 2, LIMITS))
    reason = "no process can be started for it (Resource temporarily unavailable)"
    assert done == dict.fromkeys(range(3), WorkerFailed(reason, lasting=False))
