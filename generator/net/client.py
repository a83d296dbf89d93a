"""HTTP client: no cookies, no credentials, no settings from the environment, and every redirect is checked.

Imported only when something is fetched: httpx is slow to load.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self, TypeVar

import httpx
from msgspec.structs import replace

from generator.net.errors import HostResult, RequestFailure, RestingHostError
from generator.net.failures import classify_exception
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard, host_of
from generator.net.transport import CheckedBackend, CheckedTransport, host_and_port

T = TypeVar("T")

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_DISCONNECTED = "Server disconnected"
"""How httpcore begins the message for a connection that was closed before the response."""


class Trail:
    """The URLs of one request: the requested one, and those that redirects led to."""

    def __init__(self, url: str) -> None:
        self.urls: list[httpx.URL] = []
        self.moved = ""
        """The URL to use in future: as far as all redirects were permanent. "" if the first was not."""
        self._requested = url
        self._only_permanent = True

    def start(self) -> None:
        """Parse the requested URL. Raises the exceptions of :class:`httpx.URL`."""
        self.urls.append(httpx.URL(self._requested))

    def follow(self, response: httpx.Response) -> None:
        """Add the target of a redirect."""
        self.urls.append(self.urls[-1].join(response.headers["location"]))
        self._only_permanent = self._only_permanent and response.status_code in _PERMANENT
        if self._only_permanent:
            self.moved = str(self.urls[-1])

    @property
    def final(self) -> str:
        """The last URL, without its fragment."""
        return str(self.urls[-1].copy_with(fragment=None)) if self.urls else self._requested

    @property
    def host(self) -> str:
        """The host of the last URL, "" if it is that of the requested one."""
        is_other = self.urls and self.urls[-1].raw_host != self.urls[0].raw_host
        return host_of(self.final) if is_other else ""


class HttpClient:
    """A connection pool. Use it as an async context manager.

    ``headers`` are sent with every request. ``resting`` returns why a host must not be asked any more.
    """

    def __init__(
        self,
        backend: CheckedBackend,
        guard: SsrfGuard,
        limits: RequestLimits,
        headers: Mapping[str, str],
        resting: Callable[[str], HostResult | None] = lambda host: None,
    ) -> None:
        self.limits = limits
        self._backend = backend
        self._guard = guard
        self._resting = resting
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(limits.per_host)
        )
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(backend, limits.at_once),
            headers=headers,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=limits.total),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._client.__aexit__(exc_type, exc_value, traceback)

    async def request(
        self,
        url: str,
        receive: Callable[[httpx.Response, Trail], Awaitable[T]],
        method: str = "GET",
        headers: Callable[[str], Mapping[str, str]] = lambda url: {},
    ) -> T | RequestFailure:
        """Request a URL, follow redirects, and return what ``receive`` makes of the response, or the failure.

        Nothing a host does raises an exception, also not while ``receive`` reads the body. ``headers`` returns more
        headers for each URL.
        """
        trail = Trail(url)
        try:
            async with asyncio.timeout(self.limits.total):
                return await self._follow(trail, receive, method, headers)
        except BlockedAddressError as blocked:
            failure = RequestFailure(
                "blocked", reason=str(blocked), allow=blocked.allow, sent=len(trail.urls) > 1
            )
        except RestingHostError as resting:
            failure = _failure_of_resting(resting.result)
        except Exception as error:  # noqa: BLE001 - nothing a host does may end a crawl
            failure = classify_exception(error, self.limits)
        return replace(failure, url=trail.final, host=trail.host)

    async def _follow(
        self,
        trail: Trail,
        receive: Callable[[httpx.Response, Trail], Awaitable[T]],
        method: str,
        headers: Callable[[str], Mapping[str, str]],
    ) -> T | RequestFailure:
        trail.start()
        for _ in range(self.limits.redirects + 1):
            async with self._open(method, trail, headers(trail.final)) as response:
                is_redirect = response.status_code in _REDIRECTS and "location" in response.headers
                if not (is_redirect and self.limits.redirects):
                    return await receive(response, trail)
                trail.follow(response)
        reason = f"the URL redirects more than {self.limits.redirects} times"
        return RequestFailure("failed", reason=reason, url=trail.final)

    @asynccontextmanager
    async def _open(
        self, method: str, trail: Trail, headers: Mapping[str, str]
    ) -> AsyncIterator[httpx.Response]:
        """Send one request to the last URL of a trail. Each URL is checked like the first one."""
        url = trail.urls[-1]
        if url.userinfo:
            raise BlockedAddressError("the URL contains a user name or password")
        if (
            len(trail.urls) > 1
            and trail.urls[-2].scheme == "https" != url.scheme
            and not self.limits.downgrade
        ):
            raise BlockedAddressError("it redirects from https to http")
        self._guard.check_host(url.scheme, *host_and_port(url))
        resting = self._resting(trail.host) if trail.host else None
        if resting is not None:
            raise RestingHostError(resting)
        async with self._slots[url.host]:
            response = await self._send(self._client.build_request(method, trail.final, headers=headers))
            try:
                yield response
            finally:
                await response.aclose()

    async def _send(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and once more if the connection was closed.

        A host may close an idle connection at any time, also when we are about to reuse it (RFC 9112, section 9.3.1).
        """
        try:
            return await self._client.send(request, stream=True)
        except (httpx.ReadError, httpx.WriteError):
            pass
        except httpx.RemoteProtocolError as error:
            if not str(error).startswith(_DISCONNECTED):
                raise
        return await self._client.send(request, stream=True)

    def exemptions(self, trail: Trail) -> tuple[str, ...]:
        """Return the hosts of a trail that only the settings of this site allowed, as ``host:port``."""
        names = ["{}:{}".format(*host_and_port(url)) for url in trail.urls]
        return tuple([name for name in dict.fromkeys(names) if name in self._backend.exempt])


def _failure_of_resting(result: HostResult) -> RequestFailure:
    return RequestFailure(
        "failed",
        status=result.status,
        wait=result.wait,
        reason=result.reason if result.busy else f"the host failed an earlier request: {result.reason}",
        reached=result.reached,
        answered=result.answered,
    )
