"""Names of hosts → their addresses, each name looked up once in a build.

The system's own resolver does it, on threads that nobody waits for: it cannot be interrupted, and on a machine without
network it may take half a minute to say that it does not know.
"""

import asyncio
import socket
from contextlib import suppress
from threading import Thread

NO_WAY = frozenset((socket.EAI_AGAIN, getattr(socket, "EAI_SYSTEM", socket.EAI_AGAIN)))
"""What a resolver says that could not ask anybody. That a name does not exist is another answer."""


class DnsCache:
    """The addresses of hosts. Belongs to the event loop that it was first asked in."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, int], asyncio.Future[tuple[str, ...]]] = {}

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Return the addresses of a host, in the order to be tried. Raises :class:`OSError` where there are none."""
        place = (host, port)
        if place not in self._asked:
            future: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()
            self._asked[place] = future
            Thread(target=_resolve, args=(host, port, future), daemon=True).start()
        return await asyncio.shield(self._asked[place])


def _resolve(host: str, port: int, future: "asyncio.Future[tuple[str, ...]]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        _settle(future, addresses or OSError("it has no address"))
    except (OSError, ValueError, OverflowError) as fault:
        _settle(future, fault if isinstance(fault, OSError) else OSError("it is no name"))


def _settle(future: "asyncio.Future[tuple[str, ...]]", result: "tuple[str, ...] | OSError") -> None:
    def settle() -> None:
        if future.done():
            return
        if isinstance(result, OSError):
            future.set_exception(result)
            future.exception()  # whoever waits hears of it; that nobody does is no fault
        else:
            future.set_result(result)

    with suppress(RuntimeError):  # the build went on without us, and its loop is closed
        future.get_loop().call_soon_threadsafe(settle)
