"""Batches of sandboxed work, each in a process of its own."""

import os
import signal

import pytest

from generator.base.concurrency.executor import SERIAL
from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed
from generator.base.concurrency.sandbox_batches import BATCH, run_batches
from generator.base.errors import LostWorkerError

LIMITS = ResourceLimits(seconds=5.0, memory=1 << 30, wait=30.0, total=30.0, more=5.0)


def double(piece: int) -> bytes:
    if piece == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return str(2 * piece).encode()


def end_all(piece: int) -> bytes:
    os.kill(os.getppid(), signal.SIGKILL)
    return b""


def test_each_piece_has_its_outcome() -> None:
    found = dict(run_batches(SERIAL, double, range(BATCH + 3), LIMITS))
    assert sorted(found) == list(range(BATCH + 3))
    crashed = found.pop(3)
    assert isinstance(crashed, WorkerFailed)
    assert crashed.lasting
    assert found == {piece: str(2 * piece).encode() for piece in found}


def test_a_lost_batch_is_an_error() -> None:
    with pytest.raises(LostWorkerError, match="a worker process ended with -9"):
        list(run_batches(SERIAL, end_all, [1], LIMITS))
