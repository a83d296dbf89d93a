"""The same results in the same order, with any number of workers."""

import multiprocessing
import os

import pytest

from generator.base.errors import LostWorkerError
from generator.base.workers import chunks, default_workers, spread


def work(context: int, piece: list[int]) -> list[int]:
    return [context * each for each in piece]


def fail(context: int, piece: int) -> int:
    if piece == 3:
        raise ValueError("three")
    return piece


def die(context: int, piece: int) -> int:
    os._exit(9)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers: int) -> None:
    pieces = [[each] for each in range(20)]
    assert list(spread(work, 7, pieces, workers)) == [[7 * each] for each in range(20)]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_of_the_work_is_raised(workers: int) -> None:
    with pytest.raises(ValueError, match="three"):
        list(spread(fail, 0, [1, 2, 3, 4], workers))
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_is_noticed() -> None:
    with pytest.raises(LostWorkerError, match="ended from outside"):
        list(spread(die, 0, [1, 2], 2))


def test_chunks_cover_everything_once() -> None:
    assert [list(chunk) for chunk in chunks(5, 2)] == [[0, 1], [2, 3], [4]]
    assert chunks(0, 2) == []
    assert default_workers() >= 1
