"""Items: records after validation, typed, repaired and safe to show."""

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Kind = Literal["article", "video", "course", "download", "collection", "profile", "forum", "newsletter"]
"""The ``type`` of a record. ``newsletter`` comes from the folder instead."""

Status = Literal["live", "draft", "withdrawn"]


class ItemImage(Struct, frozen=True, gc=False):
    """An image that a record refers to.

    ``url`` is an absolute http(s) URL. If ``local``, it is a path from the content folder without a leading slash
    (``assets/images/x.jpg``). Sizes are in pixels, ``None`` if the record has none. ``fallbacks`` are where an image of
    a body may be instead, in order: paths from the content folder, then a URL.
    """

    url: str
    local: bool = False
    width: int | None = None
    height: int | None = None
    title: str = ""
    attribution: str = ""
    cached: bool = False
    fallbacks: tuple[str, ...] = ()

    def places(self) -> "tuple[ItemImage, ...]":
        """Return the image at every place where it may be, in order of preference."""
        others = [
            ItemImage(place, not place.startswith(("http://", "https://")), self.width, self.height)
            for place in self.fallbacks
        ]
        return (self, *others)


class Publisher(Struct, frozen=True, gc=False):
    """The publisher of an item, from its record. ``domain`` is in lower case without ``www.``, and may be empty."""

    name: str
    domain: str = ""
    logos: tuple[ItemImage, ...] = ()
    authors: tuple[str, ...] = ()


class RelatedLink(Struct, frozen=True, gc=False):
    """A related article that a record lists. ``key`` matches :attr:`Item.key`."""

    key: str
    title: str
    url: str
    excerpt: str = ""
    published: datetime | None = None
    source: Publisher | None = None
    picture: ItemImage | None = None


class Embed(Struct, frozen=True, gc=False):
    """A video on a supported host. ``watch_url`` is its page, ``player_url`` the URL for a frame."""

    host: str
    watch_url: str
    player_url: str


class BodyLink(Struct, frozen=True, gc=False):
    """A relative link in a body, which may lead to this site.

    ``href`` is its value in the body: the URL at the source, or ``link:0`` if there is none. ``paths`` are what it may
    mean here, in order: paths of records or pages, without a leading slash. ``written`` is the link as the author
    wrote it.
    """

    href: str
    paths: tuple[str, ...]
    written: str


class ItemAction(Struct, frozen=True, gc=False):
    """An action for an item, mostly a download."""

    url: str
    title: str
    type: str = ""
    attribution: str = ""


class Profile(Struct, frozen=True, gc=False):
    """Fields that only people have. Links are ``(label, URL)``; a person's own site has no label."""

    bio: str = ""
    location: str = ""
    affiliation: str = ""
    links: tuple[tuple[str, str], ...] = ()


FactValue = str | bool | int | float | tuple[str, ...]


class Item(Struct, frozen=True, gc=False):
    """One item of the site. Plain text has no markup and no entities; ``body`` is sanitised HTML, in which the images
    are marks: ``<img src="image:0" alt="…">`` is the first of ``body_images`` (:mod:`generator.model.body_html`).

    ``path`` is the record's path in the content folder. ``key`` identifies the item permanently: its canonical URL,
    else ``id:`` and its id, else ``record:`` with day and title. ``link`` is the URL of the article, "" for a
    collection. Dates are in UTC.
    ``members`` are the record paths in a collection, without extension and including the folder of their kind
    (``_learning/videos/…``). ``length`` is in seconds.
    ``source_id``, ``guid`` and ``fetched`` are of collected records (``broadsheet fetch``) and are not shown. A
    withdrawn item may have no title.
    ``story`` is the name of the story that the record gives, ``none`` for no story, "" if it does not say.
    ``slug`` replaces the title in the path, ``permalink`` is the whole path, ``aliases`` are former paths.
    ``facts`` are the values of simple fields without an attribute, by field name. ``digest`` is that of the record's
    path and bytes, from which the item follows; b"" if the item was changed after reading (:func:`change_item`).

    >>> item = Item(
    ...     path="_news/2021-12-15-looms.md",
    ...     key="https://millpond.example/looms",
    ...     kind="article",
    ...     title="Looms are back",
    ...     link="https://millpond.example/looms?utm_source=feed",
    ...     published=datetime(2021, 12, 15, 10),
    ...     topics=("Craft",),
    ... )
    >>> item.status, item.promoted, item.source
    ('live', True, None)
    """

    path: str
    key: str
    kind: Kind
    title: str
    link: str = ""
    original_url: str = ""
    web_url: str = ""
    amp_url: str = ""
    cdn_amp_url: str = ""
    excerpt: str = ""
    body: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    category: str = ""
    source: Publisher | None = None
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[ItemImage, ...] = ()
    body_images: tuple[ItemImage, ...] = ()
    body_links: tuple[BodyLink, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    quality: int | None = None
    heat: int | None = None
    promoted: bool = True
    status: Status = "live"
    locale: str = ""
    price: str = ""
    length: int | None = None
    levels: tuple[str, ...] = ()
    rating: float | None = None
    rating_count: int | None = None
    embed: Embed | None = None
    actions: tuple[ItemAction, ...] = ()
    members: tuple[str, ...] = ()
    member_count: int | None = None
    profile: Profile | None = None
    facts: tuple[tuple[str, FactValue], ...] = ()
    source_id: str = ""
    guid: str = ""
    fetched: str = ""
    story: str = ""
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    digest: bytes = b""


def change_item(item: Item, **changes: object) -> Item:
    """Return an item with other values. It no longer follows from its record alone, so it has no digest."""
    return replace(item, digest=b"", **changes)
