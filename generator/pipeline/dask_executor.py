"""The executor that uses the workers of a Dask cluster.

Work, context and pieces go to the workers pickled, and results come back so. All of them are ours: the code is that of
an installed Broadsheet, which :class:`Handshake` compares. A worker that is lost costs time only: Dask runs its pieces
again elsewhere, and the context is kept by the scheduler.
"""

import asyncio
import os
import pickle
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.base.concurrency.executor import SERIAL, Context, Executor, Job, Piece, Result
from generator.base.digest import digest
from generator.base.errors import ClusterError, LostWorkerError

CONNECT_SECONDS = 10
_MARKER = "cluster-check"

_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://.+:[0-9]+")
_ADDRESS_HINT = "Write it as tcp://HOST:PORT."
_START_HINT = "Start its workers with: dask worker ADDRESS --nthreads 1"
_SHARED_HINT = (
    "Content, cache and output must be on a file system that all machines see under the same paths."
)
_VERSION_HINT = "Install the same Broadsheet, with the same libraries and the same Python, on all machines."

_local = threading.local()
"""In a worker's thread: ``contexts``, the last context by its digest, and ``checked``, the last handshake."""


class Handshake(Struct, frozen=True):
    """What a worker must have in common with this process. ``version`` is called in each; ``marker`` is a file that it
    must see, with the text ``token``, and ``folders`` are those that it must see, too."""

    version: Callable[[], bytes]
    expected: bytes
    marker: str
    token: str
    folders: tuple[str, ...]

    def check(self) -> None:
        """Raise :class:`ClusterError` if this worker would build another site."""
        if _version(self.version) != self.expected:
            raise ClusterError(
                f"{_here()} runs another version of Broadsheet or its libraries", _VERSION_HINT
            )
        seen = ""
        with suppress(OSError):
            seen = Path(self.marker).read_text("utf-8")
        lost = [folder for folder in self.folders if not Path(folder).is_dir()]
        if seen != self.token or lost:
            place = lost[0] if lost else Path(self.marker).parent
            raise ClusterError(f"{_here()} does not see {place}", _SHARED_HINT)


def make_handshake(version: Callable[[], bytes], cache: Path, folders: Sequence[Path]) -> Handshake:
    """Write the marker file into the cache, and return the handshake. Raises :class:`OSError`."""
    marker = cache.absolute() / _MARKER
    marker.parent.mkdir(parents=True, exist_ok=True)
    token = os.urandom(16).hex()
    marker.write_text(token, "utf-8")
    places = tuple([str(each.absolute()) for each in folders])
    return Handshake(version, _version(version), str(marker), token, places)


class DaskExecutor(Executor):
    """Runs work on the workers of a cluster. Raises :class:`ClusterError` if there is none at ``address``."""

    shares_memory = False

    def __init__(self, address: str, handshake: Handshake) -> None:
        self._handshake = handshake
        self._client = _connect(address)
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            self.close()
            raise ClusterError(f"the cluster at {address} has no workers", _START_HINT) from error
        self.workers = sum(self._client.nthreads().values())

    def map(
        self, work: Callable[[Context, Piece], Result], context: Context, pieces: Sequence[Piece]
    ) -> Iterator[Result]:
        """Yield ``work(context, piece)`` for each piece, in order. A single piece runs in this process."""
        if len(pieces) < 2:
            yield from SERIAL.map(work, context, pieces)
            return
        sent = self._send(context)
        futures = [self._submit(_run_piece, self._handshake, *sent, work, piece) for piece in pieces]
        futures.reverse()
        try:
            while futures:
                yield _result(futures.pop())
        finally:
            self._client.cancel(futures)

    def submit(self, work: Callable[[Context], bytes], context: Context) -> Job:
        """Start a job on a worker."""
        return _DaskJob(self._submit(_run_job, self._handshake, *self._send(context), work))

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _send(self, context: Any) -> tuple[bytes, Any]:
        """Return the digest of a context, and the future of its bytes. It is a task, so it outlives any worker."""
        data = pickle.dumps(context, pickle.HIGHEST_PROTOCOL)
        return (key := digest(data)), self._submit(bytes, data, key=f"context-{key.hex()}")

    def _submit(self, *given: Any, **named: Any) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
            return self._client.submit(*given, pure=False, **named)


class _DaskJob(Job):
    """A job on a worker."""

    def __init__(self, future: Any) -> None:
        self._future = future

    def result(self) -> bytes:
        """Wait for the result and return it."""
        found = _result(self._future)
        assert isinstance(found, bytes)
        return found

    def cancel(self) -> None:
        """Drop the job. A worker that has begun it ends it in vain."""
        self._future.cancel()


def _connect(address: str) -> Any:
    from distributed import Client

    if not _ADDRESS.fullmatch(address):
        raise ClusterError(f"expected the address of a Dask scheduler, found '{address}'", _ADDRESS_HINT)
    try:
        asyncio.run(_ask_for_identity(address))
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:
        reason = str(error).rpartition("\n")[2] or f"{type(error).__name__} within {CONNECT_SECONDS} s"
        message = f"no Dask scheduler answers at {address} ({reason})"
        raise ClusterError(message, "Start one with: dask scheduler. Or build without --cluster.") from error


async def _ask_for_identity(address: str) -> None:
    """Raise an exception unless there is a scheduler. The client of Dask would wait for a silent host for minutes."""
    from distributed.comm.core import connect

    async with asyncio.timeout(CONNECT_SECONDS):
        connection = await connect(address, timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
        try:
            await connection.write({"op": "identity", "reply": True})
            await connection.read()
        finally:
            connection.abort()


def _result(future: Any) -> Any:
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        return future.result()
    except (KilledWorker, CancelledError) as error:
        message = "the cluster lost a piece of work: its workers were killed, or the scheduler ended"
        raise LostWorkerError(message, "The machines may be out of memory. Build again.") from error


def _run_piece(
    handshake: Handshake, key: bytes, data: bytes, work: Callable[[Any, Any], Any], piece: Any
) -> Any:
    return work(_load(handshake, key, data), piece)


def _run_job(handshake: Handshake, key: bytes, data: bytes, work: Callable[[Any], bytes]) -> bytes:
    return work(_load(handshake, key, data))


def _load(handshake: Handshake, key: bytes, data: bytes) -> Any:
    """Return a context in a worker, which is loaded once in each thread."""
    if getattr(_local, "checked", None) != handshake.token:
        handshake.check()
        _local.checked = handshake.token
    if key not in getattr(_local, "contexts", {}):
        _local.contexts = {key: pickle.loads(data)}  # noqa: S301 (from the process that builds)
    return _local.contexts[key]


def _version(version: Callable[[], bytes]) -> bytes:
    return version() + bytes(sys.version_info[:2])


def _here() -> str:
    """Return the name of this worker for a message."""
    from distributed import get_worker

    return f"the worker {get_worker().address}"
