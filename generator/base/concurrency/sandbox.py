"""Work that may crash, hang or swell, done in processes that may be lost.

Decoders of pictures are written in C and meet whatever strangers publish. So each piece of such work is done in a
process of its own kind: it has a limit of memory and of time, says nothing on the terminal, and what it sends back is
bytes, which the caller decodes with types: never a pickle, by which a process that was taken over could take over us.
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

from generator.base.concurrency.pool import end_with_parent
from generator.base.errors import InternalError

Piece = TypeVar("Piece")

_DONE, _BUG = b"\x00", b"\x01"
_AT = 4
"""Bytes of the number that a piece goes by."""


@dataclass(frozen=True)
class ResourceLimits:
    """What one piece of work may take: ``seconds`` of time, ``memory`` in bytes beyond what the process began with
    (where the system can hold it to that)."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class WorkerFailed:
    """A piece whose process was lost, and in words why."""

    reason: str


@dataclass(frozen=True)
class _WorkItem(Generic[Piece]):
    do: Callable[[Piece], bytes]
    pieces: Sequence[Piece]
    limits: ResourceLimits


def run_isolated(
    do: Callable[[Piece], bytes], pieces: Sequence[Piece], workers: int, limits: ResourceLimits
) -> Iterator[tuple[int, bytes | WorkerFailed]]:
    """Yield ``(its place, do(piece))`` for each piece, as they are done; :class:`WorkerFailed` where the process was.

    ``do`` must be a module's function. What it raises is our own fault: :class:`InternalError`.
    """
    work = _WorkItem(do, pieces, limits)
    waiting = deque(range(len(pieces)))
    crew = [_SandboxWorker(work, waiting.popleft()) for _ in range(min(workers, len(pieces)))]
    try:
        while crew:
            for worker in _settled(crew):
                at, result = worker.at, worker.result()
                crew.remove(worker)
                if waiting:
                    crew.append(worker.again(waiting.popleft()))
                else:
                    worker.end()
                yield at, result
    finally:
        for worker in crew:
            worker.end()


def _settled(crew: Sequence["_SandboxWorker[Piece]"]) -> list["_SandboxWorker[Piece]"]:
    """Wait until some have an answer, or have had their time, and return them."""
    from multiprocessing.connection import wait

    patience = max(0.0, min(worker.until for worker in crew) - monotonic())
    ready = wait([worker.pipe for worker in crew], patience)
    return [worker for worker in crew if worker.pipe in ready or worker.until <= monotonic()]


class _SandboxWorker(Generic[Piece]):
    """A process, and the piece that it has in hand."""

    def __init__(self, work: _WorkItem[Piece], at: int) -> None:
        import multiprocessing

        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._work = work
        asked, self._ask = context.Pipe(duplex=False)  # of one way each: two ways would be a socket
        self.pipe, answers = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(target=_serve, args=(work, asked, answers), daemon=True)
        self._process.start()
        asked.close()
        answers.close()  # or we should never hear that it ended
        self._hand(at)

    def _hand(self, at: int) -> None:
        self.at = at
        self.until = monotonic() + self._work.limits.seconds
        with suppress(OSError):  # it is gone already: asking for its answer will tell
            self._ask.send_bytes(at.to_bytes(_AT, "big"))

    def again(self, at: int) -> "_SandboxWorker[Piece]":
        """Give the next piece to this process, or to a new one if this is lost."""
        if not self._process.is_alive():
            self.end()
            return _SandboxWorker(self._work, at)
        self._hand(at)
        return self

    def result(self) -> bytes | WorkerFailed:
        """Return what became of the piece. A process that has had its time is ended."""
        if not self.pipe.poll():
            self._kill()
            return WorkerFailed(f"it took more than {self._work.limits.seconds:g} seconds")
        try:
            answer: bytes = self.pipe.recv_bytes()
        except (EOFError, OSError):
            self._kill()
            return WorkerFailed("it broke the program that reads pictures")
        if answer.startswith(_BUG):
            raise InternalError(f"a process that works on pictures failed:\n{answer[1:].decode()}")
        return answer[1:]

    def _kill(self) -> None:
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        """End the process, and free what it holds."""
        self._kill()
        self.pipe.close()
        self._ask.close()
        self._process.close()


def _serve(work: _WorkItem[Piece], asked: "Connection", answers: "Connection") -> None:
    """Do pieces as they are asked for, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all: the main process decides
    threading.Thread(target=end_with_parent, daemon=True).start()
    _be_silent()
    _hold_memory(work.limits.memory)
    with suppress(EOFError, OSError):
        while True:
            piece = work.pieces[int.from_bytes(asked.recv_bytes(), "big")]
            answers.send_bytes(_answer(work, piece))


def _answer(work: _WorkItem[Piece], piece: Piece) -> bytes:
    try:
        return _DONE + work.do(piece)
    except MemoryError:
        os._exit(1)
    except Exception:  # noqa: BLE001 - whatever it is, it is ours, and is raised where it can be reported
        import traceback

        return _BUG + traceback.format_exc().encode("utf-8", "replace")


def _be_silent() -> None:
    """Send what libraries have to say nowhere: they say it in the midst of a progress bar."""
    import faulthandler

    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _hold_memory(more: int) -> None:
    """Let this process grow by so many bytes, and leave no dump if it ends."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])  # Linux; elsewhere no limit is kept
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
