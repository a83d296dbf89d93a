"""Read a response body up to a size limit. A body that is larger, or unpacks to more, is rejected while it streams."""

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated
from generator.net.limits import MAX_BYTES

if TYPE_CHECKING:
    import httpx

_GZIP = ("gzip", "x-gzip")
_GZIP_FORMAT = 31
"""The value of zlib's ``wbits`` for a gzip header and checksum."""
_SNIFF_BYTES = 64
"""Bytes that are enough to detect the media type."""


class Body:
    """A response body that is received in parts.

    ``encoding`` is the Content-Encoding header. Only a request that asked for gzip accepts it (``accept_gzip``).
    ``max_bytes`` limits the body as sent and after unpacking.
    """

    def __init__(self, encoding: str = "", max_bytes: int = MAX_BYTES, accept_gzip: bool = False) -> None:
        self._max_bytes = max_bytes
        self._received = 0
        self._parts: list[bytes] = []
        self._length = 0
        name = encoding.strip().lower()
        is_gzip = accept_gzip and name in _GZIP
        if not is_gzip and name not in ("", "identity"):
            raise BodyGarbled(f"the response has an unsupported encoding ({encoding[:40]})")
        self._decompressor = zlib.decompressobj(wbits=_GZIP_FORMAT) if is_gzip else None

    def append(self, data: bytes) -> None:
        """Add the next part. Raises :class:`BodyTooLarge` and :class:`BodyGarbled`."""
        self._received += len(data)
        if self._received > self._max_bytes:
            raise BodyTooLarge
        if self._decompressor is not None:
            try:  # never unpacks more than fits, even of a decompression bomb
                data = self._decompressor.decompress(data, self._max_bytes - self._length + 1)
            except zlib.error:
                raise BodyGarbled("the response is not encoded as its header says") from None
        self._length += len(data)
        if self._length > self._max_bytes:
            raise BodyTooLarge
        self._parts.append(data)

    @property
    def start(self) -> bytes:
        """The first bytes received so far."""
        while len(self._parts) > 1 and len(self._parts[0]) < _SNIFF_BYTES:
            self._parts[:2] = [self._parts[0] + self._parts[1]]
        return self._parts[0] if self._parts else b""

    def content(self) -> bytes:
        """Return the whole body, unpacked. Raises :class:`BodyTruncated` if it ends too early."""
        if self._decompressor is not None and not self._decompressor.eof:
            raise BodyTruncated
        return b"".join(self._parts)


async def read_body(
    response: "httpx.Response",
    max_bytes: int,
    accept_gzip: bool = False,
    inspect: Callable[[bytes], object] = bytes,
) -> bytes:
    """Read the body of a streamed response. ``inspect`` gets its start after each part, and may raise.

    Raises the exceptions of :class:`Body`.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > max_bytes:
        raise BodyTooLarge
    body = Body(response.headers.get("content-encoding", ""), max_bytes, accept_gzip)
    async for part in response.aiter_raw():
        body.append(part)
        inspect(body.start)
    return body.content()
