"""Resize images and encode them with libvips.

Runs only in sandboxed processes (:mod:`generator.base.concurrency.sandbox`).

This is the only code that decodes images and that uses pyvips. Equal bytes, spec and libvips version give equal
results. Variants are upright, in sRGB, and without metadata about camera, place or software. Of an animation, only
the first frame is used.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.base.digest import digest
from generator.base.ico import build_ico
from generator.images.png_chunks import drop_other_chunks
from generator.images.svg import is_svg
from generator.images.variant_specs import MAX_HEIGHT, VariantSpec, width_ladder
from generator.model.images import Role, Variant, VariantSet, name_variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOADERS = ("Jpeg", "Png", "Webp", "Nsgif", "Heif")
"""Loaders of libvips that are allowed. All others are blocked."""

QUALITY = {"image/jpeg": 80, "image/webp": 76, "image/avif": 52}
"""Chosen by eye with photographs and drawings: no artefacts at twice the size."""

MAX_ENLARGEMENT = 1.5
"""Maximum enlargement to fill a card. A smaller image is centred on its dominant colour."""

COLOUR_SAMPLE_SIDE = 16
"""Side in pixels of the thumbnail from which the dominant colour is computed."""


class VariantTask(msgspec.Struct, frozen=True):
    """An image to encode: ``source`` is its file, ``digest`` the expected digest of the bytes."""

    source: str
    digest: bytes
    spec: VariantSpec


class EncodedVariants(NamedTuple):
    """Result of a task.

    ``made`` describes the variants, ``data`` has their bytes, one after another. Without variants, ``reason`` says
    why, and ``lasting`` whether the image itself is the cause.
    """

    made: VariantSet | None
    data: bytes = b""
    reason: str = ""
    lasting: bool = True


class _VariantPart(NamedTuple):
    role: Role
    media_type: str
    image: Any
    data: bytes


def encode_variants(task: VariantTask) -> EncodedVariants:
    """Encode all variants that a spec asks for."""
    try:
        data = Path(task.source).read_bytes()
    except OSError as error:
        return EncodedVariants(
            None, reason=f"the file cannot be read ({error.strerror or error})", lasting=False
        )
    if digest(data) != task.digest:
        return EncodedVariants(None, reason="the file changed during the build", lasting=False)
    vips = _load_vips(allow_svg=task.spec.takes_svg and is_svg(data))
    try:
        image = _decode(vips, drop_other_chunks(data), task.spec)
        return _bundle(_encode_parts(image, task.spec), "" if task.spec.is_logo else _dominant_colour(image))
    except vips.Error as error:
        return EncodedVariants(None, reason=f"the image cannot be decoded ({_first_line(str(error))})")


def _load_vips(allow_svg: bool) -> Any:
    """Load libvips, restricted to known formats, one thread and no cache."""
    os.environ["VIPS_CONCURRENCY"] = "1"
    import logging

    logging.getLogger("pyvips").setLevel(logging.CRITICAL)
    import pyvips

    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for name in LOADERS:
        pyvips.operation_block_set(f"VipsForeignLoad{name}", False)
    pyvips.operation_block_set("VipsForeignLoadSvg", not allow_svg)
    return pyvips


def _decode(vips: Any, data: bytes, spec: VariantSpec) -> Any:
    """Decode an image to the largest size needed: upright, in 8-bit sRGB, completely in memory."""
    width, height = spec.box
    image = vips.Image.thumbnail_buffer(
        data,
        width,
        height=height,
        size="both" if is_svg(data) else "down",
        option_string="fail_on=truncated",  # the argument of that name does not reach the loaders
        **output_conversion(vips.Image.new_from_buffer(data, "")),
    )
    if image.interpretation not in ("srgb", "b-w") or image.format != "uchar":
        image = image.colourspace("srgb").cast("uchar")
    return image.copy_memory()


def output_conversion(header: Any) -> dict[str, str]:
    """Return the options of libvips for converting colours.

    An image without a colour profile is sRGB already. To convert it would take ten times as long as decoding, and
    change nothing.
    """
    is_plain = header.interpretation in ("srgb", "rgb16", "b-w", "grey16")
    has_profile = header.get_typeof("icc-profile-data") != 0
    return {} if is_plain and not has_profile else {"output_profile": "srgb"}


def _encode_parts(image: Any, spec: VariantSpec) -> "list[_VariantPart]":
    if spec.sides:
        return [_encode_logo(image.thumbnail_image(side, height=side, size="down")) for side in spec.sides]
    if spec.heights:
        width = spec.box[0]
        return [_encode_logo(image.thumbnail_image(width, height=each, size="down")) for each in spec.heights]
    sizes = _Sizes(image)
    if spec.icons:
        return list(_encode_icons(image, spec.icons))
    parts = [
        _encode_part("page", form, sizes.of(width))
        for form in spec.formats
        for width in width_ladder(spec.widths, image.width)
    ]
    parts += [_encode_part("plain", "image/jpeg", _flatten(sizes.of(width))) for width in spec.plain]
    if all(spec.social):
        parts.append(_encode_part("social", "image/jpeg", _social_card(_flatten(image), *spec.social)))
    return parts


class _Sizes:
    """An image in several widths. Each is created once for all formats."""

    def __init__(self, image: Any) -> None:
        self._image = image
        self._bundle: dict[int, Any] = {}

    def of(self, width: int) -> Any:
        """Return the image in a width, or unchanged if it is not wider."""
        if self._image.width <= width:
            return self._image
        if width not in self._bundle:
            self._bundle[width] = self._image.thumbnail_image(width, height=MAX_HEIGHT).copy_memory()
        return self._bundle[width]


def _flatten(image: Any) -> Any:
    """Put a transparent image on white, since JPEG has no transparency."""
    return image.flatten(background=[255] * (image.bands - 1)) if image.hasalpha() else image


def _social_card(image: Any, width: int, height: int) -> Any:
    """Fill a card with the most interesting part of an image. A small image is centred."""
    if max(width / image.width, height / image.height) <= MAX_ENLARGEMENT:
        part = _crop(image, width / height)
        return part.thumbnail_image(width, height=height, size="force")
    scale = min(width / image.width, height / image.height, MAX_ENLARGEMENT)
    inner = image.resize(scale)
    ground = [int(_dominant_colour(image)[at : at + 2], 16) for at in (1, 3, 5)]
    return inner.colourspace("srgb").gravity("centre", width, height, extend="background", background=ground)


def _crop(image: Any, aspect_ratio: float) -> Any:
    """Return the largest part with an aspect ratio (width / height). Cropping first leaves fewer pixels to resize."""
    width = min(image.width, round(image.height * aspect_ratio))
    height = min(image.height, round(width / aspect_ratio))
    if (width, height) == (image.width, image.height):
        return image
    return image.smartcrop(width, height, interesting="attention")


def _encode_logo(image: Any) -> _VariantPart:
    """Encode a logo. Drawings are smaller and sharper in lossless WebP, photographs in lossy WebP: the smaller file
    wins."""
    exact = image.webpsave_buffer(lossless=True, effort=4, keep="none")
    lossy = _save(image, "image/webp")
    return _VariantPart("logo", "image/webp", image, min(exact, lossy, key=len))


def _encode_icons(image: Any, sides: tuple[int, ...]) -> "Iterator[_VariantPart]":
    """Yield icons up to the size that the image allows, at least the smallest one, which is also written as ICO."""
    max_side = max(image.width, image.height) * MAX_ENLARGEMENT
    for side in [each for each in sides if each <= max_side] or sides[:1]:
        icon = _square_icon(image, side)
        data = bytes(icon.pngsave_buffer(compression=9, keep="none"))
        yield _VariantPart("icon", "image/png", icon, data)
        if side == sides[0]:
            yield _VariantPart("icon", "image/x-icon", icon, build_ico(data, side))


def _square_icon(image: Any, side: int) -> Any:
    """Centre an image on a transparent square."""
    scale = min(side / image.width, side / image.height)
    inner = (
        image.resize(min(scale, MAX_ENLARGEMENT)) if scale > 1 else image.thumbnail_image(side, height=side)
    )
    inner = inner.colourspace("srgb")
    inner = inner if inner.hasalpha() else inner.addalpha()
    return inner.gravity("centre", side, side, extend="background", background=[0, 0, 0, 0]).cast("uchar")


def _encode_part(role: Role, media_type: str, image: Any) -> _VariantPart:
    return _VariantPart(role, media_type, image, _save(image, media_type))


def _save(image: Any, media_type: str) -> bytes:
    quality = QUALITY[media_type]
    match media_type:
        case "image/webp":
            data = image.webpsave_buffer(Q=quality, effort=2, keep="none")
        case "image/avif":
            data = image.heifsave_buffer(Q=quality, effort=2, compression="av1", keep="none")
        case _:
            # Neither progressive nor with tables of its own: that is a tenth smaller and takes five times as long, for
            # what only feed readers and old browsers ask for.
            data = image.jpegsave_buffer(Q=quality, keep="none")
    return bytes(data)


def _dominant_colour(image: Any) -> str:
    """Return the most frequent colour, "" for a transparent image.

    The average could be a colour that the image lacks: of red and green, a brown.
    """
    if image.hasalpha() and image.extract_band(image.bands - 1).min() < 255:
        return ""
    small = image.thumbnail_image(COLOUR_SAMPLE_SIDE, height=COLOUR_SAMPLE_SIDE, size="force").colourspace(
        "srgb"
    )
    flat = bytes(small.extract_band(0, n=3).write_to_memory())
    bins: dict[tuple[int, ...], list[Sequence[int]]] = {}
    for at in range(0, len(flat), 3):
        pixel = flat[at : at + 3]
        bins.setdefault(tuple(value >> 6 for value in pixel), []).append(pixel)
    largest = max(bins.values(), key=len)
    return "#" + "".join(f"{sum(band) // len(largest):02x}" for band in zip(*largest, strict=True))


def _bundle(parts: "list[_VariantPart]", colour: str) -> EncodedVariants:
    """Concatenate parts, each once: of a small image, two widths may be the same."""
    variants: dict[tuple[str, str, int], Variant] = {}
    kept: list[bytes] = []
    offset = 0
    for role, media_type, image, data in parts:
        key = (role, media_type, image.width)
        if key not in variants:
            size = (image.width, image.height)
            variants[key] = Variant(role, media_type, *size, offset, len(data), digest(data))
            kept.append(data)
            offset += len(data)
    name = name_variants(variants.values())
    return EncodedVariants(VariantSet(name, colour, tuple(variants.values())), b"".join(kept))


def _first_line(text: str) -> str:
    """Return the first message of libvips, without its own name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "libvips gave no reason"
