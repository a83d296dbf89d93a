"""A limit of CPU time for a piece of work."""

import signal
import threading
import time

import pytest

from generator.base.concurrency.cpu_limit import CpuLimitExceeded, limit_cpu

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timers")


def burn(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_over_the_limit_is_interrupted() -> None:
    with limit_cpu(0.05) as limit, pytest.raises(CpuLimitExceeded):
        limit.run(burn, 5)


def test_work_within_the_limit_is_not_and_the_timer_is_off_afterwards() -> None:
    with limit_cpu(0.05) as limit:
        limit.run(burn, 0.01)
        burn(0.1)  # the timer runs out, but the work has ended
    burn(0.1)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_handler_of_all_exceptions_does_not_swallow_it() -> None:
    def swallow() -> None:
        try:
            burn(5)
        except Exception:  # noqa: BLE001
            pytest.fail("swallowed")

    with limit_cpu(0.05) as limit, pytest.raises(CpuLimitExceeded):
        limit.run(swallow)


def test_each_piece_of_work_has_the_whole_time() -> None:
    with limit_cpu(0.2) as limit:
        for _ in range(3):
            limit.run(burn, 0.1)


def test_in_another_thread_there_is_no_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with limit_cpu(0.01) as limit:
            limit.run(burn, 0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
