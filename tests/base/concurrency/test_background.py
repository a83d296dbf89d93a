"""A background task has the same result as in this process, and leaves no process behind."""

import os
import sys
import time

import pytest

from generator.base.concurrency.background import BackgroundProcess


def double(data: bytes) -> bytes:
    return data * 2


def process_id(_: object) -> bytes:
    return str(os.getpid()).encode()


def die(parent: int) -> bytes:
    if os.getpid() != parent:
        os._exit(9)
    return b"here"


def fail(parent: int) -> bytes:
    if os.getpid() != parent:
        raise ValueError("there")
    return b"here"


def linger(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"late"


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_the_result_is_the_same_in_both_processes(size: int, alone: bool) -> None:
    assert BackgroundProcess(double, b"x" * size, alone=alone).result() == b"x" * size * 2


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_the_work_runs_in_another_process_unless_forbidden() -> None:
    here = str(os.getpid()).encode()
    assert BackgroundProcess(process_id, None).result() != here
    assert BackgroundProcess(process_id, None, alone=True).result() == here


@pytest.mark.parametrize("work", [die, fail])
def test_the_work_runs_here_if_the_other_process_fails(work: object) -> None:
    assert callable(work)
    assert BackgroundProcess(work, os.getpid()).result() == b"here"


def test_unneeded_work_is_cancelled() -> None:
    started = time.perf_counter()
    with pytest.raises(RuntimeError), BackgroundProcess(linger, 60.0):
        raise RuntimeError
    assert time.perf_counter() - started < 30
    assert no_child_is_left() or sys.platform != "linux"
