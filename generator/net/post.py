"""Telling others: small messages that are posted, through the same guarded connections by which pictures are fetched.

What a host answers beyond its status is not read, and where it sends us is not followed. Imported only by ``ping``.
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
"""Seconds that a host may take in all. A limit of each read alone would let one that trickles its answer hold us for
ever."""


class PostMessage(Struct, frozen=True):
    """What is posted to an address. ``about`` says for people what it tells, ``count`` of how many addresses."""

    url: str
    media_type: str
    body: bytes
    about: str
    count: int


def post_all(messages: Sequence[PostMessage], guard: SsrfGuard, agent: str) -> tuple[str, ...]:
    """Post messages one after the other, and return for each why it failed, "" where it did not."""
    return asyncio.run(_tell(messages, guard, agent))


async def _tell(messages: Sequence[PostMessage], guard: SsrfGuard, agent: str) -> tuple[str, ...]:
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
            return "" if response.is_success else f"it answered {response.status_code}"
    except (BlockedAddressError, ConnectionFailed) as fault:
        return str(fault)
    except (TimeoutError, httpcore.TimeoutException):
        return f"it did not answer within {TIMEOUT:g} s"
    except httpcore.ConnectError as fault:
        return f"no secure connection came about ({fault})"
    except (httpcore.NetworkError, httpcore.ProtocolError) as fault:
        return f"it broke off ({fault})"
    except (httpx.HTTPError, OSError) as fault:
        return f"{type(fault).__name__}: {fault}".rstrip(": ")
