"""The connection of a build to a Dask cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from generator.base.concurrency.executor import Executor
from generator.base.errors import ClusterError, OutputError
from generator.base.progress import Progress
from generator.pipeline.context import BuildContext, digest_code


@contextmanager
def connect_cluster(context: BuildContext, progress: Progress) -> Iterator[Executor | None]:
    """Yield the executor of the cluster that the options or settings name, ``None`` if they name none.

    Raises :class:`ClusterError` if it cannot be used; if it is optional, that is a warning, and yields ``None``.
    """
    if not context.address:
        yield None
        return
    try:
        executor = _connect(context)
    except ClusterError as error:
        if not context.options.cluster_optional:
            raise
        progress.warnings.append((f"{error}: this machine does the work", error.hint))
        yield None
        return
    try:
        yield executor
    finally:
        executor.close()


def _connect(context: BuildContext) -> Executor:
    if find_spec("distributed") is None:
        raise ClusterError("Dask is not installed", 'Run: pip install "broadsheet[cluster]"')
    from generator.pipeline.dask_executor import DaskExecutor, make_handshake

    options = context.options
    try:
        options.output.mkdir(parents=True, exist_ok=True)
        handshake = make_handshake(digest_code, options.cache, (*context.content.roots, options.output))
    except OSError as error:
        raise OutputError(
            f"cannot write {options.cache}: {error.strerror}", "Choose another --cache."
        ) from error
    return DaskExecutor(context.address, handshake)
