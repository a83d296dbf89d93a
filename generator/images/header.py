"""Read format and size of an image from its header. Decodes nothing.

Accepts only formats that every browser shows and that cannot contain scripts, so no SVG. Rejects images that would
need too much memory. Sources: ITU-T T.81 (JPEG), the PNG specification (section 5), RFC 9649 (WebP), the GIF89a
specification, ISO/IEC 14496-12 and 23008-12 (AVIF).
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct

MAX_SIDE = 12_000
"""Maximum width and height, in pixels."""

MAX_PIXELS = 40_000_000
"""Maximum number of pixels (width × height). Decoded, these are 160 MB."""

_SNIFF_BYTES = 64
"""Bytes that are enough to detect the format. An AVIF file names its brands in them."""

MAX_PARTS = 20_000
"""Segments or boxes to read. Valid images have some dozens; a file with more would only cost time."""

_NOT_AN_IMAGE = "the file is not a JPEG, PNG, WebP, GIF or AVIF image"


class ImageError(Exception):
    """An image that is rejected. The message is shown to users."""


class TruncatedImageError(ImageError):
    """An image without its end. The next attempt may succeed."""

    def __init__(self) -> None:
        super().__init__("the file is truncated")


class ImageHeader(Struct, frozen=True):
    """Media type and size (in pixels) of an image."""

    media_type: str
    width: int
    height: int


def sniff_media_type(data: bytes) -> str:
    """Return the media type that the first bytes show, ``""`` if they are no supported image.

    >>> sniff_media_type(b"GIF89a")
    'image/gif'
    """
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and {b"avif", b"avis"} & set(_brands(data)):
        return "image/avif"
    return ""


def _brands(data: bytes) -> Iterator[bytes]:
    end = min(int.from_bytes(data[:4], "big"), len(data), 256)
    yield data[8:12]
    for at in range(16, end, 4):
        yield data[at : at + 4]


def read_header(data: bytes) -> ImageHeader:
    """Return format and size of a whole image. Raises :class:`ImageError` if it is invalid, truncated or too large."""
    media_type = sniff_media_type(data)
    if not media_type:
        raise ImageError(f"{_NOT_AN_IMAGE}{_describe_content(data)}")
    try:
        width, height = _READERS[media_type](data)
    except IndexError:
        raise TruncatedImageError from None
    if width < 1 or height < 1:
        raise ImageError("the image has a width or height of 0")
    if max(width, height) > MAX_SIDE:
        raise ImageError(f"the image is {width:,} × {height:,} pixels; the limit is {MAX_SIDE:,} per side")
    if width * height > MAX_PIXELS:
        raise ImageError(
            f"the image is {width:,} × {height:,} pixels; the limit is {MAX_PIXELS // 1_000_000} million pixels"
        )
    return ImageHeader(media_type, width, height)


def reject_early(start: bytes) -> None:
    """Raise :class:`ImageError` if the first bytes cannot belong to an image."""
    if len(start) >= _SNIFF_BYTES and not sniff_media_type(start):
        raise ImageError(f"{_NOT_AN_IMAGE}{_describe_content(start)}")


def _describe_content(data: bytes) -> str:
    """Describe data that is not an image. Often a host sends an HTML page instead of a missing image."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml")) or b"<svg" in start:
        return " (it looks like SVG)"
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return " (it looks like an HTML page)"
    return "" if data else " (it is empty)"


def _read_int(data: bytes, at: int, size: int, order: str = "big") -> int:
    """Return an unsigned integer. Raises :class:`IndexError` if the data is too short."""
    if at + size > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + size], "little" if order == "little" else "big")


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise ImageError("the PNG has no IHDR header")
    size = _read_int(data, 16, 4), _read_int(data, 20, 4)
    if data.rfind(b"IEND") < 0:
        raise TruncatedImageError
    return size


def _gif_size(data: bytes) -> tuple[int, int]:
    """Return the size, after checking that the first frame is complete. Further frames are not shown, so they may be
    missing."""
    size = _read_int(data, 6, 2, "little"), _read_int(data, 8, 2, "little")
    at = 13 + _palette_length(_read_int(data, 10, 1))
    for _ in range(MAX_PARTS):
        match _read_int(data, at, 1):
            case 0x21:  # an extension
                at = _skip_blocks(data, at + 2)
            case 0x2C:  # a frame
                _skip_blocks(data, at + 11 + _palette_length(_read_int(data, at + 9, 1)))
                return size
            case _:
                raise ImageError("the GIF contains no image")
    raise ImageError("the GIF is damaged")


def _palette_length(flags: int) -> int:
    """Return the length in bytes of the palette that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip_blocks(data: bytes, at: int) -> int:
    """Return the position after a list of blocks, which ends with an empty one."""
    for _ in range(MAX_BLOCKS):
        length = _read_int(data, at, 1)
        at += 1 + length
        if not length:
            return at
    raise ImageError("the GIF is damaged")


MAX_BLOCKS = 200_000
"""Blocks in a GIF frame: usually 255 bytes each, in odd files a few."""


_FILL_BYTES = re.compile(rb"\xff*")

_NOT_FRAMES = frozenset((0xC4, 0xC8, 0xCC))
"""Markers between C0 and CF that do not start a frame: two tables, and a reserved one."""


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return the size from the frame header. Other segments, such as thumbnails, are skipped."""
    at = 2
    for _ in range(MAX_PARTS):
        if _read_int(data, at, 1) != 0xFF:
            raise ImageError("the JPEG is damaged")
        marker = _read_int(data, at + 1, 1)
        if marker == 0xFF and (fill := _FILL_BYTES.match(data, at)):
            at = fill.end() - 1
        elif 0xC0 <= marker <= 0xCF and marker not in _NOT_FRAMES:
            size = _read_int(data, at + 7, 2), _read_int(data, at + 5, 2)
            if data.rfind(b"\xff\xd9", at) < 0:
                raise TruncatedImageError
            return size
        elif marker in (0xD9, 0xDA):
            raise ImageError("the JPEG contains no image")
        else:
            standalone = marker == 0x01 or 0xD0 <= marker <= 0xD8
            at += 2 if standalone else 2 + max(2, _read_int(data, at + 2, 2))
    raise ImageError("the JPEG is damaged")


def _webp_size(data: bytes) -> tuple[int, int]:
    if _read_int(data, 4, 4, "little") + 8 > len(data) + 1:  # the final padding byte is often missing
        raise TruncatedImageError
    match data[12:16]:
        case b"VP8 ":
            return _read_int(data, 26, 2, "little") & 0x3FFF, _read_int(data, 28, 2, "little") & 0x3FFF
        case b"VP8L":
            bits = _read_int(data, 21, 4, "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return _read_int(data, 24, 3, "little") + 1, _read_int(data, 27, 3, "little") + 1
    raise ImageError("the WebP is damaged")


_CONTAINER_BOXES = frozenset((b"meta", b"iprp", b"ipco"))
"""Boxes that contain the size boxes."""

_PIXEL_BOXES = frozenset((b"mdat", b"idat"))
"""Boxes that contain the pixels."""


def _avif_size(data: bytes) -> tuple[int, int]:
    """Return the largest size in the file. Tiles and thumbnails have smaller ones."""
    boxes = list(islice(_boxes(data, 0, len(data), 0), MAX_PARTS + 1))
    sizes = [
        (_read_int(data, at + 4, 4), _read_int(data, at + 8, 4)) for kind, at in boxes if kind == b"ispe"
    ]
    if not sizes or len(boxes) > MAX_PARTS:
        raise ImageError("the AVIF is damaged")
    if not any(kind in _PIXEL_BOXES for kind, _ in boxes):
        raise TruncatedImageError
    return max(width for width, _ in sizes), max(height for _, height in sizes)


def _boxes(data: bytes, at: int, end: int, depth: int) -> Iterator[tuple[bytes, int]]:
    """Yield type and content position of every box, also inside container boxes."""
    while at + 8 <= end:
        kind, length, start = data[at + 4 : at + 8], _read_int(data, at, 4), at + 8
        if length == 1:
            length, start = _read_int(data, at + 8, 8), at + 16
        length = length or end - at
        if length < start - at:
            raise ImageError("the AVIF is damaged")
        if at + length > end:
            raise TruncatedImageError
        if kind in _CONTAINER_BOXES and depth < len(_CONTAINER_BOXES):
            yield from _boxes(data, start + (4 if kind == b"meta" else 0), at + length, depth + 1)
        yield kind, start
        at += length


_READERS: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "image/jpeg": _jpeg_size,
    "image/png": _png_size,
    "image/gif": _gif_size,
    "image/webp": _webp_size,
    "image/avif": _avif_size,
}
