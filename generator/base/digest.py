"""BLAKE2b digests of bytes and texts."""

from hashlib import blake2b

SIZE = 16
"""Bytes in a digest: 128 bits, enough to exclude chance collisions among millions of outputs."""


def digest(data: bytes) -> bytes:
    """Return the 16-byte BLAKE2b digest of ``data``."""
    return blake2b(data, digest_size=SIZE).digest()


def combine(*parts: bytes | str) -> bytes:
    """Return one digest of several parts. Each part's length is included: ``("ab", "c")`` differs from ``("a",
    "bc")``.
    """
    state = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


def short(data: bytes | str, length: int = 8) -> str:
    """Return the first ``length`` hexadecimal digits of the digest, for a file name."""
    return digest(data.encode() if isinstance(data, str) else data).hex()[:length]
