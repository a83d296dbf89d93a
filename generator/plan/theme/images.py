"""Images as pages, feeds and social cards show them: URLs, widths and formats."""

from collections.abc import Sequence

from generator.model.images import Image, Variant
from generator.model.item import ItemImage
from generator.model.views.feeds import EnclosureView, ThumbnailView
from generator.model.views.parts import ImageSourceView, ImageView
from generator.plan.feeds.plain_text import escape_markup_lookalikes
from generator.plan.theme.palette import tile_tone
from generator.plan.urls import UrlBuilder

MAX_SMALL_WIDTH = 480
"""Maximum width in pixels of an image for a card or a sidebar. A card shows images about 150 wide, so two per
CSS pixel are sharp on most screens. More widths would make the HTML of 39 cards longer."""


def image_view(addresses: UrlBuilder, item_image: ItemImage, image: Image, alt: str) -> ImageView:
    """Return an image for pages. An image on another host has one format, and the size that its record
    gives."""
    if image.made is None:
        size = image.width or item_image.width, image.height or item_image.height
        return ImageView(image.url, *size, alt, item_image.attribution, small=image.url)
    narrow, wide = _ends(image.of("plain"))
    largest = max(image.of("page"), key=_width)
    return ImageView(
        url=addresses.link(image.path(wide)),
        width=largest.width,
        height=largest.height,
        alt=alt,
        attribution=item_image.attribution,
        small=addresses.link(image.path(narrow)),
        sources=_sources(addresses, image),
        tone=tile_tone(image.made.colour),
    )


def _sources(addresses: UrlBuilder, image: Image) -> tuple[ImageSourceView, ...]:
    formats: dict[str, list[Variant]] = {}
    for variant in image.of("page"):
        formats.setdefault(variant.media_type, []).append(variant)
    return tuple(
        [
            ImageSourceView(
                type=media_type,
                srcset=_srcset(addresses, image, variants),
                small=_srcset(addresses, image, _small(variants)),
            )
            for media_type, variants in formats.items()
        ]
    )


def _srcset(addresses: UrlBuilder, image: Image, variants: Sequence[Variant]) -> str:
    return ", ".join([f"{addresses.link(image.path(each))} {each.width}w" for each in variants])


def _small(variants: Sequence[Variant]) -> Sequence[Variant]:
    return [each for each in variants if each.width <= MAX_SMALL_WIDTH] or variants[:1]


def logo_view(addresses: UrlBuilder, item_image: ItemImage, image: Image) -> ImageView:
    """Return a logo for pages. Its alternative text is empty, because the name is shown beside it."""
    if image.made is None:
        return ImageView(image.url, image.width or item_image.width, image.height or item_image.height)
    small, large = _ends(image.of("logo"))
    return ImageView(
        url=addresses.link(image.path(small)),
        width=large.width,
        height=large.height,
        srcset=f"{addresses.link(image.path(large))} 2x" if large is not small else "",
        sources=(),
    )


def social_view(addresses: UrlBuilder, image: Image, alt: str) -> ImageView | None:
    """Return the social card of a page, with an absolute URL, or ``None`` if there is none."""
    for card in image.of("social"):
        return ImageView(addresses.absolute(image.path(card)), card.width, card.height, alt)
    return None


def enclosure_view(addresses: UrlBuilder, item_image: ItemImage, image: Image) -> EnclosureView:
    """Return an image for feeds: a JPEG, because every reader shows it, with absolute URLs."""
    if image.made is None:
        size = image.width or item_image.width, image.height or item_image.height
        return EnclosureView(
            image.url, media_type(image.url), *size, escape_markup_lookalikes(item_image.title)
        )
    narrow, wide = _ends(image.of("plain"))
    thumbnail = ThumbnailView(addresses.absolute(image.path(narrow)), narrow.width, narrow.height)
    return EnclosureView(
        url=addresses.absolute(image.path(wide)),
        media_type=wide.media_type,
        width=wide.width,
        height=wide.height,
        title=escape_markup_lookalikes(item_image.title),
        length=wide.length,
        thumbnail=thumbnail,
    )


def _ends(variants: Sequence[Variant]) -> tuple[Variant, Variant]:
    """Return the narrowest and the widest variant. They may be the same."""
    return min(variants, key=_width), max(variants, key=_width)


def _width(variant: Variant) -> int:
    return variant.width


def media_type(url: str) -> str:
    """Return the media type for the extension of a URL, ``""`` if it is unknown."""
    extension = url.partition("?")[0].rpartition(".")[2].lower()
    return _MEDIA_TYPES.get(extension, "")


_MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "avif": "image/avif",
}
