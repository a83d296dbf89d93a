"""A picture → smaller ones, by libvips. Runs only in processes that may be lost
(:mod:`generator.base.concurrency.sandbox`).

The only code that decodes pictures, and the only one that knows pyvips. Equal bytes, recipe and libvips give equal
bytes. What is made is upright, in sRGB, without anything that told of camera, place or program; of an animation it is
the first picture.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.base.digest import combine, digest
from generator.base.ico import build_ico
from generator.images.variant_specs import VariantSpec, width_ladder
from generator.model.images import Role, Variant, VariantSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOADERS = ("Jpeg", "Png", "Webp", "Nsgif", "Heif")
"""What libvips may read with. All else that it could is shut."""

QUALITY = {"image/jpeg": 80, "image/webp": 76, "image/avif": 52}
"""Chosen by eye on photographs and on drawings: nothing shows at twice the size."""

TALLEST = 100_000
MOST_ENLARGED = 1.5
"""A card may be filled by a picture enlarged so much; a smaller one stands in the middle of its own colour."""

GLANCE = 16
"""Pixels of the side to which a picture is shrunk to tell its colour."""


class VariantTask(msgspec.Struct, frozen=True):
    """A picture to make: ``source`` is its file, ``digest`` that of the bytes it should have."""

    source: str
    digest: bytes
    recipe: VariantSpec


class EncodedVariants(NamedTuple):
    """What came of a task: what was made and all its bytes, one variant after the other; or the ``reason`` why nothing
    can be, which is ``lasting`` where it lies in the picture."""

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
    """Make what a recipe asks for of a picture."""
    try:
        data = Path(task.source).read_bytes()
    except OSError as error:
        return EncodedVariants(
            None, reason=f"its file cannot be read ({error.strerror or error})", lasting=False
        )
    if digest(data) != task.digest:
        return EncodedVariants(None, reason="its file changed meanwhile", lasting=False)
    vips = _vips()
    try:
        image = _decoded(vips, data, task.recipe)
        return _made(_parts(image, task.recipe), "" if task.recipe.is_square else _colour(image))
    except vips.Error as error:
        return EncodedVariants(None, reason=f"it cannot be decoded ({_first_line(str(error))})")


def _vips() -> Any:
    """Load libvips, shut in: known formats only, one thread, nothing remembered."""
    os.environ["VIPS_CONCURRENCY"] = "1"
    import logging

    logging.getLogger("pyvips").setLevel(logging.CRITICAL)
    import pyvips

    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for name in LOADERS:
        pyvips.operation_block_set(f"VipsForeignLoad{name}", False)
    return pyvips


def _decoded(vips: Any, data: bytes, recipe: VariantSpec) -> Any:
    """Decode a picture to the largest size that is wanted of it: upright, in sRGB of eight bits, whole in memory."""
    widest = recipe.widest
    image = vips.Image.thumbnail_buffer(
        data,
        widest,
        height=widest if recipe.is_square else TALLEST,
        size="down",
        option_string="fail_on=truncated",  # the argument of that name does not reach those who read
        **output_conversion(vips.Image.new_from_buffer(data, "")),
    )
    if image.interpretation not in ("srgb", "b-w") or image.format != "uchar":
        image = image.colourspace("srgb").cast("uchar")
    return image.copy_memory()


def output_conversion(header: Any) -> dict[str, str]:
    """Return what libvips is to do about the colours of a picture: nothing where it has no word on them, for then they
    are sRGB. To convert these costs ten times what decoding does, and changes nothing."""
    plain = header.interpretation in ("srgb", "rgb16", "b-w", "grey16")
    told = header.get_typeof("icc-profile-data") != 0
    return {} if plain and not told else {"output_profile": "srgb"}


def _parts(image: Any, recipe: VariantSpec) -> "list[_VariantPart]":
    if recipe.sides:
        return [_logo(image.thumbnail_image(side, height=side, size="down")) for side in recipe.sides]
    sizes = _Sizes(image)
    if recipe.icons:
        return list(_icons(image, recipe.icons))
    parts = [
        _part("page", form, sizes.of(width))
        for form in recipe.formats
        for width in width_ladder(recipe.widths, image.width)
    ]
    parts += [_part("plain", "image/jpeg", _flat(sizes.of(width))) for width in recipe.plain]
    if all(recipe.social):
        parts.append(_part("social", "image/jpeg", _card(_flat(image), *recipe.social)))
    return parts


class _Sizes:
    """A picture in the widths that are asked for, each made once for all formats."""

    def __init__(self, image: Any) -> None:
        self._image = image
        self._made: dict[int, Any] = {}

    def of(self, width: int) -> Any:
        """Return the picture in a width, or as it is where that is no wider."""
        if self._image.width <= width:
            return self._image
        if width not in self._made:
            self._made[width] = self._image.thumbnail_image(width, height=TALLEST).copy_memory()
        return self._made[width]


def _flat(image: Any) -> Any:
    """Put a picture that one can see through on white: a JPEG has no other way."""
    return image.flatten(background=[255] * (image.bands - 1)) if image.hasalpha() else image


def _card(image: Any, width: int, height: int) -> Any:
    """Fill a card with what catches the eye; one that is too small stands in the middle."""
    if max(width / image.width, height / image.height) <= MOST_ENLARGED:
        part = _largest(image, width / height)
        return part.thumbnail_image(width, height=height, size="force")
    scale = min(width / image.width, height / image.height, MOST_ENLARGED)
    inner = image.resize(scale)
    ground = [int(_colour(image)[at : at + 2], 16) for at in (1, 3, 5)]
    return inner.colourspace("srgb").gravity("centre", width, height, extend="background", background=ground)


def _largest(image: Any, shape: float) -> Any:
    """Return the largest part of a picture that has a shape (width through height): first cut, then resized, it is
    less to resize."""
    width = min(image.width, round(image.height * shape))
    height = min(image.height, round(width / shape))
    if (width, height) == (image.width, image.height):
        return image
    return image.smartcrop(width, height, interesting="attention")


def _logo(image: Any) -> _VariantPart:
    """A drawing is smaller and sharper without loss, a photograph with some: take the smaller."""
    exact = image.webpsave_buffer(lossless=True, effort=4, keep="none")
    lossy = _saved(image, "image/webp")
    return _VariantPart("logo", "image/webp", image, min(exact, lossy, key=len))


def _icons(image: Any, sides: tuple[int, ...]) -> "Iterator[_VariantPart]":
    """Yield icons as large as the picture allows, the smallest in any case, and that one for old programs, too."""
    most = max(image.width, image.height) * MOST_ENLARGED
    for side in [each for each in sides if each <= most] or sides[:1]:
        icon = _icon(image, side)
        data = bytes(icon.pngsave_buffer(compression=9, keep="none"))
        yield _VariantPart("icon", "image/png", icon, data)
        if side == sides[0]:
            yield _VariantPart("icon", "image/x-icon", icon, build_ico(data, side))


def _icon(image: Any, side: int) -> Any:
    """Stand a picture in the middle of a square that one can see through."""
    scale = min(side / image.width, side / image.height)
    inner = image.resize(min(scale, MOST_ENLARGED)) if scale > 1 else image.thumbnail_image(side, height=side)
    inner = inner.colourspace("srgb")
    inner = inner if inner.hasalpha() else inner.addalpha()
    return inner.gravity("centre", side, side, extend="background", background=[0, 0, 0, 0]).cast("uchar")


def _part(role: Role, media_type: str, image: Any) -> _VariantPart:
    return _VariantPart(role, media_type, image, _saved(image, media_type))


def _saved(image: Any, media_type: str) -> bytes:
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


def _colour(image: Any) -> str:
    """Return the colour of the largest part of a picture, "" where one can see through it.

    Its average would be a colour that it may not have at all: of red and green, a brown.
    """
    if image.hasalpha() and image.extract_band(image.bands - 1).min() < 255:
        return ""
    small = image.thumbnail_image(GLANCE, height=GLANCE, size="force").colourspace("srgb")
    flat = bytes(small.extract_band(0, n=3).write_to_memory())
    bins: dict[tuple[int, ...], list[Sequence[int]]] = {}
    for at in range(0, len(flat), 3):
        pixel = flat[at : at + 3]
        bins.setdefault(tuple(value >> 6 for value in pixel), []).append(pixel)
    largest = max(bins.values(), key=len)
    return "#" + "".join(f"{sum(band) // len(largest):02x}" for band in zip(*largest, strict=True))


def _made(parts: "list[_VariantPart]", colour: str) -> EncodedVariants:
    """Lay parts one after the other, each only once: a small picture may be as wide as wanted twice."""
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
    name = combine(*[each.digest for each in variants.values()]).hex()[:12]
    return EncodedVariants(VariantSet(name, colour, tuple(variants.values())), b"".join(kept))


def _first_line(text: str) -> str:
    """Return the first thing that libvips says, without its own name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "libvips does not say why"
