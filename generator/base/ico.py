"""``favicon.ico`` with one image. An ICO file may contain a PNG unchanged (since 2006)."""

import struct

_HEAD = 6 + 16
"""Bytes of the header and of its one directory entry."""


_DIRECTORY = struct.pack("<HHH", 0, 1, 1)
_PNG = b"\x89PNG\r\n\x1a\n"


def build_ico(png: bytes, side: int) -> bytes:
    """Return an icon file with one PNG of ``side`` by ``side`` pixels (less than 256)."""
    return _DIRECTORY + struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), _HEAD) + png


def is_ico(data: bytes) -> bool:
    """Return whether data begins like an icon file that :func:`build_ico` returns."""
    return data.startswith(_DIRECTORY) and data.startswith(_PNG, _HEAD)
