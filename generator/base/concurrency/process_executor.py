"""The executor that uses processes of this machine.

Processes are forked on Linux: they inherit all data, so nothing is imported twice and the context costs nothing.
Elsewhere they are spawned, and receive the context once, pickled.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.base.concurrency.executor import SERIAL, Context, Executor, Job, Piece, Result, SerialJob
from generator.base.errors import LostWorkerError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

_context: Any = None
"""In a worker: the shared context, set once at the start. ``None`` in the main process."""


def can_fork() -> bool:
    """Return whether processes are forked. On macOS forking is possible, but system libraries may crash then."""
    return sys.platform == "linux"


class ProcessExecutor(Executor):
    """Runs work in up to ``workers`` processes, started for each call and ended with it."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.shares_memory = can_fork()

    def map(
        self, work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece]
    ) -> Iterator[Result]:
        """Yield ``work(context, piece)`` for each piece, in order. A single piece runs in this process."""
        if min(self.workers, len(pieces)) > 1:
            return _map_parallel(work, context, pieces, min(self.workers, len(pieces)))
        return SERIAL.map(work, context, pieces)

    def submit(self, work: Callable[[Context], bytes], context: Context) -> Job:
        """Start a job in a forked process. Where none can be forked, it runs when its result is asked for."""
        try:
            return _ProcessJob(work, context) if self.shares_memory else SERIAL.submit(work, context)
        except OSError:  # no room for another process
            return SERIAL.submit(work, context)


def local_executor(workers: int) -> Executor:
    """Return the executor for a number of processes on this machine."""
    return ProcessExecutor(workers) if workers > 1 else SERIAL


def _map_parallel(
    work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece], workers: int
) -> Iterator[Result]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    processes = multiprocessing.get_context("fork" if can_fork() else "spawn")
    pool = ProcessPoolExecutor(workers, processes, initializer=_start_worker, initargs=(context,))
    try:
        with hold_interrupts():
            futures = [pool.submit(_run_piece, work, piece) for piece in pieces]
        futures.reverse()
        while futures:
            yield futures.pop().result()
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


def _start_worker(context: Any) -> None:
    global _context
    _context = context
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process: the main one decides
    threading.Thread(target=end_with_parent, daemon=True).start()


def _run_piece(work: Callable[[Any, Any], Any], piece: Any) -> Any:
    try:
        return work(_context, piece)
    except Exception as error:
        raise _portable(error) from error


def _portable(error: Exception) -> Exception:
    """Return an exception that the main process can load: the same, or a :class:`RuntimeError` with its text."""
    import pickle

    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (our own data)
    except Exception:  # noqa: BLE001 (any error means: not picklable)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


class _ProcessJob(Job):
    """A job in a forked process. If that fails or is killed, the job runs here, so its exception is raised here."""

    def __init__(self, work: Callable[[Context], bytes], context: Context) -> None:
        import multiprocessing

        fork = multiprocessing.get_context("fork")
        self._here = SerialJob(lambda: work(context))
        self._pipe, end = fork.Pipe(duplex=False)
        self._process = fork.Process(target=_send_result, args=(end, work, context), daemon=True)
        try:
            with hold_interrupts():
                self._process.start()
        finally:
            end.close()

    def result(self) -> bytes:
        """Wait for the result and return it."""
        try:
            reply = self._pipe.recv_bytes()
        except EOFError:
            reply = b""
        finally:
            self.cancel()
        return reply[1:] if reply else self._here.result()

    def cancel(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _send_result(pipe: "Connection", work: Callable[[Any], bytes], context: Any) -> None:
    """Run in the other process: send ``+`` and the result, or nothing after an error, and exit without clean-up."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=end_with_parent, daemon=True).start()
        pipe.send_bytes(b"+" + work(context))
    finally:
        os._exit(0)


@contextmanager
def hold_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, not even while they start: the main process decides."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """Exit when the parent process ends, even if it is killed.

    Otherwise this process would wait for work forever and keep inherited locks.
    """
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
