"""The first letter of a site's name as its icon, where it has no logo: drawn here, cell by cell, so that it is the same
on every machine, whatever fonts it has."""

import struct
import zlib
from functools import cache
from unicodedata import normalize

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
"""Letters and digits; the last stands for all others: a headline over lines of text."""

_BLOCK = 0xFFFF
"""The most bytes of a block that is stored as it is (RFC 1951, section 3.2.4)."""


@cache
def _drawings() -> dict[str, list[str]]:
    return {line[0]: line[2:].split(" ") for line in _LETTERS.strip().splitlines()}


def drawing(name: str) -> list[str]:
    """Return the rows of the letter that a name begins with: its first that is a letter or a digit."""
    plain = normalize("NFKD", name).upper()
    first = next((sign for sign in plain if sign.isalnum()), "?")
    return _drawings().get(first) or _drawings()["?"]


def svg(name: str, ground: str, ink: str) -> str:
    """Return the icon as a drawing of any size. Colours are ``#rrggbb``."""
    rows = enumerate(drawing(name), 2)
    cells = [f"M{x} {y}h1v1h-1z" for y, row in rows for x, cell in enumerate(row, 3) if cell == "#"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 11 11" shape-rendering="crispEdges">'
        f'<path fill="{ground}" d="M0 0h11v11H0z"/><path fill="{ink}" d="{"".join(cells)}"/></svg>\n'
    )


def png(name: str, side: int, ground: str, ink: str) -> bytes:
    """Return the icon as a PNG of ``side`` by ``side`` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 1, 3, 0, 0, 0)
    palette = bytes.fromhex(ground[1:] + ink[1:])
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", _stored(_pixels(name, side))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join([_chunk(kind, data) for kind, data in chunks])


def _pixels(name: str, side: int) -> bytes:
    """Return rows of one bit a pixel, each with a leading zero: it is filtered by nothing."""
    cell = max(side // 11, 3)
    blank = _row("", side)
    rows = [_row("".join(["01"[mark == "#"] * cell for mark in row]), side) for row in drawing(name)]
    above = (side - CELLS[1] * cell) // 2
    drawn = [row for row in rows for _ in range(cell)]
    return b"".join([*[blank] * above, *drawn, *[blank] * (side - above - len(drawn))])


def _row(bits: str, side: int) -> bytes:
    """Return a row of pixels with some in its middle."""
    width = -(-side // 8)
    before = (side - len(bits)) // 2
    whole = f"{'0' * before}{bits}".ljust(width * 8, "0")
    return b"\0" + int(whole, 2).to_bytes(width, "big")


def _stored(data: bytes) -> bytes:
    """Wrap bytes as zlib has them, not packed: every library packs otherwise, and these must be the same bytes."""
    blocks = [data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)]
    heads = [
        struct.pack("<BHH", number == len(blocks), len(block), len(block) ^ 0xFFFF)
        for number, block in enumerate(blocks, 1)
    ]
    body = b"".join([part for pair in zip(heads, blocks, strict=True) for part in pair])
    return b"\x78\x01" + body + zlib.adler32(data).to_bytes(4, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
