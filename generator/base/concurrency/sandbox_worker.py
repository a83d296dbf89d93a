"""The worker process of a sandbox (:mod:`generator.base.concurrency.sandbox`): does one piece after another, in
silence and within limits."""

import os
import signal
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import process_time, sleep
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

from generator.base.concurrency.process_executor import end_with_parent

Piece = TypeVar("Piece")

DONE, BUG = b"\x00", b"\x01"
"""First byte of a reply. ``DONE`` is followed by the seconds of processor time (a double), then by the result; ``BUG``
by a traceback."""

INDEX_BYTES = 4
"""Bytes of a piece's index in a request."""

MEMORY_EXIT = 122
"""Exit code of a process that took too much memory."""

_TIME_EXIT = 121
TIME_EXITS = {_TIME_EXIT, -int(getattr(signal, "SIGPROF", 0))} - {0}
"""Exit codes of a process that took too much processor time. A signal ends it even in C code that never returns to
Python; where the system has none, a thread does."""

_WATCH_SECONDS = 0.1
_SECONDS = struct.Struct("<d")


@dataclass(frozen=True)
class SandboxWork(Generic[Piece]):
    """Pieces of work, and the limits for one: bytes of memory beyond the size of the new process, and seconds of
    processor time."""

    do: Callable[[Piece], bytes]
    pieces: Sequence[Piece]
    memory: int
    seconds: float


def run_worker(work: SandboxWork[Piece], requests: "Connection", replies: "Connection") -> None:
    """Process pieces as requested until the main process closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the main one decides
    timer = _Timer(work.seconds)
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for task in (end_with_parent, timer.watch):
        threading.Thread(target=task, daemon=True).start()
    _silence_output()
    _limit_memory(work.memory)
    with suppress(EOFError, OSError):
        while True:
            piece = work.pieces[int.from_bytes(requests.recv_bytes(), "big")]
            timer.start()
            replies.send_bytes(_run_piece(work, piece, timer))


class _Timer:
    """Ends the process when a piece has taken too much processor time, which passes only while the process runs."""

    def __init__(self, limit: float) -> None:
        self.started = process_time()
        self._limit = limit

    def start(self) -> None:
        """Start counting for a piece."""
        self.started = process_time()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, self._limit)

    def seconds(self) -> float:
        """Return the processor time since the piece began."""
        return process_time() - self.started

    def watch(self) -> None:
        """Run in a thread. C code that decodes images leaves Python's lock to it."""
        while self.seconds() <= self._limit + _WATCH_SECONDS:
            sleep(_WATCH_SECONDS)
        os._exit(_TIME_EXIT)


def _run_piece(work: SandboxWork[Piece], piece: Piece, timer: _Timer) -> bytes:
    try:
        result = work.do(piece)
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except Exception:  # noqa: BLE001 - raised again in the main process as an internal error
        import traceback

        return BUG + traceback.format_exc().encode("utf-8", "replace")
    return DONE + _SECONDS.pack(timer.seconds()) + result


def _silence_output() -> None:
    """Discard everything that libraries print, which would garble the progress bar."""
    import faulthandler

    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _limit_memory(more: int) -> None:
    """Limit the growth of this process to ``more`` bytes, and disable core dumps."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])  # Linux only: no limit elsewhere
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
