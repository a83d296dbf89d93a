"""Parallel work in forked processes and in this one.

Forked processes inherit all data: nothing is imported twice, and only the number of the next piece is sent. An idle
process takes the next piece. This process works, too, and collects the others' results between two pieces.
"""

import fcntl
import os
import pickle
import select
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from generator.base.errors import LostWorkerError

_NUMBER = struct.Struct("<I")
_FRAME = struct.Struct("<IQ?")
"""Header of each result: number of the piece, length in bytes, and whether it succeeded (else it is an exception)."""

_PIPE_SIZE = 1 << 20
"""Bytes of results that a process can write before this one reads them, if the system allows to choose."""


class _ForkedWorker:
    """A forked process. ``pipe`` delivers its results; ``unread`` holds a partly received one."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process = process
        self.pipe = pipe
        self.unread = bytearray()

    def read_results(self) -> Iterator[tuple[int, bool, Any]]:
        """Read the available bytes and yield every complete ``(piece, succeeded, result)``.

        Sets the pipe to -1 when the process has ended. Raises :class:`LostWorkerError` if it ended within a result.
        """
        received = os.read(self.pipe, _PIPE_SIZE)
        if not received:
            self.end()
            if self.unread:
                raise _lost_worker_error()
        self.unread += received
        while len(self.unread) >= _FRAME.size:
            piece, length, succeeded = _FRAME.unpack_from(self.unread)
            end = _FRAME.size + length
            if len(self.unread) < end:
                return
            yield piece, succeeded, pickle.loads(memoryview(self.unread)[_FRAME.size : end])  # noqa: S301 (ours)
            del self.unread[:end]

    def end(self, kill: bool = False) -> None:
        """Close the pipe and wait for the process."""
        if self.pipe >= 0:
            os.close(self.pipe)
            self.pipe = -1
            if kill:
                with suppress(ProcessLookupError):
                    os.kill(self.process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.process, 0)


def map_forked(
    work: Callable[[Any, Any], Any], context: Any, pieces: Sequence[Any], workers: int
) -> Iterator[Any]:
    """Yield ``work(context, piece)`` for each piece, in order. The numbers of all pieces must fit into a pipe.

    Raises the exceptions of ``work``, and :class:`LostWorkerError` if a worker process is killed.
    """
    queue = _create_queue(len(pieces))
    others: list[_ForkedWorker] = []
    done: dict[int, Any] = {}
    next_result = 0
    try:
        for _ in range(workers - 1):
            others.append(_start_worker(work, context, pieces, queue, others))
        more = True
        while next_result < len(pieces):
            if more and (number := _next_piece(queue)) is not None:
                done[number] = work(context, pieces[number])
            else:
                more = False
            _collect_results(others, done, 0 if more or next_result in done else None)
            while next_result in done:
                yield done.pop(next_result)
                next_result += 1
    finally:
        os.close(queue)
        for other in others:
            other.end(kill=True)


def _create_queue(count: int) -> int:
    """Return a pipe that contains the numbers of all pieces. Each process reads the next one from it."""
    queue, entry = os.pipe()
    os.write(entry, b"".join(map(_NUMBER.pack, range(count))))
    os.close(entry)
    return queue


def _next_piece(queue: int) -> int | None:
    number = os.read(queue, _NUMBER.size)
    return _NUMBER.unpack(number)[0] if number else None


def _collect_results(others: list[_ForkedWorker], done: dict[int, Any], wait: float | None) -> None:
    """Read results of other processes into ``done``. ``wait`` is in seconds; ``None`` waits until one is available."""
    waiting = {other.pipe: other for other in others if other.pipe >= 0}
    if not waiting and wait is None:
        raise _lost_worker_error()
    ready, _, _ = select.select(waiting, (), (), wait)
    for pipe in ready:
        for number, succeeded, result in waiting[pipe].read_results():
            if not succeeded:
                raise result
            done[number] = result


def _lost_worker_error() -> LostWorkerError:
    return LostWorkerError(
        "a worker process was killed", "The machine may be out of memory. Try --workers 1."
    )


def _start_worker(
    work: Callable[[Any, Any], Any],
    context: Any,
    pieces: Sequence[Any],
    queue: int,
    others: list[_ForkedWorker],
) -> _ForkedWorker:
    pipe, end = os.pipe()
    with suppress(OSError, AttributeError):
        fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    process = os.fork()
    if process:
        os.close(end)
        return _ForkedWorker(process, pipe)
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the main one decides
        for unused in (pipe, *[other.pipe for other in others]):
            os.close(unused)  # else a write would not fail once the main process is gone
        while (number := _next_piece(queue)) is not None:
            _send_result(end, number, work, context, pieces[number])
    finally:
        os._exit(0)


def _send_result(pipe: int, number: int, work: Callable[[Any, Any], Any], context: Any, piece: Any) -> None:
    """Run in the other process: process one piece and write its result or exception to the pipe."""
    try:
        succeeded, result = True, pickle.dumps(work(context, piece), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 (raised again in the main process)
        succeeded, result = False, _pickle_exception(error)
    unsent = memoryview(_FRAME.pack(number, len(result), succeeded) + result)
    while unsent:
        unsent = unsent[os.write(pipe, unsent) :]


def _pickle_exception(error: Exception) -> bytes:
    """Pickle an exception. One that cannot be pickled becomes a :class:`RuntimeError` with the same text."""
    try:
        data = pickle.dumps(error)
        pickle.loads(data)  # noqa: S301 (our own data)
    except Exception:  # noqa: BLE001 (any error means: not picklable)
        data = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data
