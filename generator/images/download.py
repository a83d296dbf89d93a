"""Download one image: send the request, follow redirects, read the response, within all limits.

Nothing a host does raises an exception: every outcome is a :class:`~generator.images.retry_policy.FetchResult`.
Imported only when something is fetched.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import httpcore
import httpx

from generator.images.blobs import CacheWriteError, store_blob
from generator.images.fetch_index import FetchEntry
from generator.images.header import ImageError, TruncatedImageError, reject_early
from generator.images.retry_policy import FetchResult, result_of_failure
from generator.net.body import Body
from generator.net.client import HttpClient
from generator.net.errors import BodyTooLarge
from generator.net.failures import classify_exception
from generator.net.limits import RequestLimits
from generator.net.retry import classify_status
from generator.net.ssrf_guard import BlockedAddressError, SsrfGuard
from generator.net.transport import CheckedBackend

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1"
_ACCEPT_ENCODING = "identity"
"""Images are compressed already. A second compression only helps decompression bombs."""

_DISCONNECTED = "Server disconnected"
"""How httpcore begins the message for a connection that was closed before the response."""

_LONGEST_VALIDATOR = 512
"""Characters of an ETag or a date that are stored. Longer ones are ignored."""


class ImageDownloader(HttpClient):
    """Downloads images through one connection pool. Use it as an async context manager."""

    def __init__(
        self,
        backend: CheckedBackend,
        guard: SsrfGuard,
        folder: Path,
        agent: str,
        limits: RequestLimits,
        clock: Callable[[], float],
    ) -> None:
        self._guard = guard
        self._folder = folder
        self._limits = limits
        self._clock = clock
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(limits.per_host)
        )
        super().__init__(
            backend, limits, {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": _ACCEPT_ENCODING}
        )

    async def download(self, url: str, cached: FetchEntry | None) -> FetchResult:
        """Download one image, conditionally if it is ``cached``. Raises :class:`CacheWriteError`."""
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._follow(url, cached)
        except CacheWriteError:
            raise
        except TruncatedImageError as error:
            return FetchResult("failed", reason=str(error))
        except ImageError as error:
            return FetchResult("refused", reason=str(error))
        except Exception as error:  # noqa: BLE001 - nothing a host does may fail the build
            return result_of_failure(classify_exception(error, self._limits))

    async def _follow(self, url: str, cached: FetchEntry | None) -> FetchResult:
        """Follow redirects. Each URL is checked like the first one."""
        current = httpx.URL(url)
        for _ in range(self._limits.redirects + 1):
            try:
                result = await self._request(current, cached, url)
            except BlockedAddressError as blocked:
                return FetchResult("forbidden", final=str(current), reason=_with_hint(blocked))
            if isinstance(result, FetchResult):
                return result
            current = result
        return FetchResult("failed", reason=f"the URL redirects more than {self._limits.redirects} times")

    async def _request(
        self, current: httpx.URL, cached: FetchEntry | None, url: str
    ) -> FetchResult | httpx.URL:
        """Request one URL. Return the result, or the URL of a redirect."""
        host = current.raw_host.decode("ascii")
        if current.userinfo:
            raise BlockedAddressError("the URL contains a user name or password")
        self._guard.check_host(
            current.scheme, host, current.port or (443 if current.scheme == "https" else 80)
        )
        async with self._host_slots[host]:
            request = self._client.build_request(
                "GET", current, headers=_validators(cached, str(current), url)
            )
            response = await self._send(request)
            try:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return current.join(response.headers["location"]).copy_with(fragment=None)
                return await self._result(response, str(current), cached)
            finally:
                await response.aclose()

    async def _send(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and once more if the connection was closed.

        A host may close an idle connection at any time, also when we are about to reuse it (RFC 9112, section 9.3.1).
        """
        try:
            return await self._client.send(request, stream=True)
        except (httpcore.ReadError, httpcore.WriteError):
            pass
        except httpcore.RemoteProtocolError as error:
            if not str(error).startswith(_DISCONNECTED):
                raise
        return await self._client.send(request, stream=True)

    async def _result(self, response: httpx.Response, current: str, cached: FetchEntry | None) -> FetchResult:
        status, headers = response.status_code, response.headers
        if status == 304 and cached is not None and cached.blob is not None:
            return FetchResult("not modified", final=current, status=status)
        if status != 200:
            return result_of_failure(
                classify_status(status, headers.get("retry-after", ""), int(self._clock()))
            )
        blob = store_blob(self._folder, await self._read_body(response))
        return FetchResult(
            "image",
            final=current,
            status=status,
            blob=blob,
            etag=_validator(headers, "etag"),
            modified=_validator(headers, "last-modified"),
        )

    async def _read_body(self, response: httpx.Response) -> bytes:
        """Read a body. Stops as soon as it is too large, or cannot be an image."""
        content_length = response.headers.get("content-length", "")
        if content_length.isdecimal() and int(content_length[:20]) > self._limits.bytes:
            raise BodyTooLarge
        body = Body(response.headers.get("content-encoding", ""), self._limits.bytes)
        async for part in response.aiter_raw():
            body.append(part)
            reject_early(body.start)
        return body.content()


def _with_hint(blocked: BlockedAddressError) -> str:
    hint = f"; to allow it, add '{blocked.allow}' to [images] allow_hosts" if blocked.allow else ""
    return f"{blocked}{hint}"


def _validators(cached: FetchEntry | None, current: str, url: str) -> dict[str, str]:
    """Return the headers of a conditional request, none if the cached validators are from another URL."""
    if cached is None or cached.blob is None or current != (cached.final or url):
        return {}
    headers = {"If-None-Match": cached.etag, "If-Modified-Since": cached.modified}
    return {name: value for name, value in headers.items() if value}


def _validator(headers: httpx.Headers, name: str) -> str:
    value = headers.get(name, "")
    is_valid = len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if is_valid else ""
