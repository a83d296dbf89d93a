"""Connections to exactly the addresses that were checked, under httpx.

What is usually between a name and a connection is one call, and a name server that answers the check with one address
and the connection with another (DNS rebinding) would be through. Here a name is looked up once, all of its
addresses are checked, and one of these is connected to. TLS still verifies the name.

Imported only when something is fetched: httpx takes a while to load.
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
from generator.net.dns import NO_WAY, DnsCache
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import SsrfGuard

NO_SUCH_HOST = "there is no host of this name"
"""What is said of a name that nobody holds."""

TRIED = 4
"""Addresses of one host that are tried, at most."""

_UNREACHABLE = frozenset((errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL))


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to hosts that the guard lets pass, and tells ``network`` what came of it."""

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
                self._network.name()
                addresses = self._guard.check_addresses(host, port, found)[:TRIED]
                stream = await self._first(addresses, port, timeout)
        except TimeoutError:
            raise self._missed(host, "it did not take the connection in time") from None
        except ConnectionRefusedError as fault:
            self._network.reach()  # somebody is there who says so
            raise ConnectionFailed("its host refused the connection") from fault
        except OSError as fault:
            raise self._missed(host, _in_words(fault), _is_no_way(fault)) from fault
        self._network.reach()
        return stream

    async def _first(
        self, addresses: Sequence[str], port: int, timeout: float | None
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first of some addresses that takes it; each gets its share of the time."""
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
        except httpcore.ConnectError as fault:
            raise _cause(fault) from fault

    def _missed(self, host: str, reason: str, no_way: bool = False) -> ConnectionFailed:
        self._network.miss(host, no_way)
        return ConnectionFailed(reason)


def _cause(fault: BaseException) -> OSError:
    """Return the system's own word on a connection that failed, from beneath those of the libraries."""
    below = fault.__cause__ or fault.__context__
    while below is not None and not (isinstance(below, OSError) and below.errno):
        below = below.__cause__ or below.__context__
    return below if isinstance(below, OSError) else OSError("it did not take the connection")


def _is_no_way(fault: OSError) -> bool:
    if isinstance(fault, socket.gaierror):
        return fault.errno in NO_WAY
    return fault.errno in _UNREACHABLE


def _in_words(fault: OSError) -> str:
    if isinstance(fault, socket.gaierror):
        return "no name server answered" if fault.errno in NO_WAY else NO_SUCH_HOST
    return f"its host was not reached ({fault.strerror or fault})"


class CheckedTransport(httpx.AsyncBaseTransport):
    """The transport of an httpx client whose connections all come from one :class:`CheckedBackend`."""

    def __init__(self, backend: CheckedBackend, connections: int, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            # Without the environment: a build trusts the same authorities on every machine.
            ssl_context=tls or httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=connections,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; whoever asked follows redirects, or does not."""
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
    """What httpcore hands over as a body."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None: ...


class _ByteStream(httpx.AsyncByteStream):
    """A body as it comes from the pool."""

    def __init__(self, stream: _ByteParts) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
