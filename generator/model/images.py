"""Images that the site can show, and the files generated from them."""

from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct

from generator.base.digest import combine

Purpose = Literal["lead", "side", "body", "logo", "masthead", "icon"]
"""The use of an image: ``lead`` is an item's own image, ``side`` one of an article on another site, shown small in the
sidebar, ``body`` an image in a text, ``logo`` a provider's logo, ``masthead`` the site's logo, which may be
wide, ``icon`` the icon of the site.
"""

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

Role = Literal["page", "plain", "social", "logo", "icon"]
"""The use of one generated file: ``page`` for pages, ``plain`` for old browsers and feeds, ``social`` for link
previews on other sites, ``logo`` and ``icon``.
"""


class Variant(Struct, frozen=True, gc=False, array_like=True):
    """One file generated from an image. ``width`` and ``height`` are in pixels.

    Its bytes start at ``offset`` of the cache file with all variants of the image. ``length`` is in bytes, ``digest``
    is that of the bytes.
    """

    role: Role
    media_type: str
    width: int
    height: int
    offset: int
    length: int
    digest: bytes


class VariantSet(Struct, frozen=True, gc=False, array_like=True):
    """All variants of an image.

    ``name`` identifies the content: some digits of the digest of all variants. ``colour`` is the dominant colour
    (``#rrggbb``), "" for transparent images.
    """

    name: str
    colour: str
    variants: tuple[Variant, ...]


def name_variants(variants: Iterable[Variant]) -> str:
    """Return the name of a set of variants."""
    return combine(*[each.digest for each in variants]).hex()[:12]


class Image(Struct, frozen=True, gc=False):
    """One image that can be shown.

    An image that browsers load from another site has a ``url``, and the size in pixels if its record has one. All
    others have ``made`` variants. ``stem`` is the start of their output paths (``pictures/loom-3f9a2c1b4d5e``).
    ``bundle`` is the file with their bytes: a name in the cache, or the path of a file that exists only during this
    build.
    """

    url: str = ""
    width: int | None = None
    height: int | None = None
    stem: str = ""
    bundle: str = ""
    made: VariantSet | None = None

    def of(self, role: Role) -> list[Variant]:
        """Return the variants for a role, best format first, narrowest first."""
        return [each for each in self.made.variants if each.role == role] if self.made else []

    def path(self, variant: Variant) -> str:
        """Return the output path of a variant."""
        special = "-social" if variant.role == "social" else ""
        return f"{self.stem}{special}-{variant.width}.{EXTENSIONS[variant.media_type]}"


EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/png": "png",
    "image/x-icon": "ico",
}
"""Media types of generated files and their file name extensions."""


class ImageSet(Struct, frozen=True):
    """Images by the URL in their records (:attr:`ItemImage.url`). Images in bodies, logos and icons are separate: other
    sizes of them are shown. An image that is missing here cannot be shown.
    """

    images: dict[str, Image] = {}
    logos: dict[str, Image] = {}
    icons: dict[str, Image] = {}
    body: dict[str, Image] = {}
    masthead: dict[str, Image] = {}

    def get(self, url: str) -> Image | None:
        """Return the image for a URL, or ``None`` if it cannot be shown."""
        return self.images.get(url)

    def logo(self, url: str) -> Image | None:
        """Return the logo for a URL, or ``None`` if it cannot be shown."""
        return self.logos.get(url)
