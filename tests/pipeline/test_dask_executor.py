"""Work on a Dask cluster of two worker processes on this machine."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.base.errors import ClusterError, LostWorkerError, OutputError
from generator.pipeline.dask_executor import DaskExecutor, Handshake, make_handshake
from tests.support.cluster import local_cluster


def version() -> bytes:
    return b"1"


def version_here() -> bytes:
    return str(os.getpid()).encode()


def add(context: int, piece: int) -> tuple[int, int]:
    return os.getpid(), context + piece


def fail(context: int, piece: int) -> int:
    raise OutputError(f"piece {piece}", "Do something.")


def die_once(folder: Path, piece: int) -> int:
    """End the worker process of one piece, the first time that it is tried."""
    if piece == 3:
        try:
            (folder / "died").touch(exist_ok=False)
        except FileExistsError:
            return piece
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


def die(context: int, piece: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return piece


def work(context: bytes) -> bytes:
    return context.upper()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with local_cluster() as address:
        yield address


@pytest.fixture
def handshake(tmp_path: Path) -> Handshake:
    return make_handshake(version, tmp_path / "cache", [tmp_path])


@pytest.fixture
def executor(address: str, handshake: Handshake) -> Iterator[DaskExecutor]:
    executor = DaskExecutor(address, handshake)
    yield executor
    executor.close()


def test_results_come_in_order_from_other_processes(executor: DaskExecutor) -> None:
    found = list(executor.map(add, 100, range(20)))
    assert [result for _, result in found] == list(range(100, 120))
    assert os.getpid() not in {process for process, _ in found}
    assert executor.workers == 2
    assert list(executor.map(add, 100, [1])) == [(os.getpid(), 101)], "one piece is not worth a journey"
    assert list(executor.map(add, 100, [])) == []


def test_an_error_is_raised_here_with_its_hint(executor: DaskExecutor) -> None:
    with pytest.raises(OutputError, match="piece 0") as error:
        list(executor.map(fail, 0, [0, 1]))
    assert error.value.hint == "Do something."


def test_the_rest_is_cancelled_when_nobody_waits(executor: DaskExecutor) -> None:
    results = executor.map(add, 0, range(500))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert [result for _, result in executor.map(add, 0, range(3))] == [0, 1, 2]


def test_a_job_runs_in_the_background(executor: DaskExecutor) -> None:
    with executor.submit(work, b"abc") as job:
        assert job.result() == b"ABC"
    executor.submit(work, b"abc").cancel()


def test_a_killed_worker_costs_no_result(executor: DaskExecutor, tmp_path: Path) -> None:
    assert list(executor.map(die_once, tmp_path, range(8))) == list(range(8))
    assert (tmp_path / "died").exists()


def test_a_piece_that_kills_every_worker_is_an_error(executor: DaskExecutor) -> None:
    with pytest.raises(LostWorkerError, match="the cluster lost a piece of work"):
        list(executor.map(die, 0, [1, 2]))


def test_a_worker_with_another_version_is_refused(address: str, tmp_path: Path) -> None:
    executor = DaskExecutor(address, make_handshake(version_here, tmp_path, []))
    with pytest.raises(ClusterError, match="runs another version of Broadsheet"):
        list(executor.map(add, 0, [1, 2]))
    executor.close()


@pytest.mark.parametrize(
    "change", [{"marker": "/nowhere/at/all"}, {"token": "other"}, {"folders": ("/nowhere",)}]
)
def test_a_worker_that_does_not_see_the_files_is_refused(
    address: str, handshake: Handshake, change: dict[str, Any]
) -> None:
    executor = DaskExecutor(address, msgspec.structs.replace(handshake, **change))
    with pytest.raises(ClusterError, match=r"the worker tcp://127.* does not see"):
        list(executor.map(add, 0, [1, 2]))
    executor.close()


def test_an_address_without_a_scheduler_is_an_error(
    handshake: Handshake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.dask_executor.CONNECT_SECONDS", 0.2)
    with pytest.raises(ClusterError, match="no Dask scheduler answers at tcp://127"):
        DaskExecutor("tcp://127.0.0.1:1", handshake)
    with pytest.raises(ClusterError, match="expected the address of a Dask scheduler, found 'here'"):
        DaskExecutor("here", handshake)


def test_a_cluster_without_workers_is_an_error(handshake: Handshake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pipeline.dask_executor.CONNECT_SECONDS", 1.0)
    with local_cluster(0) as address, pytest.raises(ClusterError, match="has no workers"):
        DaskExecutor(address, handshake)


@pytest.fixture(params=[None, b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0" * 64, b"\xff" * 64])
def stranger(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a host that is no scheduler: it says nothing, hangs up, or says something else."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []

        def answer() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    held.append(connection)
                    if request.param is not None:
                        connection.sendall(request.param)
                        connection.close()

        threading.Thread(target=answer, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        for each in held:
            each.close()


def test_a_host_that_is_no_scheduler_is_given_up_soon(
    stranger: str, handshake: Handshake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pipeline.dask_executor.CONNECT_SECONDS", 0.5)
    started = time.monotonic()
    with pytest.raises(ClusterError, match="no Dask scheduler answers at"):
        DaskExecutor(stranger, handshake)
    assert time.monotonic() - started < 10


def test_an_address_for_tls_without_keys_is_an_error(handshake: Handshake) -> None:
    with pytest.raises(ClusterError, match="no Dask scheduler answers at tls"):
        DaskExecutor("tls://127.0.0.1:1", handshake)
