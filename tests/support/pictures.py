"""Pictures made on the fly, for tests: of every format, and with every oddity that pictures have."""

import io
import struct
import zlib
from random import Random
from typing import Any

from PIL import Image as Pillow
from PIL import ImageDraw
from PIL.Image import Resampling

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 180), (255, 255, 255)
Colour = tuple[int, int, int]


def drawing(width: int, height: int, colour: Colour = BLUE, mode: str = "RGB") -> Pillow.Image:
    """Return a picture of one colour with a lighter top left quarter, by which one sees how it was turned."""
    image = Pillow.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill=WHITE)
    return image.convert(mode)


def encoded(image: Pillow.Image, form: str = "PNG", **how: Any) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def picture(
    width: int = 800, height: int = 450, form: str = "JPEG", colour: Colour = BLUE, **how: Any
) -> bytes:
    """Return a picture as a file of a format."""
    return encoded(drawing(width, height, colour), form, **how)


def photograph(width: int = 1600, height: int = 1000, seed: int = 1, quality: int = 85) -> bytes:
    """Return a JPEG as large as photographs are: clouds of colour, and the noise of a camera."""
    chance = Random(seed)
    clouds = Pillow.frombytes("RGB", (48, 30), chance.randbytes(48 * 30 * 3))
    noise = Pillow.frombytes(
        "RGB", (width // 2, height // 2), chance.randbytes(width // 2 * (height // 2) * 3)
    )
    size = (width, height)
    image = Pillow.blend(
        clouds.resize(size, Resampling.BICUBIC), noise.resize(size, Resampling.BICUBIC), 0.12
    )
    return encoded(image, "JPEG", quality=quality)


def opened(data: bytes) -> Pillow.Image:
    """Return a picture from a file."""
    image = Pillow.open(io.BytesIO(data))
    image.load()
    return image


def png_chunk(kind: bytes, data: bytes = b"") -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def text_bomb(chunks: int, seed: int = 0) -> bytes:
    """Return a PNG with many text chunks, each of which unpacks from 5 kB to 5 MB."""
    whole = picture(400, 300, "PNG", colour=(seed, 90, 90))
    after_header = 33
    text = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(5_000_000), 9))
    return whole[:after_header] + text * chunks + whole[after_header:]


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that claims a size, and holds one line of nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(64)))
        + png_chunk(b"IEND")
    )
