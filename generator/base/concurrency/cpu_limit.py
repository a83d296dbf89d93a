"""Limits the CPU time of a piece of work in this process.

The limit is a safety net behind limits of size, which do not depend on the machine. It works in the main thread of
systems with interval timers (not on Windows), and between two steps of Python code.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_CAN_LIMIT = hasattr(signal, "setitimer")


class CpuLimitExceeded(BaseException):
    """The work took more CPU time than allowed."""


@contextmanager
def limit_cpu(seconds: float) -> Iterator[None]:
    """Raise :class:`CpuLimitExceeded` in the block after ``seconds`` of CPU time."""
    if not _CAN_LIMIT or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise_exceeded)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _raise_exceeded(number: int, frame: FrameType | None) -> None:
    raise CpuLimitExceeded
