"""Drops the parts of a PNG file that do not shape the picture.

Text chunks may be compressed: a file of 3 MB can hold hundreds, each of which unpacks to 5 MB, and libraries unpack
them all. Source: the PNG specification, sections 5.3 (layout of chunks) and 11 (their types).
"""

from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OVERHEAD = 12
"""Bytes of a chunk besides its data: length, type and checksum."""

SHAPING = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"eXIf", b"IDAT", b"IEND"}
)
"""Chunks that shape the picture: its pixels, colours and orientation."""

_ONCE = SHAPING - {b"IDAT"}


def drop_other_chunks(data: bytes) -> bytes:
    """Return a PNG without chunks that do not shape the picture. Any other file, and a damaged one, stays as it is."""
    if not data.startswith(_SIGNATURE):
        return data
    return _SIGNATURE + b"".join(_kept_chunks(data))


def _kept_chunks(data: bytes) -> Iterator[memoryview]:
    """Yield the chunks to keep, and all bytes from the first damaged chunk on: that is for the decoder to judge."""
    view, seen, at = memoryview(data), set(), len(_SIGNATURE)
    while at < len(data):
        kind = data[at + 4 : at + 8]
        end = at + _OVERHEAD + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            yield view[at:]
            return
        if kind in SHAPING and kind not in seen:
            yield view[at:end]
        if kind in _ONCE:
            seen.add(kind)
        if kind == b"IEND":
            return
        at = end
