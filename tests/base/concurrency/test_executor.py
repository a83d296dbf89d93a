"""The interface for parallel work: the same results in the same order, wherever the work runs."""

import pytest

from generator.base.concurrency.executor import SERIAL, default_workers, split_chunks
from generator.base.concurrency.process_executor import local_executor


def multiply(context: int, piece: list[int]) -> list[int]:
    return [context * each for each in piece]


def fail(context: int, piece: int) -> int:
    if piece == 3:
        raise ValueError("three")
    return piece


def double(data: bytes) -> bytes:
    return data * 2


def refuse(reason: str) -> bytes:
    raise ValueError(reason)


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_results_come_in_order(workers: int) -> None:
    pieces = [[each] for each in range(20)]
    results = local_executor(workers).map(multiply, 7, pieces)
    assert list(results) == [[7 * each] for each in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_of_the_work_is_raised_in_its_turn(workers: int) -> None:
    results = local_executor(workers).map(fail, 0, [1, 2, 3, 4])
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_a_job_has_the_same_result_everywhere(size: int, workers: int) -> None:
    assert local_executor(workers).submit(double, b"x" * size).result() == b"x" * size * 2


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_of_a_job_is_raised_for_its_result(workers: int) -> None:
    with local_executor(workers).submit(refuse, "no") as job, pytest.raises(ValueError, match="no"):
        job.result()


def test_a_job_of_this_process_that_nobody_asks_for_never_runs() -> None:
    with SERIAL.submit(refuse, "it ran"):
        pass


def test_one_worker_is_this_process() -> None:
    assert local_executor(1) is SERIAL
    assert SERIAL.workers == 1


def test_chunks_cover_everything_once() -> None:
    assert [list(chunk) for chunk in split_chunks(5, 2)] == [[0, 1], [2, 3], [4]]
    assert split_chunks(0, 2) == []
    assert default_workers() >= 1
