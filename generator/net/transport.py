"""Connect httpx to exactly the IP addresses that were checked.

Usually one call does lookup and connection. A DNS server could then answer the check with one address and the
connection with another (DNS rebinding). Here a name is looked up once, all of its addresses are checked, and the
connection goes to one of these. TLS still verifies the name.

Imported only when something is fetched: httpx is slow to load.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterable, Sequence

import httpcore
import httpx

from generator.net.connectivity import Connectivity
from generator.net.dns import DNS_UNAVAILABLE, DnsCache
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard

NO_SUCH_HOST = "the host does not exist"
"""Reason for a host name that DNS does not know."""

MAX_ADDRESSES = 4
"""IP addresses of one host to try."""


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to hosts that the guard allows, and reports every attempt to ``network``.

    ``exempt`` has the hosts, as ``host:port``, that only the settings of this site allowed.
    """

    def __init__(self, guard: SsrfGuard, lookup: DnsCache, network: Connectivity) -> None:
        self.network = network
        self.exempt: set[str] = set()
        self._guard = guard
        self._lookup = lookup
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host. Raises :class:`~generator.net.ssrf_guard.BlockedAddressError` and
        :class:`ConnectionFailed`."""
        self.network.record_attempt(host)
        try:
            async with asyncio.timeout(timeout):
                addresses = self._check(host, port, await self._lookup.addresses(host, port))
                stream = await self._connect_first(addresses, port, timeout)
        except TimeoutError:
            raise ConnectionFailed("the host did not accept the connection in time") from None
        except ConnectionRefusedError as error:
            self.network.record_connection()  # a refusal is an answer, so the network works
            raise ConnectionFailed("the host refused the connection") from error
        except OSError as error:
            raise ConnectionFailed(_describe(error)) from error
        self.network.record_connection()
        return stream

    def _check(self, host: str, port: int, found: Sequence[str]) -> Sequence[str]:
        try:
            addresses = self._guard.check_addresses(host, port, found)
        except BlockedAddressError:
            self.network.forget_attempt(host)
            raise
        if self._guard.needs_exemption(host, port, found):
            self.exempt.add(f"{host}:{port}")
        return addresses[:MAX_ADDRESSES]

    async def _connect_first(
        self, addresses: Sequence[str], port: int, timeout: float | None
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that accepts. Each gets an equal share of the time."""
        share = timeout / len(addresses) if timeout else None
        for address in addresses[:-1]:
            try:
                return await self._connect(address, port, share)
            except (OSError, TimeoutError):
                continue
        return await self._connect(addresses[-1], port, timeout)

    async def _connect(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        try:
            return await self._inner.connect_tcp(address, port, timeout)
        except httpcore.ConnectTimeout:
            raise TimeoutError from None
        except httpcore.ConnectError as error:
            raise _os_error(error) from error


def _os_error(error: BaseException) -> OSError:
    """Return the system error behind an exception of the HTTP libraries."""
    below = error.__cause__ or error.__context__
    while below is not None and not (isinstance(below, OSError) and below.errno):
        below = below.__cause__ or below.__context__
    return below if isinstance(below, OSError) else OSError("it did not accept the connection")


def _describe(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "no DNS server answered" if error.errno in DNS_UNAVAILABLE else NO_SUCH_HOST
    return f"the host is unreachable ({error.strerror or error})"


def host_and_port(url: httpx.URL) -> tuple[str, int]:
    """Return the host, as DNS knows it, and the port of a URL."""
    return url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)


class CheckedTransport(httpx.AsyncHTTPTransport):
    """The transport of httpx with a pool that opens all connections through one :class:`CheckedBackend`.

    httpx has no parameter for the backend, so the pool is put where its own would be. If httpx renames that
    attribute, requests fail: there is no other pool that could bypass the guard.
    """

    def __init__(self, backend: CheckedBackend, connections: int, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            # Without the environment: a build trusts the same authorities on every machine.
            ssl_context=tls or httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections,
            network_backend=backend,
        )
