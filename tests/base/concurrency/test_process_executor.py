"""Worker processes deliver all results in order, however large, and every exception, and leave nothing behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.base.concurrency.process_executor as process_executor
from generator.base.concurrency.process_executor import ProcessExecutor, can_fork, hold_interrupts
from generator.base.errors import LostWorkerError, SettingsError

TWO = ProcessExecutor(2)
forked = pytest.mark.skipif(not can_fork(), reason="processes are forked on Linux only")


class OddError(Exception):
    """An exception that can be pickled, but not unpickled."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__("odd")


def multiply(context: int, piece: int) -> int:
    return context * piece


def repeat(context: bytes, piece: int) -> bytes:
    return context * piece


def fail_oddly(_: None, piece: int) -> int:
    raise OddError(1, 2)


def fail_plainly(_: None, piece: int) -> int:
    raise SettingsError("site.title: expected text", "Write text.")


def die(_: None, piece: int) -> int:
    if piece == 3:
        os._exit(9)
    return piece


def name_process(_: None, piece: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def process_id(_: None) -> bytes:
    return str(os.getpid()).encode()


def exit_in_child(parent: int) -> bytes:
    if os.getpid() != parent:
        os._exit(9)
    return b"here"


def fail_in_child(parent: int) -> bytes:
    if os.getpid() != parent:
        raise ValueError("there")
    return b"here"


def linger(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"late"


def no_process_is_left() -> bool:
    """Return whether no child process of this one is left, running or ended."""
    try:
        return os.waitpid(-1, os.WNOHANG) == (0, 0) and not multiprocessing.active_children()
    except ChildProcessError:
        return True


@pytest.fixture(params=["forked", "spawned"])
def start_method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way to start processes that this system has."""
    if request.param == "spawned":
        monkeypatch.setattr(process_executor, "can_fork", lambda: False)
    elif not can_fork():
        pytest.skip("processes are forked on Linux only")
    return str(request.param)


@pytest.mark.usefixtures("start_method")
def test_both_ways_to_start_processes_have_the_same_results() -> None:
    assert list(ProcessExecutor(2).map(multiply, 7, range(9))) == [7 * each for each in range(9)]
    assert no_process_is_left()


@pytest.mark.parametrize("workers", [2, 4])
def test_results_larger_than_a_pipe_arrive_complete_and_in_order(workers: int) -> None:
    pieces = [3_000_000, 0, 1, 2_000_000, 7]
    results = list(ProcessExecutor(workers).map(repeat, b"xy", pieces))
    assert [len(result) for result in results] == [2 * piece for piece in pieces]


def test_thousands_of_pieces_are_processed() -> None:
    assert sum(TWO.map(multiply, 1, range(9_000))) == sum(range(9_000))


def test_the_work_is_shared_among_other_processes() -> None:
    processes = set(ProcessExecutor(3).map(name_process, None, range(40)))
    assert len(processes) == 3
    assert os.getpid() not in processes


def test_a_single_piece_stays_in_this_process() -> None:
    assert list(TWO.map(name_process, None, [1])) == [os.getpid()]


@forked
def test_the_context_is_inherited_not_pickled() -> None:
    context = (sys.stdout, lambda: True)
    assert list(TWO.map(call_second, context, range(6))) == [True] * 6


def call_second(context: tuple[object, Callable[[], bool]], piece: int) -> bool:
    return context[1]()


@pytest.mark.usefixtures("start_method")
def test_an_exception_arrives_whole() -> None:
    with pytest.raises(SettingsError, match="expected text") as caught:
        list(ProcessExecutor(2).map(fail_plainly, None, range(4)))
    assert caught.value.hint == "Write text."
    assert no_process_is_left()


def test_an_exception_that_cannot_be_unpickled_arrives_as_text() -> None:
    with pytest.raises(RuntimeError, match="OddError: odd"):
        list(TWO.map(fail_oddly, None, range(20)))


@pytest.mark.usefixtures("start_method")
def test_a_killed_worker_raises_an_error() -> None:
    with pytest.raises(LostWorkerError, match="worker process was killed"):
        list(ProcessExecutor(2).map(die, None, range(20)))
    assert no_process_is_left()


def test_closing_the_iterator_leaves_no_process() -> None:
    results = TWO.map(name_process, None, range(4_000))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert no_process_is_left()


@forked
def test_a_job_runs_in_another_process() -> None:
    assert TWO.submit(process_id, None).result() != str(os.getpid()).encode()


@pytest.mark.usefixtures("start_method")
@pytest.mark.parametrize("work", [exit_in_child, fail_in_child])
def test_a_job_runs_here_if_the_other_process_fails(work: Callable[[int], bytes]) -> None:
    assert ProcessExecutor(2).submit(work, os.getpid()).result() == b"here"
    assert no_process_is_left()


def test_a_job_that_nobody_needs_is_cancelled() -> None:
    started = time.perf_counter()
    with pytest.raises(RuntimeError), TWO.submit(linger, 60.0):
        raise RuntimeError
    assert time.perf_counter() - started < 30
    assert no_process_is_left()


def test_no_thread_is_left_that_a_later_fork_would_copy() -> None:
    before = threading.active_count()
    with TWO.submit(linger, 60.0):
        list(TWO.map(multiply, 1, range(9)))
        assert threading.active_count() <= before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_interrupts_wait_until_processes_have_started() -> None:
    events: list[str] = []
    before = signal.signal(signal.SIGINT, lambda *_: events.append("interrupt"))
    try:
        with hold_interrupts():
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            events.append("started")
    finally:
        signal.signal(signal.SIGINT, before)
    assert events == ["started", "interrupt"]


PROGRAM = """
import sys, time
from pathlib import Path
from generator.base.concurrency.process_executor import ProcessExecutor
import os

def wait(folder, piece):
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)

def wait_too(folder):
    wait(folder, 0)
    return b""

if __name__ == "__main__":
    job = ProcessExecutor(2).submit(wait_too, sys.argv[1])
    list(ProcessExecutor(2).map(wait, sys.argv[1], range(8)))
"""


@forked
def test_workers_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    (tmp_path / "seen").mkdir()
    process = subprocess.Popen([sys.executable, tmp_path / "program.py", tmp_path / "seen"])
    wait_until(lambda: len(list((tmp_path / "seen").iterdir())) == 3)
    process.kill()
    process.wait()
    workers = [Path("/proc", each.name) for each in (tmp_path / "seen").iterdir()]
    wait_until(lambda: not any(each.exists() for each in workers))


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("waited for 30 s in vain")
