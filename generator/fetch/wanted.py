"""Which pictures a site wants to show, and who asks for each.

An item shows one picture, the first of its record that can be shown; only where that cannot is the next one wanted.
"""

from collections.abc import Iterator

from msgspec import Struct

from generator.model.catalogue import Catalogue
from generator.model.images import Purpose
from generator.model.item import Picture


class Want(Struct, frozen=True, gc=False):
    """One place that shows a picture: the first of ``pictures`` that can be shown.

    ``path`` and ``field`` tell where the content names them (a record's path, a dotted field).
    """

    purpose: Purpose
    pictures: tuple[Picture, ...]
    path: str
    field: str

    @property
    def picture(self) -> Picture:
        """The picture to try first."""
        return self.pictures[0]

    def rest(self, pictures: tuple[Picture, ...]) -> "Want":
        """Return the want for what is left of the pictures."""
        return Want(self.purpose, pictures, self.path, self.field)


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
            yield Want("lead", item.pictures, item.path, "images")
    for item, related in zip(catalogue.items, catalogue.related, strict=True):
        for each in related:
            if each.elsewhere and each.elsewhere.picture:
                yield Want("side", (each.elsewhere.picture,), item.path, "related")
