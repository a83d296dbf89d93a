"""The same results in the same order, with any number of workers."""

import multiprocessing
import os
import time

import pytest

from generator.base.concurrency.pool import (
    MAX_FORKED_PIECES,
    can_fork,
    default_workers,
    map_parallel,
    split_chunks,
)
from generator.base.errors import LostWorkerError


def work(context: int, piece: list[int]) -> list[int]:
    return [context * each for each in piece]


def fail(context: int, piece: int) -> int:
    if piece == 3:
        raise ValueError("three")
    return piece


def die(parent: int, piece: int) -> int:
    """The parent process works, too, but slower."""
    if os.getpid() != parent:
        os._exit(9)
    time.sleep(0.05)
    return piece


def name_process(_: None, piece: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def make_much(context: bytes, piece: int) -> bytes:
    return context * piece


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers: int) -> None:
    pieces = [[each] for each in range(20)]
    assert list(map_parallel(work, 7, pieces, workers)) == [[7 * each] for each in range(20)]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_of_the_work_is_raised(workers: int) -> None:
    with pytest.raises(ValueError, match="three"):
        list(map_parallel(fail, 0, [1, 2, 3, 4], workers))
    assert multiprocessing.active_children() == []


def no_process_is_left() -> bool:
    """Return whether no child process of this one has ended without being waited for."""
    try:
        return os.waitpid(-1, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return True


def test_forked_processes_and_this_one_share_the_work() -> None:
    processes = set(map_parallel(name_process, None, list(range(40)), 3))
    assert len(processes) == 3
    assert (os.getpid() in processes) is can_fork()


def test_a_killed_worker_raises_an_error() -> None:
    with pytest.raises(LostWorkerError, match="worker process was killed"):
        list(map_parallel(die, os.getpid(), list(range(20)), 2))
    assert no_process_is_left()


def test_closing_the_iterator_leaves_no_process() -> None:
    results = map_parallel(name_process, None, list(range(40)), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert no_process_is_left()


def test_more_pieces_than_fit_into_a_pipe_are_processed() -> None:
    pieces = list(range(MAX_FORKED_PIECES + 1))
    assert list(map_parallel(fail, 0, pieces[4:8], 2)) == [4, 5, 6, 7]
    assert (
        sum(len(made) for made in map_parallel(make_much, b"x", [1] * MAX_FORKED_PIECES, 2))
        == MAX_FORKED_PIECES
    )


def test_chunks_cover_everything_once() -> None:
    assert [list(chunk) for chunk in split_chunks(5, 2)] == [[0, 1], [2, 3], [4]]
    assert split_chunks(0, 2) == []
    assert default_workers() >= 1
