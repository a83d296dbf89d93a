"""Download one image through the client of a crawl, within all limits.

Nothing a host does raises an exception: every outcome is a :class:`~generator.images.retry_policy.FetchResult`.
Imported only when something is fetched.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec

from generator.images.blobs import store_blob
from generator.images.fetch_index import FetchEntry
from generator.images.header import ImageError, TruncatedImageError, reject_early
from generator.images.retry_policy import FetchResult, result_of_failure
from generator.net.body import read_body
from generator.net.client import HttpClient, Trail
from generator.net.errors import RequestFailure
from generator.net.retry import classify_status

IMAGE_HEADERS = {
    "Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "identity",
}
"""Images are compressed already. A second compression only helps decompression bombs."""

_LONGEST_VALIDATOR = 512
"""Characters of an ETag or a date that are stored. Longer ones are ignored."""


class _Download(NamedTuple):
    """The bytes of a new image, and what is cached beside them."""

    result: FetchResult
    data: bytes


async def download_image(
    client: HttpClient, url: str, cached: FetchEntry | None, folder: Path, now: int
) -> FetchResult:
    """Download one image, conditionally if it is ``cached``, and store it.

    Raises :class:`~generator.images.blobs.CacheWriteError`.
    """

    async def receive(response: httpx.Response, trail: Trail) -> _Download | FetchResult | RequestFailure:
        status, headers = response.status_code, response.headers
        common = FetchResult(
            "not modified",
            final=trail.final,
            host=trail.host,
            status=status,
            exempt=client.exemptions(trail),
        )
        if status == 304 and cached is not None and cached.blob is not None:
            return common
        if status != 200:
            return classify_status(status, headers.get("retry-after", ""), now, trail.host)
        try:
            data = await read_body(response, client.limits.bytes, inspect=reject_early)
        except ImageError as error:
            return _result_of_bad_image(error)
        return _Download(_with_validators(common, headers), data)

    received = await client.request(url, receive, headers=lambda current: _validators(cached, current, url))
    if isinstance(received, RequestFailure):
        return result_of_failure(received)
    if isinstance(received, FetchResult):
        return received
    return _store(received, folder)


def _store(download: _Download, folder: Path) -> FetchResult:
    try:
        return msgspec.structs.replace(download.result, blob=store_blob(folder, download.data))
    except ImageError as error:
        return _result_of_bad_image(error)


def _result_of_bad_image(error: ImageError) -> FetchResult:
    return FetchResult("failed" if isinstance(error, TruncatedImageError) else "refused", reason=str(error))


def _with_validators(result: FetchResult, headers: httpx.Headers) -> FetchResult:
    etag, modified = _validator(headers, "etag"), _validator(headers, "last-modified")
    return msgspec.structs.replace(result, kind="image", etag=etag, modified=modified)


def _validators(cached: FetchEntry | None, current: str, url: str) -> Mapping[str, str]:
    """Return the headers of a conditional request, none if the cached validators are from another URL."""
    if cached is None or cached.blob is None or current != (cached.final or url):
        return {}
    headers = {"If-None-Match": cached.etag, "If-Modified-Since": cached.modified}
    return {name: value for name, value in headers.items() if value}


def _validator(headers: httpx.Headers, name: str) -> str:
    value = headers.get(name, "")
    is_valid = len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if is_valid else ""
