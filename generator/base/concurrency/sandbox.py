"""Untrusted work in worker processes with time and memory limits.

Image decoders are written in C and read files from strangers. A crash or timeout is returned as
:class:`WorkerFailed`, not raised. A process may also be killed for reasons that have nothing to do with its piece: the
machine is out of memory, somebody sends a signal. So a lost piece is tried again, alone and in a new process. Only a
crash that repeats, or too much processor time, is held against the piece. Time in which the build is stopped (Ctrl-Z,
a closed lid) does not count.

A worker sends bytes that the caller decodes with a schema. Pickle is not used, because a hijacked worker could take
over this process with it.
"""

import signal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

from generator.base.concurrency.sandbox_worker import (
    BUG,
    INDEX_BYTES,
    MEMORY_EXIT,
    TIME_EXITS,
    SandboxWork,
    run_worker,
)
from generator.base.errors import InternalError

Piece = TypeVar("Piece")

MAX_ATTEMPTS = 4
"""Attempts for a piece whose processes are lost. The second crash ends them."""

_POLL_SECONDS = 1.0
"""Seconds after which the waiting main process looks at its clock."""

_LONGEST_STEP = 2 * _POLL_SECONDS
"""Seconds between two looks at the clock beyond which this process was not running."""

_CRASH_SIGNALS = {
    getattr(signal, name, None)
    for name in ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGTRAP", "SIGSYS")
}
"""Signals that a process gets for its own faults. Any other one comes from outside."""

_SECONDS = struct.Struct("<d")


@dataclass(frozen=True)
class ResourceLimits:
    """Limits for one piece, and for all together.

    ``seconds`` of processor time and ``memory`` in bytes beyond the size of the new process (Linux only) are for one
    piece, ``wait`` is the number of seconds without a reply after which its process counts as lost. All pieces
    together may take ``total`` seconds of processor time, and ``more`` for each. ``batch``, ``task``, ``program`` and
    ``worker`` name the whole work, that on one piece, what does it, and where, in messages.
    """

    seconds: float
    memory: int
    wait: float = 60.0
    total: float = 60.0
    more: float = 3.0
    batch: str = "making images"
    task: str = "decoding it"
    program: str = "image decoder"
    worker: str = "an image worker"


@dataclass(frozen=True)
class WorkerFailed:
    """A piece without a result. ``reason`` is for people. ``lasting``: the piece itself is the cause, another attempt
    would fail alike."""

    reason: str
    lasting: bool = True


@dataclass(frozen=True)
class _Lost:
    """A piece whose process ended: of itself, from outside, or because it sent nothing."""

    how: Literal["crash", "memory", "kill", "silence"]


@dataclass
class _Clock:
    """The time in which this process was running, in seconds. ``spent`` is the processor time of the pieces."""

    seconds: float = 0.0
    spent: float = 0.0
    _last: float = field(default_factory=monotonic)

    def tick(self) -> float:
        """Return the time up to now. A long step is one in which this process was stopped: most of it is ignored."""
        now = monotonic()
        self.seconds += min(now - self._last, _LONGEST_STEP)
        self._last = now
        return self.seconds


Outcome = bytes | WorkerFailed | _Lost


def run_isolated(
    do: Callable[[Piece], bytes], pieces: Sequence[Piece], workers: int, limits: ResourceLimits
) -> Iterator[tuple[int, bytes | WorkerFailed]]:
    """Yield ``(index, do(piece))`` as pieces finish, or ``(index, WorkerFailed)`` for a piece that cannot be done.

    ``do`` must be a module-level function. An exception in it is a bug in Broadsheet: raises :class:`InternalError`.
    """
    work = SandboxWork(do, pieces, limits.memory, limits.seconds)
    run = _Run(work, limits, limits.total + limits.more * len(pieces))
    lost: dict[int, _Lost] = {}
    for index, outcome in run.do(range(len(pieces)), workers):
        if isinstance(outcome, _Lost):
            lost[index] = outcome
        else:
            yield index, outcome
    for index, first in lost.items():
        yield index, run.retry(index, first)


class _Run(Generic[Piece]):
    """One call of :func:`run_isolated`."""

    def __init__(self, work: SandboxWork[Piece], limits: ResourceLimits, total: float) -> None:
        self._work = work
        self._limits = limits
        self._total = total
        self._clock = _Clock()
        self._active: list[_SandboxWorker[Piece]] = []

    def do(self, indexes: Sequence[int], workers: int) -> Iterator[tuple[int, Outcome]]:
        """Yield the outcome of each piece, in the order in which they finish."""
        waiting = deque(indexes)
        try:
            while waiting or self._active:
                yield from self._start(waiting, workers)
                for worker in self._wait():
                    index, outcome, seconds = worker.index, *worker.outcome()
                    self._clock.spent += seconds
                    if isinstance(outcome, bytes) and waiting and self._clock.spent <= self._total:
                        worker.send_piece(waiting.popleft())
                    else:
                        self._active.remove(worker)
                        worker.end()
                    yield index, outcome
        finally:
            for worker in self._active:
                worker.end()
            self._active.clear()

    def _start(self, waiting: deque[int], workers: int) -> Iterator[tuple[int, WorkerFailed]]:
        """Start workers for waiting pieces. Yields all of them as failed if time is up or no process can be started."""
        reason = (
            ""
            if self._clock.spent <= self._total
            else f"{self._limits.batch} took too long in all: left for the next build"
        )
        while waiting and not reason and len(self._active) < workers:
            try:
                self._active.append(_SandboxWorker(self._work, self._limits, self._clock, waiting[0]))
                waiting.popleft()
            except OSError as error:
                if self._active:
                    return
                reason = f"no process can be started for it ({error.strerror or error})"
        while waiting and reason:
            yield waiting.popleft(), WorkerFailed(reason, lasting=False)

    def _wait(self) -> "list[_SandboxWorker[Piece]]":
        """Wait until a worker has replied, ended or been silent for too long. Returns all such workers."""
        from multiprocessing.connection import wait

        while self._active:
            next_deadline = min(worker.deadline for worker in self._active)
            timeout = min(max(0.0, next_deadline - self._clock.seconds), _POLL_SECONDS)
            ready = wait([worker.pipe for worker in self._active], timeout)
            now = self._clock.tick()
            if done := [each for each in self._active if each.pipe in ready or each.deadline <= now]:
                return done
        return []

    def retry(self, index: int, first: _Lost) -> bytes | WorkerFailed:
        """Try a lost piece again, each time alone and in a new process, until it is done or has crashed twice."""
        losses = [first]
        while len(losses) < MAX_ATTEMPTS:
            ((_, outcome),) = self.do([index], 1)
            if not isinstance(outcome, _Lost):
                return outcome
            losses.append(outcome)
            if losses.count(_Lost("memory")) > 1:
                megabytes = self._limits.memory // 1_000_000
                return WorkerFailed(
                    f"it crashed the {self._limits.program} (more than {megabytes:,} MB of memory)"
                )
            if losses.count(_Lost("crash")) > 1:
                return WorkerFailed(f"it crashed the {self._limits.program}")
            if losses.count(_Lost("silence")) > 1:
                return WorkerFailed(
                    f"its process did nothing for {self._limits.wait:g} seconds", lasting=False
                )
        return WorkerFailed(f"its process was killed {len(losses)} times", lasting=False)


class _SandboxWorker(Generic[Piece]):
    """A worker process and its current piece. ``deadline`` is a time of the clock."""

    def __init__(self, work: SandboxWork[Piece], limits: ResourceLimits, clock: _Clock, index: int) -> None:
        """Start the process. Raises :class:`OSError` if the system refuses to."""
        import multiprocessing

        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._clock, self._limits = clock, limits
        # One way each: a two-way pipe would be a socket.
        requests, self._requests = context.Pipe(duplex=False)
        self.pipe, replies = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(
            target=run_worker, args=(work, requests, replies), daemon=True
        )
        try:
            self._process.start()
        except OSError:
            self.pipe.close()
            self._requests.close()
            raise
        finally:
            requests.close()
            replies.close()  # else recv_bytes() would never see the end of the pipe
        self.send_piece(index)

    def send_piece(self, index: int) -> None:
        """Send the next piece to the process. If it has ended, :meth:`outcome` will notice."""
        self.index = index
        self._started = self._clock.tick()
        self.deadline = self._started + self._limits.wait
        with suppress(OSError):
            self._requests.send_bytes(index.to_bytes(INDEX_BYTES, "big"))

    def outcome(self) -> tuple[Outcome, float]:
        """Return the outcome of the piece, and the seconds of processor time that it took. Ends a silent process."""
        if not self.pipe.poll():
            self._kill()
            return _Lost("silence"), self._elapsed()
        try:
            reply: bytes = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return self._loss(), self._elapsed()
        if reply.startswith(BUG):
            raise InternalError(f"{self._limits.worker} failed:\n{reply[1:].decode('utf-8', 'replace')}")
        if len(reply) < 1 + _SECONDS.size:
            return _Lost("crash"), self._elapsed()
        return reply[1 + _SECONDS.size :], max(0.0, _SECONDS.unpack_from(reply, 1)[0])

    def _elapsed(self) -> float:
        return self._clock.seconds - self._started

    def _loss(self) -> WorkerFailed | _Lost:
        """Return why the process ended."""
        self._process.join(_POLL_SECONDS)
        code = self._process.exitcode
        self._kill()
        if code in TIME_EXITS:
            return WorkerFailed(f"{self._limits.task} took more than {self._limits.seconds:g} seconds")
        if code == MEMORY_EXIT:
            return _Lost("memory")
        outside = code is None or (code < 0 and -code not in _CRASH_SIGNALS)
        return _Lost("kill" if outside else "crash")

    def _kill(self) -> None:
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        """Kill the process and release its resources."""
        self._kill()
        self.pipe.close()
        self._requests.close()
        self._process.close()
