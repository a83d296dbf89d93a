"""One link: is anybody there? HEAD first, GET where that is refused, and of no answer more than its head.

Nothing that a host does is an exception to whoever calls: all of it is a
:class:`~generator.linkcheck.retry_policy.LinkResult`. Imported only when links are asked for.
"""

import asyncio
from collections.abc import Callable
from typing import Literal

import httpx

from generator.linkcheck.retry_policy import LinkResult, classify_link
from generator.net.client import HttpClient
from generator.net.failures import classify_exception
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard
from generator.net.transport import NO_SUCH_HOST, CheckedBackend

_MOVED = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD = frozenset((301, 308))

Method = Literal["HEAD", "GET"]


class LinkClient(HttpClient):
    """Asks for links, with one pool of connections. To be entered as a context, within an event loop."""

    def __init__(
        self,
        backend: CheckedBackend,
        guard: SsrfGuard,
        agent: str,
        limits: RequestLimits,
        clock: Callable[[], float],
    ) -> None:
        self._guard = guard
        self._limits = limits
        self._clock = clock
        super().__init__(
            backend,
            limits,
            {"User-Agent": agent, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity"},
        )

    async def check(self, url: str) -> LinkResult:
        """Ask for one link. Where a host does not take HEAD, which some do not know, what it says to GET counts."""
        reply = await self._attempt("HEAD", url)
        is_final = reply.state in ("good", "busy") or not reply.reached
        return reply if is_final else await self._attempt("GET", url)

    async def _attempt(self, method: Method, url: str) -> LinkResult:
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._follow(method, url)
        except BlockedAddressError as refused:
            return LinkResult("closed", reason=str(refused))
        except Exception as error:  # noqa: BLE001 - whatever a host makes of us is no reason to fail
            told = classify_exception(error, self._limits)
            state: Literal["dead", "failed"] = "dead" if str(error) == NO_SUCH_HOST else "failed"
            return LinkResult(state, reason=told.reason, reached=told.reached, answered=told.answered)

    async def _follow(self, method: Method, url: str) -> LinkResult:
        """Go from redirect to redirect; each address is checked like the first. As long as all of them are for good,
        the link has moved."""
        here, moved, lasting = httpx.URL(url), "", True
        for _ in range(self._limits.redirects + 1):
            status, headers = await self._hop(method, here)
            if status not in _MOVED or "location" not in headers:
                return classify_link(status, headers.get("retry-after", ""), moved, int(self._clock()))
            here = here.join(headers["location"])
            lasting = lasting and status in _FOR_GOOD
            moved = str(here) if lasting else moved
        return LinkResult("failed", reason=f"it is behind more than {self._limits.redirects} redirects")

    async def _hop(self, method: Method, here: httpx.URL) -> tuple[int, httpx.Headers]:
        """Ask one address, and let go as soon as the head of the answer is there."""
        host = here.raw_host.decode("ascii")
        if here.userinfo:
            raise BlockedAddressError("it carries a name or a password")
        self._guard.check_host(here.scheme, host, here.port or (443 if here.scheme == "https" else 80))
        async with self._client.stream(method, here.copy_with(fragment=None)) as response:
            return response.status_code, response.headers
