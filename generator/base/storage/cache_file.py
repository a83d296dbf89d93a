"""Single-file caches with a checksum.

Losing a cache costs time, never correctness. So reading never fails: a file that is missing, truncated, altered or of
another version, or that has another ``salt``, reads as ``None``.
"""

from pathlib import Path

from generator.base.digest import SIZE, combine
from generator.base.storage.temp_files import write_atomically

_MAGIC = b"broadsheet store 1\n"

BODY_OFFSET = len(_MAGIC) + SIZE
"""Offset of the body in the file."""


def read_cache_file(file: Path, salt: bytes) -> bytes | None:
    """Return the body that :func:`write_cache_file` wrote with the same salt, or ``None``."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return check_cache_bytes(data, salt)


def check_cache_bytes(data: bytes, salt: bytes) -> bytes | None:
    """Return the body in the bytes of a cache file, or ``None``."""
    body = data[BODY_OFFSET:]
    whole = data.startswith(_MAGIC) and data[len(_MAGIC) : BODY_OFFSET] == combine(salt, body)
    return body if whole else None


def make_cache_bytes(salt: bytes, body: bytes) -> bytes:
    """Return the bytes of a cache file.

    >>> check_cache_bytes(make_cache_bytes(b"salt", b"body"), b"salt")
    b'body'
    """
    return _MAGIC + combine(salt, body) + body


def write_cache_file(file: Path, salt: bytes, body: bytes, temp_folder: Path | None = None) -> None:
    """Write a body with its salt atomically: readers see the old file or the new one.

    The temporary file is next to the file, or in ``temp_folder``. Raises :class:`OSError`.
    """
    write_atomically(file, make_cache_bytes(salt, body), temp_folder)
