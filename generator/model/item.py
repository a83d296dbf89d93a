"""What the program means: one item of the feed, typed, repaired and safe to show."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

Kind = Literal["article", "video", "course", "download", "collection", "profile", "forum", "newsletter"]
"""The ``type`` of a record, plus ``newsletter``, which the folder tells."""

Status = Literal["live", "draft", "withdrawn"]


class ItemImage(Struct, frozen=True, gc=False):
    """A picture that a record names.

    ``url`` is an absolute http(s) address, or for a site-relative picture a path from the content
    root without a leading slash (``assets/images/x.jpg``), ``local`` telling which. Sizes in pixels;
    ``None`` where the record does not say.
    """

    url: str
    local: bool = False
    width: int | None = None
    height: int | None = None
    title: str = ""
    attribution: str = ""
    cached: bool = False


class Publisher(Struct, frozen=True, gc=False):
    """Who published an item, as its record says. ``domain`` is lower case, without ``www.``; may be empty."""

    name: str
    domain: str = ""
    logos: tuple[ItemImage, ...] = ()
    authors: tuple[str, ...] = ()


class RelatedLink(Struct, frozen=True, gc=False):
    """A related article in short, as a record lists it. ``key`` matches :attr:`Item.key`."""

    key: str
    title: str
    url: str
    excerpt: str = ""
    published: datetime | None = None
    source: Publisher | None = None
    picture: ItemImage | None = None


class Embed(Struct, frozen=True, gc=False):
    """A video of an allowed host. ``watch_url`` is the page to visit, ``player_url`` what a frame would load."""

    host: str
    watch_url: str
    player_url: str


class ItemAction(Struct, frozen=True, gc=False):
    """Something to do with an item: mostly a download."""

    url: str
    title: str
    type: str = ""
    attribution: str = ""


class Profile(Struct, frozen=True, gc=False):
    """What only people have. Links are ``(label, address)``; a person's own site has no label."""

    bio: str = ""
    location: str = ""
    affiliation: str = ""
    links: tuple[tuple[str, str], ...] = ()


class Item(Struct, frozen=True, gc=False):
    """One item of the feed. Plain text has no markup and no entities; ``body`` is clean HTML.

    ``path`` is the record's path in the content folder. ``key`` identifies the item for ever: its
    canonical address, else ``path:`` and the record's path. ``link`` is where the article is, empty
    for a collection. Dates are UTC. ``members`` are record paths without ending, as a collection lists
    them, already joined to the collection's kind folder (``_learning/videos/…``). ``length`` is in seconds.
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
    pictures: tuple[ItemImage, ...] = ()
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
