"""Find all places of a site that show an image.

An item shows the first of its record's images that can be shown. The next one is fetched only if that fails.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.body_html import HasBody
from generator.model.catalogue import Catalogue
from generator.model.images import Purpose
from generator.model.item import ItemImage
from generator.model.own_content import OwnPage
from generator.model.settings import Settings
from generator.model.site_data import SiteData


class ImageRequest(Struct, frozen=True, gc=False):
    """A place that shows the first of ``images`` that can be shown.

    ``path`` and ``field`` say where the content names them: the record's path, and the dotted field of the first.
    """

    purpose: Purpose
    images: tuple[ItemImage, ...]
    path: str
    field: str


def image_requests(
    catalogue: Catalogue, site_data: SiteData, pages: Sequence[OwnPage] = ()
) -> Iterator[ImageRequest]:
    """Yield every place that shows an image, the most important first: logos, items (newest first), sidebars, texts.

    ``site_data`` has the files that name logos and images of topics. ``pages`` are those of the owner.
    """
    yield from _logo_requests(catalogue, site_data)
    for item in catalogue.items:
        if item.images:
            yield ImageRequest("lead", item.images, item.path, "images[0].url")
    leads = {image.url for item in catalogue.items for image in item.images}
    for row, reference in catalogue.elsewhere:
        if image := reference.picture:
            path = catalogue.items[row].path
            yield ImageRequest("lead" if image.url in leads else "side", (image,), path, "related")
    bodies: tuple[HasBody, ...] = (*pages, *catalogue.items)
    for text in bodies:
        for image in text.body_images:
            yield ImageRequest("body", image.places(), text.path, "body")


def _logo_requests(catalogue: Catalogue, site_data: SiteData) -> Iterator[ImageRequest]:
    logos = _logo_places(catalogue, site_data)
    for provider in catalogue.providers:
        if provider.logo:
            yield ImageRequest("logo", (provider.logo,), *logos.get(provider.logo.url, ("", "images")))
    pictures = {image.url: topic.path for topic in reversed(site_data.topics) for image in topic.images}
    for topic in catalogue.topics:
        if topic.picture:
            yield ImageRequest("logo", (topic.picture,), pictures.get(topic.picture.url, ""), "images")
    for topic in catalogue.topics:
        if topic.picture:  # large where links to its page are shared
            yield ImageRequest("lead", (topic.picture,), pictures.get(topic.picture.url, ""), "images")


def _logo_places(catalogue: Catalogue, site_data: SiteData) -> dict[str, tuple[str, str]]:
    """Return the file and the field that name each logo: a description of a provider, else the newest record."""
    places: dict[str, tuple[str, str]] = {}
    for provider in site_data.providers:
        for logo in provider.logos:
            places.setdefault(logo.url, (provider.path, "images"))
    for item in catalogue.items:
        for logo in item.source.logos if item.source else ():
            places.setdefault(logo.url, (item.path, "provider.images"))
    return places


def theme_image_requests(settings: Settings) -> Iterator[ImageRequest]:
    """Yield the places of images that the settings name."""
    if settings.theme.logo:
        logo = (ItemImage(settings.theme.logo, local=True),)
        yield ImageRequest("masthead", logo, "site.toml", "theme.logo")
        if settings.metadata.icons:
            yield ImageRequest("icon", logo, "site.toml", "theme.logo")
