"""Collect a response body up to a size limit. A body that is larger, or unpacks to more, is rejected while it
streams."""

import zlib
from typing import Protocol

from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated
from generator.net.limits import MAX_BYTES


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class Body:
    """A response body that is received in parts.

    ``encoding`` is the Content-Encoding header. We request none, but accept gzip and deflate. ``max_bytes`` limits
    the body as sent and after unpacking.
    """

    def __init__(self, encoding: str = "", max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._received = 0
        self._parts: list[bytes] = []
        self._length = 0
        self._decompressor = _create_decompressor(encoding.strip().lower())

    def append(self, data: bytes) -> None:
        """Add the next part. Raises :class:`BodyTooLarge` and :class:`BodyGarbled`."""
        self._received += len(data)
        if self._received > self._max_bytes:
            raise BodyTooLarge
        if self._decompressor is None:
            self._append(data)
            return
        try:  # never unpacks more than fits, even of a decompression bomb
            self._append(self._decompressor.decompress(data, self._max_bytes - self._length + 1))
        except zlib.error:
            raise BodyGarbled("the response is not encoded as its header says") from None

    def _append(self, data: bytes) -> None:
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


_SNIFF_BYTES = 64
"""Bytes that are enough to detect the media type."""


def _create_decompressor(encoding: str) -> _Decompressor | None:
    """Return a decompressor for a Content-Encoding, ``None`` for no encoding. Raises :class:`BodyGarbled`."""
    match encoding:
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(wbits=31)
        case "deflate":
            return zlib.decompressobj()
    raise BodyGarbled(f"the response has an unsupported encoding ({encoding[:40]})")
