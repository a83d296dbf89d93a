"""The format of Pagefind's files: CBOR behind a few magic bytes, compressed."""

import zlib
from typing import Any

import cbor2

_MAGIC = b"pagefind_dcd"


def decode_file(data: bytes) -> Any:
    """Return the value in a file. Raises :class:`ValueError`, :class:`zlib.error` or :class:`cbor2.CBORError`."""
    plain = zlib.decompress(data, wbits=31)
    if not plain.startswith(_MAGIC):
        raise ValueError("not a Pagefind file")
    return cbor2.loads(plain[len(_MAGIC) :])


def encode_file(value: Any) -> bytes:
    """Return the file of a value."""
    return pack_file(cbor2.dumps(value))


def pack_file(body: bytes) -> bytes:
    """Return the file of a value that is encoded already."""
    return gzip(_MAGIC + body)


def gzip(body: bytes) -> bytes:
    """Return bytes as gzip without a timestamp."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    tail = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + packed + tail
