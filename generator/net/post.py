"""Send short POST requests (WebSub, IndexNow) through the same guarded connections that images use.

Reads only the status of a response and follows no redirects. All messages together take a bounded time: a service
that did not answer gets no further message. Imported only by ``ping``.
"""

import asyncio
from collections.abc import Sequence
from time import monotonic

import httpx
from msgspec import Struct

from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard
from generator.net.transport import CheckedBackend, CheckedTransport, host_and_port

TIMEOUT = 30.0
"""Seconds for a whole request. A limit per read would let a host that trickles its answer block us for ever."""

DEADLINE = 120.0
"""Seconds for all messages. A service may answer each of hundreds slowly."""

_NO_TIME = "earlier messages took too long"


class PostMessage(Struct, frozen=True):
    """One POST request. ``about`` describes it to users, ``count`` is the number of URLs it announces."""

    url: str
    media_type: str
    body: bytes
    about: str
    count: int


def post_all(messages: Sequence[PostMessage], guard: SsrfGuard, agent: str) -> tuple[str, ...]:
    """Post messages one after another. Return the reason of each failure, "" for success."""
    return asyncio.run(_post_messages(messages, guard, agent))


async def _post_messages(messages: Sequence[PostMessage], guard: SsrfGuard, agent: str) -> tuple[str, ...]:
    transport = CheckedTransport(CheckedBackend(guard, DnsCache(), Connectivity()), 1)
    headers = {"User-Agent": agent}
    failures: list[str] = []
    silent: dict[str, str] = {}
    """Services that did not answer, and why."""
    end = monotonic() + DEADLINE
    async with httpx.AsyncClient(transport=transport, headers=headers, timeout=TIMEOUT) as client:
        for message in messages:
            seconds = min(TIMEOUT, end - monotonic())
            if seconds <= 0:
                failures.append(_NO_TIME)
            elif message.url in silent:
                failures.append(f"not sent: an earlier message failed ({silent[message.url]})")
            else:
                failure, answered = await _post(client, guard, message, seconds)
                failures.append(failure)
                if not answered:
                    silent[message.url] = failure
    return tuple(failures)


async def _post(
    client: httpx.AsyncClient, guard: SsrfGuard, message: PostMessage, seconds: float
) -> tuple[str, bool]:
    """Send a message. Return the reason of its failure, "" for none, and whether the service answered."""
    url = httpx.URL(message.url)
    headers = {"Content-Type": message.media_type}
    try:
        guard.check_host(url.scheme, *host_and_port(url))
        async with (
            asyncio.timeout(seconds),
            client.stream("POST", url, content=message.body, headers=headers) as response,
        ):
            return "" if response.is_success else f"the host answered {response.status_code}", True
    except (BlockedAddressError, ConnectionFailed) as error:
        return str(error), False
    except (TimeoutError, httpx.TimeoutException):
        return f"the host did not answer within {TIMEOUT:g} s" if seconds >= TIMEOUT else _NO_TIME, False
    except httpx.ConnectError as error:
        return f"the TLS handshake failed ({error})", False
    except (httpx.NetworkError, httpx.ProtocolError) as error:
        return f"the connection failed ({error})", False
    except (httpx.HTTPError, OSError) as error:
        return f"{type(error).__name__}: {error}".rstrip(": "), False
