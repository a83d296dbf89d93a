"""One picture: ask for it, follow where its host leads, take what comes, up to every limit.

Nothing that a host does is an exception to whoever calls: all of it is an
:class:`~generator.images.retry_policy.FetchResult`. Imported only when something is fetched.
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

_MOVED = frozenset((301, 302, 303, 307, 308))
_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1"
_PACKED = "identity"
"""Pictures are packed already; packing them once more only serves bombs."""

_HUNG_UP = "Server disconnected"
"""How httpcore says that a connection was closed before an answer came over it."""

_LONGEST_VALIDATOR = 512
"""Characters of an ETag or a date that are remembered; a longer one is not believed."""


class ImageDownloader(HttpClient):
    """Asks for pictures, with one pool of connections. To be entered as a context, within an event loop."""

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
        self._rooms: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(limits.per_host)
        )
        super().__init__(
            backend, limits, {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": _PACKED}
        )

    async def download(self, url: str, known: FetchEntry | None) -> FetchResult:
        """Ask for one picture, with the validators of the copy that is ``known``. Raises :class:`CacheWriteError`."""
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._follow(url, known)
        except CacheWriteError:
            raise
        except TruncatedImageError as error:
            return FetchResult("failed", reason=str(error))
        except ImageError as error:
            return FetchResult("refused", reason=str(error))
        except Exception as error:  # noqa: BLE001 - whatever a host makes of us is no reason for a build to fail
            return result_of_failure(classify_exception(error, self._limits))

    async def _follow(self, url: str, known: FetchEntry | None) -> FetchResult:
        """Go from redirect to redirect; each address is checked like the first."""
        here = httpx.URL(url)
        for _ in range(self._limits.redirects + 1):
            try:
                answer = await self._hop(here, known, url)
            except BlockedAddressError as refused:
                return FetchResult("forbidden", final=str(here), reason=_in_words(refused))
            if isinstance(answer, FetchResult):
                return answer
            here = answer
        return FetchResult("failed", reason=f"it is behind more than {self._limits.redirects} redirects")

    async def _hop(self, here: httpx.URL, known: FetchEntry | None, url: str) -> FetchResult | httpx.URL:
        """Ask one address. Returns an answer, or where to go on."""
        host = here.raw_host.decode("ascii")
        if here.userinfo:
            raise BlockedAddressError("it carries a name or a password")
        self._guard.check_host(here.scheme, host, here.port or (443 if here.scheme == "https" else 80))
        async with self._rooms[host]:
            request = self._client.build_request("GET", here, headers=_validators(known, str(here), url))
            response = await self._send(request)
            try:
                if response.status_code in _MOVED and "location" in response.headers:
                    return here.join(response.headers["location"]).copy_with(fragment=None)
                return await self._answer(response, str(here), known)
            finally:
                await response.aclose()

    async def _send(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and once more if its connection was closed meanwhile: a host may do so at any time, also in
        the moment in which we take up a connection again (RFC 9112, section 9.3.1)."""
        try:
            return await self._client.send(request, stream=True)
        except (httpcore.ReadError, httpcore.WriteError):
            pass
        except httpcore.RemoteProtocolError as error:
            if not str(error).startswith(_HUNG_UP):
                raise
        return await self._client.send(request, stream=True)

    async def _answer(self, response: httpx.Response, here: str, known: FetchEntry | None) -> FetchResult:
        status, headers = response.status_code, response.headers
        if status == 304 and known is not None and known.blob is not None:
            return FetchResult("not modified", final=here, status=status)
        if status != 200:
            return result_of_failure(
                classify_status(status, headers.get("retry-after", ""), int(self._clock()))
            )
        blob = store_blob(self._folder, await self._body(response))
        return FetchResult(
            "picture",
            final=here,
            status=status,
            blob=blob,
            etag=_validator(headers, "etag"),
            modified=_validator(headers, "last-modified"),
        )

    async def _body(self, response: httpx.Response) -> bytes:
        """Take a body while it may still become a picture that we want."""
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > self._limits.bytes:
            raise BodyTooLarge
        body = Body(response.headers.get("content-encoding", ""), self._limits.bytes)
        async for part in response.aiter_raw():
            body.append(part)
            reject_early(body.start)
        return body.content()


def _in_words(refused: BlockedAddressError) -> str:
    hint = f"; to allow it, name '{refused.allow}' in [images] allow_hosts" if refused.allow else ""
    return f"{refused}{hint}"


def _validators(known: FetchEntry | None, here: str, url: str) -> dict[str, str]:
    """Return what asks for a picture only if it is not the one we have: its validators, where they were given."""
    if known is None or known.blob is None or here != (known.final or url):
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}


def _validator(headers: httpx.Headers, name: str) -> str:
    value = headers.get(name, "")
    sound = len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if sound else ""
