"""Letter icon → bytes: the first letter of a site's name as SVG, PNG or ICO.

Letters are drawn cell by cell, not with a font, so that the bytes are the same on every machine.
"""

import struct
import zlib
from functools import cache

from generator.base.ico import build_ico
from generator.model.output import LetterIcon

CELLS = (5, 7)
"""Columns and rows of a letter."""

_LETTERS = """
A .###. #...# #...# ##### #...# #...# #...#
B ####. #...# #...# ####. #...# #...# ####.
C .###. #...# #.... #.... #.... #...# .###.
D ####. #...# #...# #...# #...# #...# ####.
E ##### #.... #.... ####. #.... #.... #####
F ##### #.... #.... ####. #.... #.... #....
G .###. #...# #.... #.### #...# #...# .###.
H #...# #...# #...# ##### #...# #...# #...#
I .###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.
J ..### ...#. ...#. ...#. ...#. #..#. .##..
K #...# #..#. #.#.. ##... #.#.. #..#. #...#
L #.... #.... #.... #.... #.... #.... #####
M #...# ##.## #.#.# #.#.# #...# #...# #...#
N #...# ##..# #.#.# #..## #...# #...# #...#
O .###. #...# #...# #...# #...# #...# .###.
P ####. #...# #...# ####. #.... #.... #....
Q .###. #...# #...# #...# #.#.# #..#. .##.#
R ####. #...# #...# ####. #.#.. #..#. #...#
S .#### #.... #.... .###. ....# ....# ####.
T ##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..
U #...# #...# #...# #...# #...# #...# .###.
V #...# #...# #...# #...# #...# .#.#. ..#..
W #...# #...# #...# #.#.# #.#.# ##.## #...#
X #...# #...# .#.#. ..#.. .#.#. #...# #...#
Y #...# #...# .#.#. ..#.. ..#.. ..#.. ..#..
Z ##### ....# ...#. ..#.. .#... #.... #####
0 .###. #...# #..## #.#.# ##..# #...# .###.
1 ..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.
2 .###. #...# ....# ..##. .#... #.... #####
3 ####. ....# ....# .###. ....# ....# ####.
4 ...#. ..##. .#.#. #..#. ##### ...#. ...#.
5 ##### #.... ####. ....# ....# #...# .###.
6 .###. #.... #.... ####. #...# #...# .###.
7 ##### ....# ...#. ..#.. .#... .#... .#...
8 .###. #...# #...# .###. #...# #...# .###.
9 .###. #...# #...# .#### ....# ....# .###.
? ##### ##### ..... ##### ..... ##### .....
"""
"""Letters and digits. The last glyph, a headline over lines of text, replaces all other characters."""

_MAX_STORED_BLOCK = 0xFFFF
"""Maximum bytes of an uncompressed deflate block (RFC 1951, section 3.2.4)."""


def render_icon(icon: LetterIcon) -> bytes:
    """Return the bytes of a letter icon."""
    if icon.format == "svg":
        return draw_svg(icon.letter, icon.background, icon.ink).encode()
    png = draw_png(icon.letter, icon.side, icon.background, icon.ink)
    return build_ico(png, icon.side) if icon.format == "ico" else png


@cache
def _glyphs() -> dict[str, list[str]]:
    return {line[0]: line[2:].split(" ") for line in _LETTERS.strip().splitlines()}


def glyph_rows(letter: str) -> list[str]:
    """Return the rows of the glyph for a letter."""
    return _glyphs().get(letter) or _glyphs()["?"]


def draw_svg(letter: str, background: str, ink: str) -> str:
    """Return the icon as SVG. Colours are ``#rrggbb``."""
    rows = enumerate(glyph_rows(letter), 2)
    cells = [f"M{x} {y}h1v1h-1z" for y, row in rows for x, cell in enumerate(row, 3) if cell == "#"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 11 11" shape-rendering="crispEdges">'
        f'<path fill="{background}" d="M0 0h11v11H0z"/><path fill="{ink}" d="{"".join(cells)}"/></svg>\n'
    )


def draw_png(letter: str, side: int, background: str, ink: str) -> bytes:
    """Return the icon as a PNG of ``side`` × ``side`` pixels. Colours are ``#rrggbb``."""
    header = struct.pack(">IIBBBBB", side, side, 1, 3, 0, 0, 0)
    palette = bytes.fromhex(background[1:] + ink[1:])
    pixels = _zlib_stored(_scanlines(letter, side))
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join([_chunk(kind, data) for kind, data in chunks])


def _scanlines(letter: str, side: int) -> bytes:
    """Return rows of one bit per pixel. Each begins with filter type 0 (none)."""
    cell = max(side // 11, 3)
    blank = _scanline("", side)
    rows = [
        _scanline("".join(["01"[mark == "#"] * cell for mark in row]), side) for row in glyph_rows(letter)
    ]
    above = (side - CELLS[1] * cell) // 2
    drawn = [row for row in rows for _ in range(cell)]
    return b"".join([*[blank] * above, *drawn, *[blank] * (side - above - len(drawn))])


def _scanline(bits: str, side: int) -> bytes:
    """Return a row of pixels with ``bits`` centred in it."""
    width = -(-side // 8)
    before = (side - len(bits)) // 2
    padded = f"{'0' * before}{bits}".ljust(width * 8, "0")
    return b"\0" + int(padded, 2).to_bytes(width, "big")


def _zlib_stored(data: bytes) -> bytes:
    """Return data as an uncompressed zlib stream. Compressed bytes would depend on the version of zlib."""
    blocks = [data[at : at + _MAX_STORED_BLOCK] for at in range(0, len(data), _MAX_STORED_BLOCK)]
    headers = [
        struct.pack("<BHH", number == len(blocks), len(block), len(block) ^ 0xFFFF)
        for number, block in enumerate(blocks, 1)
    ]
    body = b"".join([part for pair in zip(headers, blocks, strict=True) for part in pair])
    return b"\x78\x01" + body + zlib.adler32(data).to_bytes(4, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
