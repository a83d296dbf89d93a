"""Pieces of work shared out among forked processes, of which this one is the first.

Where processes can be forked they inherit everything as it is: nothing is imported twice, nothing is sent to them but
which piece is next. Whoever is free takes the next piece; this process works too, and between two pieces takes in what
the others have made.
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
"""Before each result: the number of its piece, its length in bytes, whether it is one (or an exception)."""

_ROOM = 1 << 20
"""Bytes that a process may be ahead with, where the system lets us choose."""


class _ForkedWorker:
    """Another process, seen from here. ``pipe`` is where its results come from."""

    def __init__(self, process: int, pipe: int) -> None:
        self.process = process
        self.pipe = pipe
        self.rest = bytearray()

    def take(self) -> Iterator[tuple[int, bool, Any]]:
        """Read what is there, and yield every result that is whole: ``(piece, whether it is one, result)``.

        The pipe is -1 once the process has said its last. Raises :class:`LostWorkerError` if that was half a result.
        """
        part = os.read(self.pipe, _ROOM)
        if not part:
            self.end()
            if self.rest:
                raise _lost()
        self.rest += part
        while len(self.rest) >= _FRAME.size:
            piece, length, good = _FRAME.unpack_from(self.rest)
            end = _FRAME.size + length
            if len(self.rest) < end:
                return
            yield piece, good, pickle.loads(memoryview(self.rest)[_FRAME.size : end])  # noqa: S301 (our own process)
            del self.rest[:end]

    def end(self, kill: bool = False) -> None:
        """Be done with it."""
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
    """Yield ``work(context, piece)`` for each piece, in order. Their numbers must fit into a pipe.

    An exception of ``work`` is raised here. Raises :class:`LostWorkerError` where a process is ended from outside.
    """
    queue = _queue(len(pieces))
    others: list[_ForkedWorker] = []
    done: dict[int, Any] = {}
    turn = 0
    try:
        for _ in range(workers - 1):
            others.append(_start(work, context, pieces, queue, others))
        more = True
        while turn < len(pieces):
            if more and (number := _next(queue)) is not None:
                done[number] = work(context, pieces[number])
            else:
                more = False
            _take_in(others, done, 0 if more or turn in done else None)
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        os.close(queue)
        for other in others:
            other.end(kill=True)


def _queue(count: int) -> int:
    """Return a pipe to read from, with the numbers of all pieces in it, each to be taken once, by anybody."""
    queue, entry = os.pipe()
    os.write(entry, b"".join(map(_NUMBER.pack, range(count))))
    os.close(entry)
    return queue


def _next(queue: int) -> int | None:
    number = os.read(queue, _NUMBER.size)
    return _NUMBER.unpack(number)[0] if number else None


def _take_in(others: list[_ForkedWorker], done: dict[int, Any], wait: float | None) -> None:
    """Take in what other processes have made; with ``None`` wait for something."""
    waiting = {other.pipe: other for other in others if other.pipe >= 0}
    if not waiting and wait is None:
        raise _lost()
    ready, _, _ = select.select(waiting, (), (), wait)
    for pipe in ready:
        for number, good, result in waiting[pipe].take():
            if not good:
                raise result
            done[number] = result


def _lost() -> LostWorkerError:
    return LostWorkerError(
        "a process of this build was ended from outside", "Is memory short? Try --workers 1."
    )


def _start(
    work: Callable[[Any, Any], Any],
    context: Any,
    pieces: Sequence[Any],
    queue: int,
    others: list[_ForkedWorker],
) -> _ForkedWorker:
    pipe, end = os.pipe()
    with suppress(OSError, AttributeError):
        fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, _ROOM)
    process = os.fork()
    if process:
        os.close(end)
        return _ForkedWorker(process, pipe)
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all: the first process decides
        for unused in (pipe, *[other.pipe for other in others]):
            os.close(unused)  # else nobody would notice that the first process is gone
        while (number := _next(queue)) is not None:
            _say(end, number, work, context, pieces[number])
    finally:
        os._exit(0)


def _say(pipe: int, number: int, work: Callable[[Any, Any], Any], context: Any, piece: Any) -> None:
    """In another process: do a piece, and say what came of it."""
    try:
        good, result = True, pickle.dumps(work(context, piece), pickle.HIGHEST_PROTOCOL)
    except Exception as fault:  # noqa: BLE001 (raised again where it is waited for)
        good, result = False, _pickled(fault)
    rest = memoryview(_FRAME.pack(number, len(result), good) + result)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _pickled(fault: Exception) -> bytes:
    """Pickle an exception; one that cannot be is told by its text."""
    try:
        data = pickle.dumps(fault)
        pickle.loads(data)  # noqa: S301 (our own)
    except Exception:  # noqa: BLE001 (whatever stands in the way)
        data = pickle.dumps(RuntimeError(f"{type(fault).__name__}: {fault}"))
    return data
