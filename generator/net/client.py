"""Base class of HTTP clients: no cookies, no credentials, no settings from the environment."""

from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self

import httpx

from generator.net.limits import RequestLimits
from generator.net.transport import CheckedBackend, CheckedTransport


class HttpClient:
    """A connection pool. Use it as an async context manager."""

    def __init__(self, backend: CheckedBackend, limits: RequestLimits, headers: dict[str, str]) -> None:
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
