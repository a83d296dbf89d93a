"""What the first bytes of a picture say: its format and its size. Nothing is decoded.

Only formats that every browser shows and that carry no script are pictures here; SVG is none. A picture that would
unpack to more than a machine should hold is refused before anybody tries. Sources: ITU-T T.81 (JPEG), the PNG
specification (section 5), RFC 9649 (WebP), the GIF89a specification, ISO/IEC 14496-12 and 23008-12 (AVIF).
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct

MAX_SIDE = 12_000
"""Pixels of the longer side of a picture that is taken."""

MAX_PIXELS = 40_000_000
"""Pixels of a picture that is taken, width times height: 160 MB once they are unpacked."""

_TELLING = 64
"""So many bytes tell whether something is a picture. An AVIF names its brands in them."""

MOST_PARTS = 20_000
"""Segments or boxes of a file that are looked at: sound pictures have some dozens. Others keep everybody waiting."""

_NONE = "it is no JPEG, PNG, WebP, GIF or AVIF picture"


class ImageError(Exception):
    """A picture that is not taken. Its text says why, for people."""


class TruncatedImageError(ImageError):
    """A picture whose end is missing: the next try may bring it whole."""

    def __init__(self) -> None:
        super().__init__("it is cut short")


class ImageHeader(Struct, frozen=True):
    """What a picture is: its media type, and its size in pixels."""

    media_type: str
    width: int
    height: int


def sniff_media_type(data: bytes) -> str:
    """Return the media type that a picture's first bytes tell, ``""`` for anything that is not one."""
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
    """Measure a whole picture. Raises :class:`ImageError` for what is none, is not whole, or is too large."""
    media_type = sniff_media_type(data)
    if not media_type:
        raise ImageError(f"{_NONE}{_likeness(data)}")
    try:
        width, height = _READERS[media_type](data)
    except IndexError:
        raise TruncatedImageError from None
    if width < 1 or height < 1:
        raise ImageError("it says that it has no size")
    if max(width, height) > MAX_SIDE:
        raise ImageError(f"it is {width:,} × {height:,} pixels large; a side may have {MAX_SIDE:,}")
    if width * height > MAX_PIXELS:
        raise ImageError(
            f"it is {width:,} × {height:,} pixels large; {MAX_PIXELS // 1_000_000} million may be"
        )
    return ImageHeader(media_type, width, height)


def reject_early(start: bytes) -> None:
    """Refuse what begins like no picture, as soon as it does. Raises :class:`ImageError`."""
    if len(start) >= _TELLING and not sniff_media_type(start):
        raise ImageError(f"{_NONE}{_likeness(start)}")


def _likeness(data: bytes) -> str:
    """Say what else it looks like: a host's page about a missing picture is the usual case."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml")) or b"<svg" in start:
        return " (it looks like SVG)"
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return " (it looks like a page)"
    return "" if data else " (it is empty)"


def _number(data: bytes, at: int, size: int, order: str = "big") -> int:
    """Read a number. Raises :class:`IndexError` where the bytes end before it does."""
    if at + size > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + size], "little" if order == "little" else "big")


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise ImageError("it has no header where a PNG has one")
    size = _number(data, 16, 4), _number(data, 20, 4)
    if data.rfind(b"IEND") < 0:
        raise TruncatedImageError
    return size


def _gif(data: bytes) -> tuple[int, int]:
    """Walk to the end of the first frame, which is the one that is shown: what follows may be missing."""
    size = _number(data, 6, 2, "little"), _number(data, 8, 2, "little")
    at = 13 + _palette(_number(data, 10, 1))
    for _ in range(MOST_PARTS):
        match _number(data, at, 1):
            case 0x21:  # an extension
                at = _after_blocks(data, at + 2)
            case 0x2C:  # a frame
                _after_blocks(data, at + 11 + _palette(_number(data, at + 9, 1)))
                return size
            case _:
                raise ImageError("it is a GIF without a picture")
    raise ImageError("it is no sound GIF")


def _palette(flags: int) -> int:
    """Return how many bytes of colours follow on flags."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Pass over blocks up to the one that is empty."""
    for _ in range(MOST_BLOCKS):
        length = _number(data, at, 1)
        at += 1 + length
        if not length:
            return at
    raise ImageError("it is no sound GIF")


MOST_BLOCKS = 200_000
"""Blocks of a frame of a GIF: 255 bytes each in usual ones, a few in odd ones."""


_FILLING = re.compile(rb"\xff*")

_NO_FRAME = frozenset((0xC4, 0xC8, 0xCC))
"""Markers among those of frames (C0 to CF) that are none: tables, and one that is reserved."""


def _jpeg(data: bytes) -> tuple[int, int]:
    """Walk from segment to segment to the frame's; what lies within others (a thumbnail) is passed over."""
    at = 2
    for _ in range(MOST_PARTS):
        if _number(data, at, 1) != 0xFF:
            raise ImageError("it is no sound JPEG")
        marker = _number(data, at + 1, 1)
        if marker == 0xFF and (filling := _FILLING.match(data, at)):
            at = filling.end() - 1
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            size = _number(data, at + 7, 2), _number(data, at + 5, 2)
            if data.rfind(b"\xff\xd9", at) < 0:
                raise TruncatedImageError
            return size
        elif marker in (0xD9, 0xDA):
            raise ImageError("it is a JPEG without a picture")
        else:
            standalone = marker == 0x01 or 0xD0 <= marker <= 0xD8
            at += 2 if standalone else 2 + max(2, _number(data, at + 2, 2))
    raise ImageError("it is no sound JPEG")


def _webp(data: bytes) -> tuple[int, int]:
    if _number(data, 4, 4, "little") + 8 > len(data) + 1:  # the last filling byte is often left out
        raise TruncatedImageError
    match data[12:16]:
        case b"VP8 ":
            return _number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF
        case b"VP8L":
            bits = _number(data, 21, 4, "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return _number(data, 24, 3, "little") + 1, _number(data, 27, 3, "little") + 1
    raise ImageError("it is no sound WebP")


_HOLDERS = frozenset((b"meta", b"iprp", b"ipco"))
"""Boxes on the way to those that tell sizes."""

_PIXELS = frozenset((b"mdat", b"idat"))
"""Boxes that hold the picture itself."""


def _avif(data: bytes) -> tuple[int, int]:
    """Take the largest of all sizes that are told: those of tiles and of thumbnails are smaller."""
    boxes = list(islice(_boxes(data, 0, len(data), 0), MOST_PARTS + 1))
    sizes = [(_number(data, at + 4, 4), _number(data, at + 8, 4)) for kind, at in boxes if kind == b"ispe"]
    if not sizes or len(boxes) > MOST_PARTS:
        raise ImageError("it is no sound AVIF")
    if not any(kind in _PIXELS for kind, _ in boxes):
        raise TruncatedImageError
    return max(width for width, _ in sizes), max(height for _, height in sizes)


def _boxes(data: bytes, at: int, end: int, depth: int) -> Iterator[tuple[bytes, int]]:
    """Yield kind and place of every box that may tell a size, those within others too."""
    while at + 8 <= end:
        kind, length, start = data[at + 4 : at + 8], _number(data, at, 4), at + 8
        if length == 1:
            length, start = _number(data, at + 8, 8), at + 16
        length = length or end - at
        if length < start - at:
            raise ImageError("it is no sound AVIF")
        if at + length > end:
            raise TruncatedImageError
        if kind in _HOLDERS and depth < len(_HOLDERS):
            yield from _boxes(data, start + (4 if kind == b"meta" else 0), at + length, depth + 1)
        yield kind, start
        at += length


_READERS: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/avif": _avif,
}
