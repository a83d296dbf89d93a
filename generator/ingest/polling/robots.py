"""Check robots.txt of hosts (RFC 9309), by protego. URLs that the owner listed in sources.toml are not checked.

Imported only when pages are requested.
"""

import asyncio
from typing import Literal
from urllib.parse import urlsplit

import httpx
from protego import Protego

from generator.net.body import read_body
from generator.net.client import HttpClient, Trail
from generator.net.errors import RequestFailure

_MOST_BYTES = 500_000
"""As much as RFC 9309 asks a robot to read at least."""

_ALL = Protego.parse("")
_NOTHING = Protego.parse("User-agent: *\nDisallow: /")


Objection = Literal["", "forbidden", "unreadable"]


class RobotsRules:
    """The rules of hosts. Each robots.txt is requested once in a run."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._found: dict[str, asyncio.Task[Protego]] = {}

    async def find_objection(self, client: HttpClient, url: str) -> Objection:
        """Return why a page must not be requested, "" if it may be."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._found:
            self._found[origin] = asyncio.create_task(_request_rules(client, f"{origin}/robots.txt"))
        rules = await self._found[origin]
        if rules is _NOTHING:
            return "unreadable"
        return "" if rules.can_fetch(url, self._agent) else "forbidden"


async def _request_rules(client: HttpClient, url: str) -> Protego:
    """Return the rules of a host: everything allowed after 4xx, everything forbidden after 5xx or no answer."""

    async def receive(response: httpx.Response, trail: Trail) -> Protego:
        if 200 <= response.status_code < 300:
            body = await read_body(response, _MOST_BYTES, accept_gzip=True)
            return Protego.parse(body.decode("utf-8-sig", "replace"))
        return _ALL if 400 <= response.status_code < 500 and response.status_code != 429 else _NOTHING

    found = await client.request(url, receive)
    if isinstance(found, RequestFailure):
        return _NOTHING if found.sent else _ALL  # the guard refuses the page itself, and says why
    return found
