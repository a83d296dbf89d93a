"""Parallel work in processes, with results in the order of the input.

The number of workers never affects the output: each result depends only on the shared context and its piece. With one
worker or one piece, everything runs in this process.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

from generator.base.errors import LostWorkerError

Context = TypeVar("Context")
Piece = TypeVar("Piece")
Result = TypeVar("Result")

MAX_FORKED_PIECES = 8_000
"""The most pieces for forked processes: their numbers fit into a pipe on any system."""

_context: Any = None
"""In a spawned process: the shared context, set once at the start. ``None`` in the main process."""


def can_fork() -> bool:
    """Return whether processes are forked. Forked processes share the context at no cost."""
    return sys.platform == "linux"


def default_workers() -> int:
    """Return the number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def map_parallel(
    work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece], workers: int
) -> Iterator[Result]:
    """Yield ``work(context, piece)`` for each piece, in order.

    ``work`` must be a module-level function. Where processes can be forked, they inherit the context and this process
    works, too. Elsewhere the context is pickled once for each worker. Raises the exceptions of ``work``, and
    :class:`LostWorkerError` if a worker process is killed.
    """
    workers = min(workers, len(pieces))
    if workers <= 1:
        for piece in pieces:
            yield work(context, piece)
    elif can_fork() and len(pieces) <= MAX_FORKED_PIECES:
        from generator.base.concurrency.fork_pool import map_forked

        yield from map_forked(work, context, pieces, workers)
    else:
        yield from _map_spawned(work, context, pieces, workers)


def _map_spawned(
    work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece], workers: int
) -> Iterator[Result]:
    """Do the work in spawned processes, which receive everything pickled."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_init_worker, initargs=(context,)
    )
    try:
        futures = [pool.submit(_run_piece, work, piece) for piece in pieces]
        for future in futures:
            yield future.result()
    except BrokenProcessPool as error:
        raise LostWorkerError(
            "a worker process was killed", "The machine may be out of memory. Try --workers 1."
        ) from error
    except (KeyboardInterrupt, GeneratorExit):
        _kill_workers(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _kill_workers(pool: "ProcessPoolExecutor") -> None:
    """Kill the processes of a pool: their results are no longer needed."""
    for process in (getattr(pool, "_processes", None) or {}).values():
        process.kill()


def split_chunks(count: int, size: int) -> list[range]:
    """Split ``range(count)`` into ranges of at most ``size``.

    >>> split_chunks(5, 2)
    [range(0, 2), range(2, 4), range(4, 5)]
    """
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _init_worker(context: Any) -> None:
    global _context
    _context = context
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the main one decides
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Exit when the parent process ends, even if it is killed.

    Otherwise this process would wait for work forever and keep inherited locks.
    """
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run_piece(work: Callable[[Any, Any], Any], piece: Any) -> Any:
    return work(_context, piece)
