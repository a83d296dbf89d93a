"""What a feed holds: one value for RSS, Atom and JSON Feed; and the outline that lists feeds."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

FeedFormat = Literal["rss", "atom", "json"]

MEDIA_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


class ThumbnailView(Struct, frozen=True, gc=False):
    """A picture of an entry, small. Sizes in pixels."""

    url: str
    width: int
    height: int


class EnclosureView(Struct, frozen=True, gc=False):
    """A picture of an entry. Sizes in pixels, ``None`` if unknown; ``length`` in bytes, 0 if unknown."""

    url: str
    media_type: str
    width: int | None = None
    height: int | None = None
    title: str = ""
    length: int = 0
    thumbnail: ThumbnailView | None = None


class FeedSourceView(Struct, frozen=True, gc=False):
    """Who published an item: a name, our page of it, and what stands for its feed: an id, and the address of our RSS
    feed of it ("" where there is no such page, or no such feed)."""

    name: str
    url: str
    id: str
    feed_url: str = ""


class FeedEntryView(Struct, frozen=True, gc=False):
    """An entry. ``id`` is a tag: URI. ``link`` is where readers are led, ``other`` where else the item is: the article
    and our own page of it, one way round or the other as ``relation`` says; "" where they are one. All absolute.
    ``summary`` is plain text, ``content`` HTML with absolute addresses ("" when there is only a summary).
    ``source`` is who published it. ``language`` is a BCP 47 tag, "" for the feed's own."""

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    summary: str
    other: str = ""
    relation: Literal["related", "via"] = "related"
    content: str = ""
    source: FeedSourceView | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    picture: EnclosureView | None = None


class FeedLinkedView(Struct, frozen=True, gc=False):
    """Another document that belongs to a feed: ``rel`` says how (RFC 5005: ``prev-archive``, ``next-archive``,
    ``current``)."""

    rel: str
    url: str


class FeedView(Struct, frozen=True, gc=False):
    """A feed, or one of its archived parts (``archive``). ``entries`` newest first; ``updated`` is the newest entry's,
    never the clock's. ``url`` is its own absolute address, ``link`` that of the list page it mirrors. ``ttl`` is how
    many minutes a reader may wait before it asks again, 0 for no hint."""

    id: str
    title: str
    subtitle: str
    link: str
    url: str
    language: str
    author: str
    updated: datetime
    generator: str
    entries: tuple[FeedEntryView, ...]
    ttl: int = 0
    archive: bool = False
    links: tuple[FeedLinkedView, ...] = ()


class OutlineView(Struct, frozen=True, gc=False):
    """A line of an OPML document: a feed, or (``feed_url`` is "") a folder of the deeper lines that follow. ``depth``
    is of nesting from 0. Addresses are absolute; ``html_url`` is the list page that the feed mirrors."""

    text: str
    feed_url: str = ""
    html_url: str = ""
    depth: int = 0
