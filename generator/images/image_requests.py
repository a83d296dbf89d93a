"""Find all places of a site that show an image.

An item shows the first of its record's images that can be shown. The next one is fetched only if that fails.
"""

from collections.abc import Iterator

from msgspec import Struct

from generator.model.catalogue import Catalogue
from generator.model.images import Purpose
from generator.model.item import ItemImage
from generator.model.settings import Settings


class ImageRequest(Struct, frozen=True, gc=False):
    """A place that shows the first of ``images`` that can be shown.

    ``path`` and ``field`` say where the content names them: the record's path, and the dotted field of the first.
    """

    purpose: Purpose
    images: tuple[ItemImage, ...]
    path: str
    field: str


def image_requests(catalogue: Catalogue) -> Iterator[ImageRequest]:
    """Yield every place that shows an image, the most important first: logos, items (newest first), sidebars."""
    for provider in catalogue.providers:
        if provider.logo:
            path = f"_data/organizations/{provider.domain}.md"
            yield ImageRequest("logo", (provider.logo,), path, "images")
    for topic in catalogue.topics:
        if topic.picture:
            yield ImageRequest("logo", (topic.picture,), f"_data/topics/{topic.slug}.yaml", "images")
    for item in catalogue.items:
        if item.images:
            yield ImageRequest("lead", item.images, item.path, "images[0].url")
    leads = {image.url for item in catalogue.items for image in item.images}
    for row, reference in catalogue.elsewhere:
        if image := reference.picture:
            path = catalogue.items[row].path
            yield ImageRequest("lead" if image.url in leads else "side", (image,), path, "related")


def theme_image_requests(settings: Settings) -> Iterator[ImageRequest]:
    """Yield the places of images that the settings name."""
    if settings.theme.logo:
        logo = (ItemImage(settings.theme.logo, local=True),)
        yield ImageRequest("logo", logo, "site.toml", "theme.logo")
        if settings.metadata.icons:
            yield ImageRequest("icon", logo, "site.toml", "theme.logo")
