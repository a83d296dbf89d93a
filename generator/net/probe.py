"""Check that any host is reachable: open connections and close them at once. Imported only when something is
fetched.

Many hosts of an old site are gone, and the first URLs of a crawl may all be dead. So before a crawl ends as offline,
hosts from all over its list are tried, and hosts that answered in earlier crawls.
"""

import asyncio
from collections.abc import Iterable, Sequence

import httpx

from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard, host_of, site_of
from generator.net.transport import CheckedBackend, host_and_port

SAMPLE_SIZE = 32
"""Hosts in a sample."""


async def probe_hosts(urls: Iterable[str], guard: SsrfGuard, backend: CheckedBackend, timeout: float) -> None:
    """Try to connect to the hosts of some URLs, all at once, until one accepts.

    ``backend`` reports each result. Takes at most ``timeout`` seconds.
    """
    pending = {asyncio.create_task(_probe(url, guard, backend, timeout)) for url in urls}
    try:
        while pending and not backend.network.reached:
            _, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in pending:
            each.cancel()


async def _probe(url: str, guard: SsrfGuard, backend: CheckedBackend, timeout: float) -> None:
    try:
        parts = httpx.URL(url)
        host, port = host_and_port(parts)
        guard.check_host(parts.scheme, host, port)
        stream = await backend.connect_tcp(host, port, timeout)
    except (BlockedAddressError, ConnectionFailed, httpx.InvalidURL):
        return
    await stream.aclose()


def sample_hosts(urls: Iterable[str], limit: int = SAMPLE_SIZE) -> Sequence[str]:
    """Return up to ``limit`` URLs, spread evenly over a list, with one per site.

    One per site, so that whoever owns the start of the list, or a thousand subdomains, counts only once.
    """
    sites: dict[str, str] = {}
    for url in urls:
        sites.setdefault(site_of(host_of(url)), url)
    candidates = list(sites.values())
    count = min(limit, len(candidates))
    return [candidates[position * (len(candidates) - 1) // max(1, count - 1)] for position in range(count)]
