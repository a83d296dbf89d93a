"""Work spread over processes, with results in the order of the work.

Bytes never depend on how many workers there were: each piece of work is a pure function of the shared
context and the piece. Small jobs run here, in this process: starting others would cost more than they save.
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

MOST_PIECES = 8_000
"""The numbers of so many pieces fit into a pipe at once, on any system."""

_context: Any = None
"""In a worker process: what its job shares. Set once as the process starts, never in the main process."""


def can_fork() -> bool:
    """Tell whether processes are forked: what they share then costs nothing, however large it is."""
    return sys.platform == "linux"


def default_workers() -> int:
    """Return the number of processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def map_parallel(
    work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece], workers: int
) -> Iterator[Result]:
    """Yield ``work(context, piece)`` for each piece, in order.

    ``work`` must be a module's function. Where processes can be forked, this one works, too, and the others inherit
    the context as it is; elsewhere it is pickled once for each worker. An exception of ``work`` is raised here, and
    :class:`LostWorkerError` where a process is ended from outside.
    """
    workers = min(workers, len(pieces))
    if workers <= 1:
        for piece in pieces:
            yield work(context, piece)
    elif can_fork() and len(pieces) <= MOST_PIECES:
        from generator.base.concurrency.fork_pool import map_forked

        yield from map_forked(work, context, pieces, workers)
    else:
        yield from _send_out(work, context, pieces, workers)


def _send_out(
    work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece], workers: int
) -> Iterator[Result]:
    """Do it with processes that start from nothing and are sent all they need."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(context,)
    )
    try:
        futures = [pool.submit(_run, work, piece) for piece in pieces]
        for future in futures:
            yield future.result()
    except BrokenProcessPool as fault:
        raise LostWorkerError(
            "a process of this build was ended from outside", "Is memory short? Try --workers 1."
        ) from fault
    except (KeyboardInterrupt, GeneratorExit):
        _stop(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _stop(pool: "ProcessPoolExecutor") -> None:
    """End the processes of a pool in the middle of what they do: nobody waits for it any more."""
    for process in (getattr(pool, "_processes", None) or {}).values():
        process.kill()


def split_chunks(count: int, size: int) -> list[range]:
    """Cut ``range(count)`` into ranges of at most ``size``."""
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _begin(context: Any) -> None:
    global _context
    _context = context
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all: the main process decides
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End as the process does that started us, also when it is killed and can tell nobody.

    Else we should wait for work for ever, and hold whatever lock we inherited.
    """
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(work: Callable[[Any, Any], Any], piece: Any) -> Any:
    return work(_context, piece)
