"""One task in a forked process, while this process continues.

Used where processes can be forked, which is nearly free. Elsewhere, or if the other process fails, the task runs in
this process when its result is requested. The result is the same.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from generator.base.concurrency.pool import can_fork


class BackgroundProcess:
    """A task in progress. ``work`` returns bytes. It must not write files, and its changes in memory are not seen
    here.
    """

    def __init__(self, work: Callable[..., bytes], *args: Any, alone: bool = False) -> None:
        """Start the task. With ``alone`` no process is started."""
        self._work = work
        self._args = args
        self._child = 0
        self._pipe = -1
        if not alone and can_fork():
            with suppress(OSError):
                self._start()

    def _start(self) -> None:
        pipe, write_end = os.pipe()
        try:
            child = os.fork()
        except OSError:
            os.close(pipe)
            os.close(write_end)
            raise
        if child == 0:
            os.close(pipe)
            _send_result(write_end, self._work, self._args)
        os.close(write_end)
        self._child, self._pipe = child, pipe

    def __enter__(self) -> "BackgroundProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def result(self) -> bytes:
        """Wait for the result and return it. Call it once."""
        reply = self._read_reply() if self._child else b""
        return reply[1:] if reply.startswith(b"+") else self._work(*self._args)

    def _read_reply(self) -> bytes:
        """Read everything until the other process ends."""
        chunks = []
        try:
            while chunk := os.read(self._pipe, 1 << 20):
                chunks.append(chunk)
        finally:
            self.cancel()
        return b"".join(chunks)

    def cancel(self) -> None:
        """End the other process, finished or not."""
        if self._child:
            os.close(self._pipe)
            with suppress(OSError):
                os.kill(self._child, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(self._child, 0)
            self._child = 0


def _send_result(pipe: int, work: Callable[..., bytes], args: tuple[Any, ...]) -> None:
    """Run in the other process: write ``+`` and the result, or nothing after an error, and exit without cleanup."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the main one decides
        unsent = memoryview(work(*args))
        os.write(pipe, b"+")
        while unsent:
            unsent = unsent[os.write(pipe, unsent) :]
    finally:
        os._exit(0)
