"""Splits the chunks of words that Pagefind writes, of which a search loads one for each word and block.

Pagefind's have 50 kB, for an index as a whole. They are split without decoding and encoding what is in them.
"""

import io
from collections.abc import Iterator

import cbor2

CHUNK_SIZE = 14_000
"""A chunk is complete with this many bytes, about 4 kB compressed."""

_LENGTH_BYTES = {24: 1, 25: 2, 26: 4}
"""Bytes after the first one of an array, by the five bits that tell (RFC 8949, section 3)."""


def split_chunk(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield the parts of a chunk, each with its first and last word. A chunk is an array with an array of words, and a
    word is an array that begins with its text.

    Raises :class:`ValueError` if it is anything else.
    """
    start = 2 + _LENGTH_BYTES.get(data[1] & 0x1F, 0)
    if data[0] != 0x81 or data[1] >> 5 != 4:
        raise ValueError("not a chunk of words")
    stream = io.BytesIO(data)
    stream.seek(start)
    decoder = cbor2.CBORDecoder(stream, read_size=1)
    words: list[str] = []
    while stream.tell() < len(data):
        words.append(decoder.decode()[0])
        end = stream.tell()
        if end - start >= CHUNK_SIZE or end == len(data):
            yield words[0], words[-1], b"\x81" + _array_head(len(words)) + data[start:end]
            words, start = [], end


def _array_head(length: int) -> bytes:
    """Return the first bytes of an array."""
    return bytes([0x80 + length]) if length < 24 else b"\x99" + length.to_bytes(2, "big")
