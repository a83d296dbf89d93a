"""The body of an answer, taken up to a limit: what is larger, or unpacks to more, is given up while it streams."""

import zlib
from typing import Protocol

from generator.net.errors import BodyGarbled, BodyTooLarge, BodyTruncated
from generator.net.limits import MAX_BYTES


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class Body:
    """A body that grows. ``encoding`` is that of the answer's header; we ask for none, and bear with two."""

    def __init__(self, encoding: str = "", most: int = MAX_BYTES) -> None:
        self._most = most
        self._received = 0
        self._parts: list[bytes] = []
        self._length = 0
        self._unpacker = _unpacker(encoding.strip().lower())

    def take(self, data: bytes) -> None:
        """Take what was received next. Raises :class:`BodyTooLarge` and :class:`BodyGarbled`."""
        self._received += len(data)
        if self._received > self._most:
            raise BodyTooLarge
        if self._unpacker is None:
            self._keep(data)
            return
        try:  # never more than fits: a bomb goes off in a room of this size
            self._keep(self._unpacker.decompress(data, self._most - self._length + 1))
        except zlib.error:
            raise BodyGarbled("it is not packed as its header says") from None

    def _keep(self, data: bytes) -> None:
        self._length += len(data)
        if self._length > self._most:
            raise BodyTooLarge
        self._parts.append(data)

    @property
    def start(self) -> bytes:
        """The first bytes, as far as they are there."""
        while len(self._parts) > 1 and len(self._parts[0]) < _TELLING:
            self._parts[:2] = [self._parts[0] + self._parts[1]]
        return self._parts[0] if self._parts else b""

    def whole(self) -> bytes:
        """Return the whole body, unpacked. Raises :class:`BodyTruncated` where it ends too early."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise BodyTruncated
        return b"".join(self._parts)


_TELLING = 64
"""Bytes that tell what a body is."""


def _unpacker(encoding: str) -> _Unpacker | None:
    match encoding:
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(wbits=31)
        case "deflate":
            return zlib.decompressobj()
    raise BodyGarbled(f"it is packed in a way that was not asked for ({encoding[:40]})")
