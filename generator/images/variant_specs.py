"""Define the variants for each purpose, and which images are unsuitable for it.

A spec is a value. Its digest, with the digests of the encoding code and the libvips version, is part of the cache
key. So an image is encoded again exactly if the result would differ.
"""

from msgspec import Struct, msgpack

from generator.base.digest import combine
from generator.model.images import Purpose

WIDTHS = (320, 640, 960, 1280)
"""Widths of an item's image, in pixels. An image is never enlarged."""

MIN_STEP = 0.85
"""A width above this fraction of the largest one is skipped: two files of nearly the same size are useless."""

JPEG_WIDTHS = (320, 960)
"""Widths of JPEGs for old browsers and feed readers."""

SOCIAL = (1200, 630)
"""Size of the card that social networks show for a page, as their documentation asks for."""

LOGO_SIDES = (50, 100)

MASTHEAD_HEIGHTS = (40, 80)
"""Heights of the site's logo, for usual screens and for sharp ones."""

ICON_SIDES = (32, 180, 192, 512)
"""Sides of icons: browser tab, iPhone home screen, and two sizes for the web manifest."""

MAX_HEIGHT = 100_000
"""More than any image has."""

MIN_SIDE = 120
"""Smaller images are tracking pixels or buttons."""

MIN_LOGO_SIDE = 16

MIN_BODY_SIDE = 8
"""Smaller images in a text are tracking pixels or spacers."""

MAX_ASPECT_RATIO = 4.0
"""Longer images are banners or rules."""

MAX_BODY_ASPECT_RATIO = 30.0
"""In a text, long diagrams and badges are welcome."""

MAX_MASTHEAD_ASPECT_RATIO = 12.0
"""The site's logo may be a word mark."""

MAX_ASPECT_RATIOS: dict[Purpose, float] = {
    "body": MAX_BODY_ASPECT_RATIO,
    "masthead": MAX_MASTHEAD_ASPECT_RATIO,
    "icon": MAX_MASTHEAD_ASPECT_RATIO,
}

MIN_SIDES: dict[Purpose, int] = {
    "lead": MIN_SIDE,
    "side": MIN_SIDE,
    "body": MIN_BODY_SIDE,
    "logo": MIN_LOGO_SIDE,
    "masthead": MIN_LOGO_SIDE,
    "icon": MIN_LOGO_SIDE,
}


class VariantSpec(Struct, frozen=True):
    """Variants to create.

    ``widths`` are for pages, in each of ``formats`` (best first); ``plain`` are widths of JPEGs, ``social`` is the
    size of the card, ``sides`` are for logos, ``heights`` for the site's logo, ``icons`` for site icons. (0, 0) and ()
    mean none.
    """

    widths: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()
    plain: tuple[int, ...] = ()
    social: tuple[int, int] = (0, 0)
    sides: tuple[int, ...] = ()
    icons: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()

    @property
    def is_logo(self) -> bool:
        """Whether the variants are those of a logo, which needs no dominant colour."""
        return bool(self.sides or self.icons or self.heights)

    @property
    def takes_svg(self) -> bool:
        """Whether the image may be a drawing: only the owner's logo."""
        return bool(self.icons or self.heights)

    @property
    def box(self) -> tuple[int, int]:
        """The maximum width and height in pixels."""
        if self.heights:
            return round(max(self.heights) * MAX_MASTHEAD_ASPECT_RATIO), max(self.heights)
        widest = max((*self.widths, *self.plain, *self.sides, *self.icons))
        return widest, widest if self.sides or self.icons else MAX_HEIGHT


class VariantSpecs(Struct, frozen=True):
    """One spec per purpose, each with a digest of everything that shapes its results."""

    lead: tuple[VariantSpec, bytes]
    side: tuple[VariantSpec, bytes]
    body: tuple[VariantSpec, bytes]
    logo: tuple[VariantSpec, bytes]
    masthead: tuple[VariantSpec, bytes]
    icon: tuple[VariantSpec, bytes]

    def of(self, purpose: Purpose) -> tuple[VariantSpec, bytes]:
        """Return spec and digest for a purpose."""
        spec: tuple[VariantSpec, bytes] = getattr(self, purpose)
        return spec


def load_variant_specs(avif: bool, code: bytes) -> VariantSpecs:
    """Return all specs. ``code`` is the digest of the encoding code and the libvips version."""
    formats = ("image/avif", "image/webp") if avif else ("image/webp",)
    lead = VariantSpec(widths=WIDTHS, formats=formats, plain=JPEG_WIDTHS, social=SOCIAL)
    side = VariantSpec(widths=(160, 320), formats=formats, plain=(320,))
    body = VariantSpec(widths=WIDTHS, formats=formats, plain=(960,))
    logo = VariantSpec(sides=LOGO_SIDES)
    masthead = VariantSpec(heights=MASTHEAD_HEIGHTS)
    icon = VariantSpec(icons=ICON_SIDES)
    specs = (lead, side, body, logo, masthead, icon)
    return VariantSpecs(*[(spec, combine(msgpack.encode(spec), code)) for spec in specs])


def width_ladder(widths: tuple[int, ...], width: int) -> list[int]:
    """Return the widths to create from an image that is ``width`` wide, ascending. None is wider than the image.

    >>> width_ladder((320, 640, 960), 700)
    [320, 700]
    """
    top = min(width, max(widths))
    return [each for each in widths if each < top * MIN_STEP] + [top]


def reject_reason(width: int, height: int, purpose: Purpose) -> str:
    """Return why an image of this size is unsuitable, "" if it is suitable."""
    min_side = MIN_SIDES[purpose]
    max_ratio = MAX_ASPECT_RATIOS.get(purpose, MAX_ASPECT_RATIO)
    if min(width, height) < min_side:
        return f"the image is {width:,} × {height:,} pixels; the minimum is {min_side} per side"
    if max(width, height) > max_ratio * min(width, height):
        return f"the image is {width:,} × {height:,} pixels; the maximum aspect ratio is {max_ratio:g} to 1"
    return ""
