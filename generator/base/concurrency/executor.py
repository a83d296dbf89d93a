"""The interface for parallel work, and the executor that does everything in this process.

Which executor runs, and with how many workers, never affects a result: each depends only on the shared context and its
piece. Work functions are at module level; pieces and results can be pickled.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import TypeVar

Context = TypeVar("Context")
Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Job(ABC):
    """One piece of work in the background. Leaving it as a context manager cancels it."""

    @abstractmethod
    def result(self) -> bytes:
        """Wait for the result and return it. Call it once. Raises the exception of the work."""

    @abstractmethod
    def cancel(self) -> None:
        """Stop the work. Does nothing if it has ended."""

    def __enter__(self) -> "Job":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()


class Executor(ABC):
    """A place where work can run. ``workers`` is the number of pieces that it handles at the same time.

    ``shares_memory``: workers see the context of this process, whatever its size. Elsewhere it is sent to each worker.
    """

    workers = 1
    shares_memory = True

    @abstractmethod
    def map(
        self, work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece]
    ) -> Iterator[Result]:
        """Yield ``work(context, piece)`` for each piece, in order. Each worker receives the context once.

        Raises the exceptions of ``work``, and :class:`~generator.base.errors.LostWorkerError` if a worker is gone.
        Closing the iterator cancels the rest.
        """

    @abstractmethod
    def submit(self, work: Callable[[Context], bytes], context: Context) -> Job:
        """Start one job that writes no files, and return it."""

    def close(self) -> None:  # noqa: B027 (most executors hold nothing)
        """Release what the executor holds between two calls."""


class SerialExecutor(Executor):
    """Runs everything in this process, when the result is asked for."""

    def map(
        self, work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece]
    ) -> Iterator[Result]:
        """Yield ``work(context, piece)`` for each piece, in order."""
        for piece in pieces:
            yield work(context, piece)

    def submit(self, work: Callable[[Context], bytes], context: Context) -> Job:
        """Return a job that runs when its result is asked for."""
        return SerialJob(lambda: work(context))


class SerialJob(Job):
    """A job that runs in this process, when its result is asked for."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work = work

    def result(self) -> bytes:
        """Run the job and return its result."""
        return self._work()

    def cancel(self) -> None:
        """Do nothing: the job runs only in :meth:`result`."""


SERIAL = SerialExecutor()


def default_workers() -> int:
    """Return the number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def split_chunks(count: int, size: int) -> list[range]:
    """Split ``range(count)`` into ranges of at most ``size``.

    >>> split_chunks(5, 2)
    [range(0, 2), range(2, 4), range(4, 5)]
    """
    return [range(start, min(start + size, count)) for start in range(0, count, size)]
