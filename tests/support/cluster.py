"""A Dask cluster on this machine, at addresses of loopback."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def local_cluster(workers: int = 2) -> Iterator[str]:
    """Run a scheduler and worker processes with one thread each, as docs/scale.md says; yield the address."""
    import dask
    from distributed import LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.admin.log-format": "%(message)s"}), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster:
            yield cluster.scheduler_address
