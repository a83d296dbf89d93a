"""Which pictures a site can show: what the fetch stage found out, and the files that it made of them."""

from typing import Literal, get_args

from msgspec import Struct

Purpose = Literal["lead", "side", "logo", "icon"]
"""What a picture is for: an item's own, one of an article elsewhere that only a sidebar shows small, a logo,
the icon of the site."""

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

Role = Literal["page", "plain", "social", "logo", "icon"]
"""What one file of a picture is for: pages; pages in old browsers, and feeds; sites that link to a page; logos;
icons of the site."""


class Variant(Struct, frozen=True, gc=False, array_like=True):
    """One file made of a picture. ``length`` is in bytes, ``digest`` that of them; they begin at ``offset`` in the
    file of the cache that holds all that was made of the picture. ``width`` and ``height`` are in pixels."""

    role: Role
    media_type: str
    width: int
    height: int
    offset: int
    length: int
    digest: bytes


class VariantSet(Struct, frozen=True, gc=False, array_like=True):
    """All that was made of a picture. ``name`` tells its content: a few digits of the digest of all variants;
    ``colour`` is what most of it looks like (``#rrggbb``), "" where one can see through it."""

    name: str
    colour: str
    variants: tuple[Variant, ...]


class Image(Struct, frozen=True, gc=False):
    """One picture that can be shown.

    One that lies elsewhere and is shown from there has a ``url``, and the size in pixels that its record told, if it
    did. All others have what was ``made`` of them: ``stem`` is where that is published (``pictures/loom-3f9a2c1b4d5e``,
    to which each variant adds its own), ``bundle`` the file that holds it: its name in the cache, or the path of one
    that is there for this build alone.
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
        """Return where a variant is published."""
        special = "-social" if variant.role == "social" else ""
        return f"{self.stem}{special}-{variant.width}.{ENDINGS[variant.media_type]}"


ENDINGS = {
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/png": "png",
    "image/x-icon": "ico",
}
"""The media types of what is made, and the endings of their files."""


class ImageSet(Struct, frozen=True):
    """Pictures by the address their records give (:attr:`Picture.url`), logos and icons apart: they are cut otherwise.
    What is missing cannot be shown."""

    images: dict[str, Image] = {}
    logos: dict[str, Image] = {}
    icons: dict[str, Image] = {}

    def get(self, url: str) -> Image | None:
        """Return the picture at an address, or ``None`` where there is nothing to show."""
        return self.images.get(url)

    def logo(self, url: str) -> Image | None:
        """Return the logo at an address, or ``None`` where there is nothing to show."""
        return self.logos.get(url)
