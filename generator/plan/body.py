"""Bodies of items with their images, as pages and feeds show them.

Pages get every width of an image, feeds one JPEG with an absolute URL. An image that cannot be shown, or that the
settings forbid, leaves its alternative text.
"""

from collections.abc import Callable, Iterator
from html import escape

from generator.model.body_html import HasBody, replace_marks
from generator.model.images import Image
from generator.model.item import ItemImage
from generator.model.views.parts import ImageView
from generator.plan.theme.images import enclosure_view, image_view
from generator.plan.urls import UrlBuilder

SIZES = "(min-width: 80rem) 50rem, (min-width: 60rem) calc(92vw - 20rem), 92vw"
"""The width of a text, as in ``partials/picture.html``."""

_LAZY = ' loading="lazy"'
_NO_REFERRER = ' referrerpolicy="no-referrer"'

Show = Callable[[UrlBuilder, ItemImage, Image, str], str]
"""Returns the HTML of an image, with the attributes that its author gave it."""


def page_body(urls: UrlBuilder, item: HasBody, images: dict[str, Image]) -> str:
    """Return the body of an item for its page."""
    return _replace(urls, item, images, _page_image)


def feed_body(urls: UrlBuilder, item: HasBody, images: dict[str, Image]) -> str:
    """Return the body of an item for feeds and the API."""
    return _replace(urls, item, images, _feed_image)


def resolved_images(item: HasBody, images: dict[str, Image]) -> tuple[Image | None, ...]:
    """Return the images of a body as they were resolved: what the results of this module depend on besides the item."""
    return tuple([_find_image(images, each) for each in item.body_images])


def _find_image(images: dict[str, Image], item_image: ItemImage) -> Image | None:
    """Return the first image that can be shown, of all places where it may be."""
    return next((images[url] for url in (item_image.url, *item_image.fallbacks) if url in images), None)


def _replace(urls: UrlBuilder, item: HasBody, images: dict[str, Image], show: Show) -> str:
    if not item.body_images:
        return item.body

    def show_row(row: int, attributes: str) -> str | None:
        item_image = item.body_images[row]
        image = _find_image(images, item_image)
        return None if image is None else show(urls, item_image, image, attributes)

    return replace_marks(item.body, show_row)


def _page_image(urls: UrlBuilder, item_image: ItemImage, image: Image, attributes: str) -> str:
    view = image_view(urls, item_image, image, "")
    size = _size(item_image, view.width, view.height)
    tag = f'<img src="{escape(view.url)}"{attributes}{size}{_LAZY}{"" if view.sources else _NO_REFERRER}>'
    return f"<picture>{''.join(_sources(view))}{tag}</picture>" if view.sources else tag


def _sources(view: ImageView) -> Iterator[str]:
    for source in view.sources:
        yield f'<source type="{source.type}" srcset="{escape(source.srcset)}" sizes="{SIZES}">'


def _feed_image(urls: UrlBuilder, item_image: ItemImage, image: Image, attributes: str) -> str:
    view = enclosure_view(urls, item_image, image)
    return f'<img src="{escape(view.url)}"{attributes}{_size(item_image, view.width, view.height)}>'


def _size(item_image: ItemImage, width: int | None, height: int | None) -> str:
    """Return the attributes of an image's size: as its author wants it, but in the shape and not beyond the pixels that
    it has."""
    if not width or not height:
        return ""
    wanted = item_image.width or (item_image.height or height) * width / height
    shown = min(width, max(1, round(wanted)))
    return f' width="{shown}" height="{max(1, round(shown * height / width))}"'
