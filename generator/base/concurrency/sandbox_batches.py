"""Sandboxed work on a cluster: each batch runs in a process of its own, which starts the sandboxes.

A worker of a cluster may not start sandboxes itself: it has threads, and Dask makes it a daemon without children.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from generator.base.concurrency.executor import Executor, Piece, split_chunks
from generator.base.concurrency.sandbox import ResourceLimits, WorkerFailed, run_isolated
from generator.base.errors import LostWorkerError

BATCH = 8
"""Pieces of a batch. Its process takes 0.2 s to start."""

Do = Callable[[Piece], bytes]


def run_batches(
    executor: Executor, do: Do[Piece], pieces: Sequence[Piece], limits: ResourceLimits
) -> Iterator[tuple[int, bytes | WorkerFailed]]:
    """Yield what :func:`~generator.base.concurrency.sandbox.run_isolated` yields, in order of the batches."""
    chunks = split_chunks(len(pieces), BATCH)
    batches = [[pieces[at] for at in chunk] for chunk in chunks]
    for chunk, found in zip(chunks, executor.map(_run_batch, (do, limits), batches), strict=True):
        for at, outcome in found:
            yield chunk[at], outcome


def _run_batch(
    context: tuple[Do[Piece], ResourceLimits], batch: Sequence[Piece]
) -> list[tuple[int, bytes | WorkerFailed]]:
    command = [sys.executable, "-m", __name__]
    sent = pickle.dumps((*context, batch))
    done = subprocess.run(command, input=sent, capture_output=True, check=False)  # noqa: S603 (our own program)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise LostWorkerError(f"a worker process ended with {done.returncode}: {said}", "Build again.")
    found: list[tuple[int, bytes | WorkerFailed]] = pickle.loads(done.stdout)  # noqa: S301 (our own process)
    return found


def _main() -> None:
    do, limits, batch = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 (from the process that builds)
    sys.stdout.buffer.write(pickle.dumps(list(run_isolated(do, batch, 1, limits))))


if __name__ == "__main__":
    _main()
