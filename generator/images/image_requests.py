"""Which pictures a site wants to show, and who asks for each.

An item shows one picture, the first of its record that can be shown; only where that cannot is the next one wanted.
"""

from collections.abc import Iterator

from msgspec import Struct

from generator.model.catalogue import Catalogue
from generator.model.images import Purpose
from generator.model.item import Picture
from generator.model.settings import Settings


class Want(Struct, frozen=True, gc=False):
    """One place that shows a picture: the first of ``pictures`` that can be shown.

    ``path`` and ``field`` tell where the content names them: a record's path, and the dotted field of the first.
    """

    purpose: Purpose
    pictures: tuple[Picture, ...]
    path: str
    field: str


def wanted(catalogue: Catalogue) -> Iterator[Want]:
    """Yield every place that shows a picture, the weightiest first: logos, items newest first, then sidebars."""
    for provider in catalogue.providers:
        if provider.logo:
            path = f"_data/organizations/{provider.domain}.md"
            yield Want("logo", (provider.logo,), path, "images")
    for topic in catalogue.topics:
        if topic.picture:
            yield Want("logo", (topic.picture,), f"_data/topics/{topic.slug}.yaml", "images")
    for item in catalogue.items:
        if item.pictures:
            yield Want("lead", item.pictures, item.path, "images[0].url")
    leads = {picture.url for item in catalogue.items for picture in item.pictures}
    for row, reference in catalogue.elsewhere:
        if picture := reference.picture:
            path = catalogue.items[row].path
            yield Want("lead" if picture.url in leads else "side", (picture,), path, "related")


def wanted_by_theme(settings: Settings) -> Iterator[Want]:
    """Yield the places of pictures that the settings name."""
    if settings.theme.logo:
        logo = (Picture(settings.theme.logo, local=True),)
        yield Want("logo", logo, "site.toml", "theme.logo")
        if settings.metadata.icons:
            yield Want("icon", logo, "site.toml", "theme.logo")
