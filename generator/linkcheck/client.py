"""Check one link: HEAD first, then GET if HEAD fails. Reads only the headers of a response.

Nothing a host does raises an exception: every outcome is a :class:`~generator.linkcheck.retry_policy.LinkResult`.
Imported only when links are requested.
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

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))

Method = Literal["HEAD", "GET"]


class LinkClient(HttpClient):
    """Checks links through one connection pool. Use it as an async context manager."""

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
        """Check one link. Some hosts do not support HEAD, so after a failure the response to GET counts."""
        result = await self._attempt("HEAD", url)
        is_final = result.state in ("good", "busy") or not result.reached
        return result if is_final else await self._attempt("GET", url)

    async def _attempt(self, method: Method, url: str) -> LinkResult:
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._follow(method, url)
        except BlockedAddressError as blocked:
            return LinkResult("closed", reason=str(blocked))
        except Exception as error:  # noqa: BLE001 - nothing a host does may fail the check
            failure = classify_exception(error, self._limits)
            state: Literal["dead", "failed"] = "dead" if str(error) == NO_SUCH_HOST else "failed"
            return LinkResult(
                state, reason=failure.reason, reached=failure.reached, answered=failure.answered
            )

    async def _follow(self, method: Method, url: str) -> LinkResult:
        """Follow redirects. Each URL is checked like the first one.

        The link has moved as far as all redirects are permanent.
        """
        current, moved, is_permanent = httpx.URL(url), "", True
        for _ in range(self._limits.redirects + 1):
            status, headers = await self._request(method, current)
            if status not in _REDIRECTS or "location" not in headers:
                return classify_link(status, headers.get("retry-after", ""), moved, int(self._clock()))
            current = current.join(headers["location"])
            is_permanent = is_permanent and status in _PERMANENT
            moved = str(current) if is_permanent else moved
        return LinkResult("failed", reason=f"the URL redirects more than {self._limits.redirects} times")

    async def _request(self, method: Method, current: httpx.URL) -> tuple[int, httpx.Headers]:
        """Request one URL, and close the response as soon as its headers have arrived."""
        host = current.raw_host.decode("ascii")
        if current.userinfo:
            raise BlockedAddressError("the URL contains a user name or password")
        self._guard.check_host(
            current.scheme, host, current.port or (443 if current.scheme == "https" else 80)
        )
        async with self._client.stream(method, current.copy_with(fragment=None)) as response:
            return response.status_code, response.headers
