"""Send short POST requests (WebSub, IndexNow) through the same guarded connections that images use.

Reads only the status of a response and follows no redirects. Imported only by ``ping``.
"""

import asyncio
from collections.abc import Sequence

import httpcore
import httpx
from msgspec import Struct

from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.errors import ConnectionFailed
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard
from generator.net.transport import CheckedBackend, CheckedTransport

TIMEOUT = 30.0
"""Seconds for a whole request. A limit per read would let a host that trickles its answer block us for ever."""


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
    async with httpx.AsyncClient(transport=transport, headers=headers, timeout=TIMEOUT) as client:
        return tuple([await _post(client, guard, message) for message in messages])


async def _post(client: httpx.AsyncClient, guard: SsrfGuard, message: PostMessage) -> str:
    url = httpx.URL(message.url)
    port = url.port or (443 if url.scheme == "https" else 80)
    headers = {"Content-Type": message.media_type}
    try:
        guard.check_host(url.scheme, url.host, port)
        async with (
            asyncio.timeout(TIMEOUT),
            client.stream("POST", url, content=message.body, headers=headers) as response,
        ):
            return "" if response.is_success else f"the host answered {response.status_code}"
    except (BlockedAddressError, ConnectionFailed) as error:
        return str(error)
    except (TimeoutError, httpcore.TimeoutException):
        return f"the host did not answer within {TIMEOUT:g} s"
    except httpcore.ConnectError as error:
        return f"the TLS handshake failed ({error})"
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        return f"the connection failed ({error})"
    except (httpx.HTTPError, OSError) as error:
        return f"{type(error).__name__}: {error}".rstrip(": ")
