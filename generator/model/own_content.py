"""Content of the owner that is not an item: pages such as “About”, and files that are published as they are."""

from msgspec import Struct

from generator.model.item import BodyLink, ItemImage
from generator.model.output import Asset

PAGES_FOLDER = "pages/"
"""The top-level folder of the owner's pages. They have the endings of records."""

STATIC_FOLDER = "static/"
"""The top-level folder of files that are published as they are."""


class MenuEntry(Struct, frozen=True, gc=False):
    """An entry of the navigation. A smaller ``order`` comes first."""

    label: str
    order: int = 0


class OwnPage(Struct, frozen=True, gc=False):
    """A page of the owner, from ``pages/`` in the content folder.

    ``path`` is that of its file, ``place`` its path on the site: ``about/`` or ``about.html``. ``body`` is HTML of the
    owner, with marks for its images as in :class:`~generator.model.item.Item`. ``template`` is "" for the usual one.
    """

    path: str
    title: str
    place: str
    description: str = ""
    template: str = ""
    menu: MenuEntry | None = None
    draft: bool = False
    body: str = ""
    body_images: tuple[ItemImage, ...] = ()
    body_links: tuple[BodyLink, ...] = ()


class OwnContent(Struct, frozen=True, gc=False):
    """All content of the owner that is not an item. The path of a file is where it is published."""

    pages: tuple[OwnPage, ...] = ()
    files: tuple[Asset, ...] = ()


NO_OWN_CONTENT = OwnContent()
