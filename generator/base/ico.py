"""``favicon.ico`` with one image. An ICO file may contain a PNG unchanged (since 2006)."""

import struct

_HEAD = 6 + 16
"""Bytes of the header and of its one directory entry."""


def build_ico(png: bytes, side: int) -> bytes:
    """Return an icon file with one PNG of ``side`` by ``side`` pixels (less than 256)."""
    directory = struct.pack("<HHH", 0, 1, 1)
    return directory + struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), _HEAD) + png
