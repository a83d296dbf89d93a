"""``favicon.ico``: a directory of pictures, of which one is enough. It may hold a PNG as it is (ICO, since 2006)."""

import struct

_HEAD = 6 + 16
"""Bytes of the directory and of its one entry."""


def build_ico(png: bytes, side: int) -> bytes:
    """Return an icon of one PNG, ``side`` by ``side`` pixels (less than 256)."""
    directory = struct.pack("<HHH", 0, 1, 1)
    return directory + struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), _HEAD) + png
