"""Untrusted work in worker processes with time and memory limits.

A crash or timeout is returned as :class:`WorkerFailed`, not raised. Image decoders and XML parsers are written in C
and read files from strangers. A worker prints nothing, and it sends bytes that the caller decodes with a schema. Pickle
is not used, because a hijacked worker could take over this process with it.
"""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

from generator.base.concurrency.process_executor import end_with_parent
from generator.base.errors import InternalError

Piece = TypeVar("Piece")

_DONE, _BUG = b"\x00", b"\x01"
_OUT_OF_MEMORY = 97
"""Exit code of a worker that reached its limit of memory."""

_CPU_SIGNAL: int = getattr(signal, "SIGPROF", 0)
_INDEX_BYTES = 4
"""Bytes of a piece's index in a request."""


@dataclass(frozen=True)
class ResourceLimits:
    """Limits for one piece: ``seconds`` of time, and ``memory`` in bytes beyond the size of the new process (Linux
    only).

    ``cpu_seconds`` of processor time (0: no limit) do not depend on other work on the machine; not on Windows.
    ``task``, ``program`` and ``worker`` name the work, what does it, and where, in messages.
    """

    seconds: float
    memory: int
    cpu_seconds: float = 0
    task: str = "decoding it"
    program: str = "image decoder"
    worker: str = "an image worker"


@dataclass(frozen=True)
class WorkerFailed:
    """A piece whose worker crashed or timed out. ``reason`` is for people."""

    reason: str


@dataclass(frozen=True)
class _WorkItem(Generic[Piece]):
    do: Callable[[Piece], bytes]
    pieces: Sequence[Piece]
    limits: ResourceLimits


def run_isolated(
    do: Callable[[Piece], bytes], pieces: Sequence[Piece], workers: int, limits: ResourceLimits
) -> Iterator[tuple[int, bytes | WorkerFailed]]:
    """Yield ``(index, do(piece))`` as pieces finish, or ``(index, WorkerFailed)`` if the worker crashed or timed out.

    ``do`` must be a module-level function. An exception in it is a bug in Broadsheet: raises :class:`InternalError`.
    """
    work = _WorkItem(do, pieces, limits)
    waiting = deque(range(len(pieces)))
    active = [_SandboxWorker(work, waiting.popleft()) for _ in range(min(workers, len(pieces)))]
    try:
        while active:
            for worker in _wait_for_results(active):
                index, result = worker.index, worker.result()
                active.remove(worker)
                if waiting:
                    active.append(worker.next_worker(waiting.popleft()))
                else:
                    worker.end()
                yield index, result
    finally:
        for worker in active:
            worker.end()


def _wait_for_results(active: Sequence["_SandboxWorker[Piece]"]) -> list["_SandboxWorker[Piece]"]:
    """Wait until a worker has replied or timed out, and return all such workers."""
    from multiprocessing.connection import wait

    timeout = max(0.0, min(worker.deadline for worker in active) - monotonic())
    ready = wait([worker.pipe for worker in active], timeout)
    return [worker for worker in active if worker.pipe in ready or worker.deadline <= monotonic()]


class _SandboxWorker(Generic[Piece]):
    """A worker process and its current piece."""

    def __init__(self, work: _WorkItem[Piece], index: int) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._work = work
        requests, self._requests = context.Pipe(
            duplex=False
        )  # one way each: a two-way pipe would be a socket
        self.pipe, replies = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=_run_worker, args=(work, requests, replies), daemon=True
        )
        self._process.start()
        requests.close()
        replies.close()  # else recv_bytes() would never see the end of the pipe
        self._send_piece(index)

    def _send_piece(self, index: int) -> None:
        self.index = index
        self.deadline = monotonic() + self._work.limits.seconds
        with suppress(OSError):  # the process is gone already: result() will notice
            self._requests.send_bytes(index.to_bytes(_INDEX_BYTES, "big"))

    def next_worker(self, index: int) -> "_SandboxWorker[Piece]":
        """Send the next piece to this process, or to a new one if this one has ended. Returns the worker that has the
        piece.
        """
        if not self._process.is_alive():
            self.end()
            return _SandboxWorker(self._work, index)
        self._send_piece(index)
        return self

    def result(self) -> bytes | WorkerFailed:
        """Return the result of the piece. Kills a process that has timed out."""
        if not self.pipe.poll():
            self._kill()
            return WorkerFailed(
                f"{self._work.limits.task} took more than {self._work.limits.seconds:g} seconds"
            )
        try:
            reply: bytes = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return WorkerFailed(self._crash_reason())
        if reply.startswith(_BUG):
            raise InternalError(f"{self._work.limits.worker} failed:\n{reply[1:].decode()}")
        return reply[1:]

    def _crash_reason(self) -> str:
        """Return why the process ended, after it has."""
        self._process.join(1)
        limits, code = self._work.limits, self._process.exitcode
        self._kill()
        if limits.cpu_seconds and code == -_CPU_SIGNAL:
            return f"{limits.task} took more than {limits.cpu_seconds:g} seconds of processor time"
        if code == _OUT_OF_MEMORY:
            return f"it crashed the {limits.program} (more than {limits.memory // 1_000_000:,} MB of memory)"
        return f"it crashed the {limits.program}"

    def _kill(self) -> None:
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        """Kill the process and release its resources."""
        self._kill()
        self.pipe.close()
        self._requests.close()
        self._process.close()


def _run_worker(work: _WorkItem[Piece], requests: "Connection", replies: "Connection") -> None:
    """Run in the worker: process pieces as requested until the main process closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the main one decides
    threading.Thread(target=end_with_parent, daemon=True).start()
    _silence_output()
    _limit_memory(work.limits.memory)
    with suppress(EOFError, OSError):
        while True:
            piece = work.pieces[int.from_bytes(requests.recv_bytes(), "big")]
            replies.send_bytes(_run_piece(work, piece))


def _run_piece(work: _WorkItem[Piece], piece: Piece) -> bytes:
    _limit_cpu_time(work.limits.cpu_seconds)
    try:
        return _DONE + work.do(piece)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except Exception:  # noqa: BLE001 - raised again in the main process as an internal error
        import traceback

        return _BUG + traceback.format_exc().encode("utf-8", "replace")


def _limit_cpu_time(seconds: float) -> None:
    """Start to count: after so many seconds of processor time a signal ends this process (0: never)."""
    if seconds and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


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
