"""Which pictures a site wants to show, and who asks for each."""

from collections.abc import Iterator

from msgspec import Struct

from generator.model.catalogue import Catalogue
from generator.model.item import Picture
from generator.model.settings import Settings


class Wanted(Struct, frozen=True, gc=False):
    """A picture, and the place in the content that names it (a record's path, a dotted field)."""

    picture: Picture
    path: str
    field: str


def wanted(catalogue: Catalogue) -> Iterator[Wanted]:
    """Yield every picture that items, sidebars, providers and topics name, in the catalogue's order."""
    for row, item in enumerate(catalogue.items):
        for position, picture in enumerate(item.pictures):
            yield Wanted(picture, item.path, f"images[{position}].url")
        for related in catalogue.related[row]:
            if related.elsewhere and related.elsewhere.picture:
                yield Wanted(related.elsewhere.picture, item.path, "related")
    for provider in catalogue.providers:
        if provider.logo:
            yield Wanted(provider.logo, f"_data/organizations/{provider.domain}.md", "images")
    for topic in catalogue.topics:
        if topic.picture:
            yield Wanted(topic.picture, f"_data/topics/{topic.slug}.yaml", "images")


def wanted_by_theme(settings: Settings) -> Iterator[Wanted]:
    """Yield the pictures that the settings name."""
    if settings.theme.logo:
        yield Wanted(Picture(settings.theme.logo, local=True), "site.toml", "theme.logo")
