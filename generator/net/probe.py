"""Check that a host is reachable: open a connection and close it at once. Imported only when something is fetched."""

import asyncio
from collections.abc import Iterable

import httpx

from generator.net.connectivity import Connectivity
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard
from generator.net.transport import CheckedBackend


async def probe_hosts(
    urls: Iterable[str], guard: SsrfGuard, backend: CheckedBackend, network: Connectivity, timeout: float
) -> None:
    """Try to connect to the hosts of some URLs, all at once, until one accepts.

    ``backend`` reports each result to ``network``. Takes at most ``timeout`` seconds.
    """
    pending = {asyncio.create_task(_probe(httpx.URL(url), guard, backend, timeout)) for url in urls}
    try:
        while pending and not network.reached:
            _, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in pending:
            each.cancel()


async def _probe(url: httpx.URL, guard: SsrfGuard, backend: CheckedBackend, timeout: float) -> None:
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    try:
        guard.check_host(url.scheme, host, port)
        stream = await backend.connect_tcp(host, port, timeout)
    except (BlockedAddressError, ConnectionFailed):
        return
    await stream.aclose()
