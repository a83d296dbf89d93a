"""A Dask cluster on this machine, at addresses of loopback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def growing_cluster(workers: int) -> Iterator[Any]:
    """Run a scheduler and worker processes with one thread each, as docs/scale.md says; yield the cluster."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as cluster:
        yield cluster


@contextmanager
def local_cluster(workers: int = 2) -> Iterator[str]:
    """Run a cluster, and yield its address."""
    with growing_cluster(workers) as cluster:
        yield cluster.scheduler_address
