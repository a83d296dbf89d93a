"""One piece of work done aside, in a process of its own, while this one goes on.

Only where processes can be forked, which costs next to nothing, and where there is a second processor: elsewhere, and
wherever the other process fails, the work is done here when its result is asked for. The result is the same.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from generator.base.concurrency.pool import can_fork


class BackgroundProcess:
    """Work on its way. ``work`` returns bytes; it must neither write anything nor change what this process sees."""

    def __init__(self, work: Callable[..., bytes], *given: Any, alone: bool = False) -> None:
        """Start. ``alone`` forbids another process."""
        self._work = work
        self._given = given
        self._child = 0
        self._pipe = -1
        if not alone and can_fork():
            with suppress(OSError):
                self._start()

    def _start(self) -> None:
        pipe, other = os.pipe()
        try:
            child = os.fork()
        except OSError:
            os.close(pipe)
            os.close(other)
            raise
        if child == 0:
            os.close(pipe)
            _answer(other, self._work, self._given)
        os.close(other)
        self._child, self._pipe = child, pipe

    def __enter__(self) -> "BackgroundProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def result(self) -> bytes:
        """Return what the work returns, once."""
        answer = self._answer() if self._child else b""
        return answer[1:] if answer.startswith(b"+") else self._work(*self._given)

    def _answer(self) -> bytes:
        """Read all that the other process says, which ends as soon as it has said it."""
        parts = []
        try:
            while part := os.read(self._pipe, 1 << 20):
                parts.append(part)
        finally:
            self.cancel()
        return b"".join(parts)

    def cancel(self) -> None:
        """End the work, whether it is done or not."""
        if self._child:
            os.close(self._pipe)
            with suppress(OSError):
                os.kill(self._child, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(self._child, 0)
            self._child = 0


def _answer(pipe: int, work: Callable[..., bytes], given: tuple[Any, ...]) -> None:
    """In the other process: say ``+`` and the result, or nothing at all, and end without any farewell."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all: the one that waits decides
        rest = memoryview(work(*given))
        os.write(pipe, b"+")
        while rest:
            rest = rest[os.write(pipe, rest) :]
    finally:
        os._exit(0)
