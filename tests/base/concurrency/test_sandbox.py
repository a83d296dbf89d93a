"""Work that crashes, hangs or uses too much memory only affects its own process."""

import multiprocessing
import os
import sys
import time

import pytest

from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed, run_isolated
from generator.base.errors import InternalError

LIMITS = ResourceLimits(seconds=20.0, memory=256 << 20)
SHORT = ResourceLimits(seconds=0.5, memory=256 << 20)


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


def hang_at_two(piece: int) -> bytes:
    if piece == 2:
        time.sleep(60)
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
        (hang_at_two, SHORT, "more than 0.5 seconds"),
        pytest.param(
            swell_at_two,
            LIMITS,
            "crashed the image decoder",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="NO LIMIT OF MEMORY on this system"),
        ),
    ],
)
def test_one_bad_piece_fails_and_all_others_succeed(
    work: object, limits: ResourceLimits, reason: str, workers: int
) -> None:
    done = dict(run_isolated(work, range(6), workers, limits))  # type: ignore[arg-type]
    lost = done.pop(2)
    assert isinstance(lost, WorkerFailed)
    assert reason in lost.reason
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
    results = run_isolated(hang_at_two, [0, 2, 2, 2], 2, LIMITS)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
