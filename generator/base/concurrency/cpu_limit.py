"""Limits the CPU time of pieces of work in this process.

The limit is a safety net behind limits of size, which do not depend on the machine. It works in the main thread of
systems with interval timers (not on Windows), and between two steps of Python code.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ParamSpec, TypeVar

_CAN_LIMIT = hasattr(signal, "setitimer")

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class CpuLimitExceeded(BaseException):
    """The work took more CPU time than allowed."""


class CpuLimit:
    """Starts the timer anew for each piece of work. Installing its handler each time would take longer than that."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_running = False

    def run(
        self, work: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Return what ``work`` returns. Raise :class:`CpuLimitExceeded` if it takes too long."""
        if self.seconds:
            signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds)
        self.is_running = True
        try:
            return work(*args, **kwargs)
        finally:
            self.is_running = False

    def handle(self, _number: int, _frame: FrameType | None) -> None:
        """Interrupt the work, unless it has just ended."""
        if self.is_running:
            raise CpuLimitExceeded


@contextmanager
def limit_cpu(seconds: float) -> Iterator[CpuLimit]:
    """Yield a limit that stops each piece of work that it runs after ``seconds`` of CPU time."""
    if not _CAN_LIMIT or threading.current_thread() is not threading.main_thread():
        yield CpuLimit(0)
        return
    limit = CpuLimit(seconds)
    before = signal.signal(signal.SIGVTALRM, limit.handle)
    try:
        yield limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
