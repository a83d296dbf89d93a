"""Connect httpx to exactly the IP addresses that were checked.

Usually one call does lookup and connection. A DNS server could then answer the check with one address and the
connection with another (DNS rebinding). Here a name is looked up once, all of its addresses are checked, and the
connection goes to one of these. TLS still verifies the name.

Imported only when something is fetched: httpx is slow to load.
"""

import asyncio
import errno
import socket
import ssl
from collections.abc import AsyncIterator, Iterable, Sequence
from types import TracebackType
from typing import Protocol, cast

import httpcore
import httpx

from generator.net.connectivity import Connectivity
from generator.net.dns import DNS_UNAVAILABLE, DnsCache
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import SsrfGuard

NO_SUCH_HOST = "the host does not exist"
"""Reason for a host name that DNS does not know."""

MAX_ADDRESSES = 4
"""IP addresses of one host to try."""

_UNREACHABLE = frozenset((errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL))


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to hosts that the guard allows, and reports every result to ``network``."""

    def __init__(self, guard: SsrfGuard, lookup: DnsCache, network: Connectivity) -> None:
        self._guard = guard
        self._lookup = lookup
        self._network = network
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
        try:
            async with asyncio.timeout(timeout):
                found = await self._lookup.addresses(host, port)
                self._network.record_dns_answer()
                addresses = self._guard.check_addresses(host, port, found)[:MAX_ADDRESSES]
                stream = await self._connect_first(addresses, port, timeout)
        except TimeoutError:
            raise self._connection_failed(host, "the host did not accept the connection in time") from None
        except ConnectionRefusedError as error:
            self._network.record_connection()  # a refusal is an answer, so the network works
            raise ConnectionFailed("the host refused the connection") from error
        except OSError as error:
            raise self._connection_failed(host, _describe(error), _is_unroutable(error)) from error
        self._network.record_connection()
        return stream

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

    def _connection_failed(self, host: str, reason: str, no_route: bool = False) -> ConnectionFailed:
        self._network.record_failure(host, no_route)
        return ConnectionFailed(reason)


def _os_error(error: BaseException) -> OSError:
    """Return the system error behind an exception of the HTTP libraries."""
    below = error.__cause__ or error.__context__
    while below is not None and not (isinstance(below, OSError) and below.errno):
        below = below.__cause__ or below.__context__
    return below if isinstance(below, OSError) else OSError("it did not accept the connection")


def _is_unroutable(error: OSError) -> bool:
    if isinstance(error, socket.gaierror):
        return error.errno in DNS_UNAVAILABLE
    return error.errno in _UNREACHABLE


def _describe(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "no DNS server answered" if error.errno in DNS_UNAVAILABLE else NO_SUCH_HOST
    return f"the host is unreachable ({error.strerror or error})"


class CheckedTransport(httpx.AsyncBaseTransport):
    """An httpx transport that opens all connections through one :class:`CheckedBackend`."""

    def __init__(self, backend: CheckedBackend, connections: int, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            # Without the environment: a build trusts the same authorities on every machine.
            ssl_context=tls or httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Does not follow redirects."""
        url = request.url
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_ByteStream(cast("_ByteParts", response.stream)),
            extensions=response.extensions,
        )

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _ByteParts(Protocol):
    """The type of a response stream of httpcore."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None: ...


class _ByteStream(httpx.AsyncByteStream):
    """A response stream of httpcore, as httpx expects it."""

    def __init__(self, stream: _ByteParts) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
