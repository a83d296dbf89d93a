"""Forked processes deliver all results in order, however large, and every exception."""

import os
import sys
import time

import pytest

from generator.base.errors import LostWorkerError

if sys.platform == "win32":
    pytest.skip("processes cannot be forked", allow_module_level=True)

from generator.base.concurrency.fork_pool import map_forked


class OddError(Exception):
    """An exception that can be pickled, but not unpickled."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__("odd")


def repeat(context: bytes, piece: int) -> bytes:
    return context * piece


def fail_oddly(parent: int, piece: int) -> int:
    if os.getpid() == parent:
        time.sleep(0.1)
        return piece
    raise OddError(1, 2)


def exit_in_child(parent: int, piece: int) -> int:
    if os.getpid() != parent:
        os._exit(9)
    time.sleep(0.02)
    return piece


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_results_larger_than_a_pipe_arrive_complete_and_in_order(workers: int) -> None:
    pieces = [3_000_000, 0, 1, 2_000_000, 7]
    results = list(map_forked(repeat, b"xy", pieces, workers))
    assert [len(result) for result in results] == [2 * piece for piece in pieces]


def test_the_context_is_inherited_not_pickled() -> None:
    def work(context: object, piece: int) -> bool:
        return context is unpicklable

    unpicklable = (lambda: None, sys.stdout)
    assert list(map_forked(work, unpicklable, range(6), 2)) == [True] * 6


def test_an_exception_that_cannot_be_unpickled_arrives_as_text() -> None:
    with pytest.raises(RuntimeError, match="OddError: odd"):
        list(map_forked(fail_oddly, os.getpid(), range(20), 2))


def test_a_worker_that_ends_early_raises_an_error() -> None:
    with pytest.raises(LostWorkerError, match="worker process was killed"):
        list(map_forked(exit_in_child, os.getpid(), range(8), 2))
