"""DNS cache: each host name is looked up once per build.

Lookups use the system's resolver on daemon threads. They cannot be interrupted, and on an offline machine one may
take half a minute to fail, so nothing waits for these threads.
"""

import asyncio
import socket
from contextlib import suppress
from threading import Thread

DNS_UNAVAILABLE = frozenset((socket.EAI_AGAIN, getattr(socket, "EAI_SYSTEM", socket.EAI_AGAIN)))
"""Error codes of a resolver that could not reach any DNS server. An unknown name has another code."""


class DnsCache:
    """IP addresses by host and port. Bound to the event loop of the first lookup."""

    def __init__(self) -> None:
        self._lookups: dict[tuple[str, int], asyncio.Future[tuple[str, ...]]] = {}

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Return the IP addresses of a host, in the order to try them. Raises :class:`OSError` if there are none."""
        key = (host, port)
        if key not in self._lookups:
            future: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()
            self._lookups[key] = future
            Thread(target=_resolve, args=(host, port, future), daemon=True).start()
        return await asyncio.shield(self._lookups[key])


def _resolve(host: str, port: int, future: "asyncio.Future[tuple[str, ...]]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        _set_result(future, addresses or OSError("it has no IP address"))
    except (OSError, ValueError, OverflowError) as error:
        _set_result(future, error if isinstance(error, OSError) else OSError("not a valid host name"))


def _set_result(future: "asyncio.Future[tuple[str, ...]]", result: "tuple[str, ...] | OSError") -> None:
    def settle() -> None:
        if future.done():
            return
        if isinstance(result, OSError):
            future.set_exception(result)
            future.exception()  # marks it as retrieved: no warning if nobody awaits it
        else:
            future.set_result(result)

    with suppress(RuntimeError):  # the build has ended and closed its loop
        future.get_loop().call_soon_threadsafe(settle)
