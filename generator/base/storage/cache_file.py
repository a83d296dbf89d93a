"""Disposable stores: one file, whole or absent.

A store is a cache of ours: losing it costs time, never correctness. So reading never fails: a file that is
missing, cut short, altered, of another version or made under other conditions (``salt``) reads as nothing.
"""

from pathlib import Path

from generator.base.digest import SIZE, combine
from generator.base.storage.temp_files import temporary_name

_MAGIC = b"broadsheet store 1\n"

BODY_AT = len(_MAGIC) + SIZE
"""Where the bytes that are kept begin in the file."""


def read_cache_file(file: Path, salt: bytes) -> bytes | None:
    """Return what :func:`write_cache_file` kept under the same salt, or ``None``."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    body = data[BODY_AT:]
    whole = data.startswith(_MAGIC) and data[len(_MAGIC) : BODY_AT] == combine(salt, body)
    return body if whole else None


def write_cache_file(file: Path, salt: bytes, body: bytes, way: Path | None = None) -> None:
    """Keep bytes under a salt, atomically: a reader sees the old store or the new one, never a part. They are written
    beside the file, or in the folder that is their ``way``.

    Raises :class:`OSError` where the folder cannot be written.
    """
    (way or file.parent).mkdir(parents=True, exist_ok=True)
    temporary = temporary_name(file, way)
    try:
        temporary.write_bytes(_MAGIC + combine(salt, body) + body)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
