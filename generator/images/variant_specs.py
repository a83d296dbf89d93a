"""What is made of a picture, for each purpose; and which pictures are no use for it.

A recipe is a value: its digest, with that of the code that follows it and libvips' version, is half of the name under
which the cache keeps what was made. So a picture is made again exactly when it would come out otherwise.
"""

from msgspec import Struct, msgpack

from generator.base.digest import combine
from generator.model.images import Purpose

WIDTHS = (320, 640, 960, 1280)
"""Widths of an item's picture, in pixels. A picture is never enlarged to reach one."""

NEAR = 0.85
"""A width that is nearer than this to the picture's own is left out: a second file of the same size helps nobody."""

PLAIN = (320, 960)
"""Widths of the JPEGs that old browsers and feed readers get: a small one, and one to look at."""

SOCIAL = (1200, 630)
"""The card that other sites show of a page: what their documentation asks for."""

LOGO_SIDES = (50, 100)

ICON_SIDES = (32, 180, 192, 512)
"""The tab of a browser, the home screen of a telephone by Apple, and two sizes that a web manifest should name."""

LEAST_SIDE = 120
"""A smaller picture counts the visitors of a page, or is a button."""

LEAST_LOGO = 16

LONGEST_SHAPE = 4.0
"""A picture that is more often as long as wide, or the other way round, is a banner or a rule."""


class VariantSpec(Struct, frozen=True):
    """What to make. ``widths`` are for pages, in each of ``formats`` (best first); ``plain`` are widths of JPEGs,
    ``social`` is the size of the card, ``sides`` are those of logos, ``icons`` those of the site's. (0, 0) and ()
    mean none."""

    widths: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()
    plain: tuple[int, ...] = ()
    social: tuple[int, int] = (0, 0)
    sides: tuple[int, ...] = ()
    icons: tuple[int, ...] = ()

    @property
    def is_square(self) -> bool:
        """Whether what is made of a picture must fit into a square."""
        return bool(self.sides or self.icons)

    @property
    def widest(self) -> int:
        """The width in pixels that nothing exceeds."""
        return max((*self.widths, *self.plain, *self.sides, *self.icons))


class VariantSpecs(Struct, frozen=True):
    """A recipe for every purpose, each with the digest of all that shapes what comes of it."""

    lead: tuple[VariantSpec, bytes]
    side: tuple[VariantSpec, bytes]
    logo: tuple[VariantSpec, bytes]
    icon: tuple[VariantSpec, bytes]

    def of(self, purpose: Purpose) -> tuple[VariantSpec, bytes]:
        """Return recipe and digest for a purpose."""
        found: tuple[VariantSpec, bytes] = getattr(self, purpose)
        return found


def load_variant_specs(avif: bool, code: bytes) -> VariantSpecs:
    """Return the recipes. ``code`` is the digest of the code that follows them, libvips' version included."""
    formats = ("image/avif", "image/webp") if avif else ("image/webp",)
    lead = VariantSpec(widths=WIDTHS, formats=formats, plain=PLAIN, social=SOCIAL)
    side = VariantSpec(widths=(160, 320), formats=formats, plain=(320,))
    logo = VariantSpec(sides=LOGO_SIDES)
    icon = VariantSpec(icons=ICON_SIDES)
    return VariantSpecs(*[(each, combine(msgpack.encode(each), code)) for each in (lead, side, logo, icon)])


def width_ladder(widths: tuple[int, ...], width: int) -> list[int]:
    """Return the widths to make of a picture that is ``width`` wide: none larger, its own unless it is beyond all."""
    top = min(width, max(widths))
    return [each for each in widths if each < top * NEAR] + [top]


def reject_reason(width: int, height: int, purpose: Purpose) -> str:
    """Say why a picture of this size is none to show, "" where it is one."""
    least = LEAST_LOGO if purpose in ("logo", "icon") else LEAST_SIDE
    if min(width, height) < least:
        return f"it is {width:,} × {height:,} pixels small; a side needs {least}"
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        return f"it is {width:,} × {height:,} pixels, a shape that fits no page"
    return ""
