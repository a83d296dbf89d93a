"""Digests: short, stable names for bytes."""

from hashlib import blake2b

SIZE = 16
"""Bytes in a digest: 128 bits, far beyond chance collisions among millions of outputs."""


def digest(data: bytes) -> bytes:
    """Return the 16-byte BLAKE2b digest of ``data``."""
    return blake2b(data, digest_size=SIZE).digest()


def combine(*parts: bytes | str) -> bytes:
    """Digest several parts so that no two different sequences of parts run together."""
    state = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


def short(data: bytes | str, length: int = 8) -> str:
    """Return the first ``length`` hexadecimal digits of the digest, for use in a file name."""
    return digest(data.encode() if isinstance(data, str) else data).hex()[:length]
