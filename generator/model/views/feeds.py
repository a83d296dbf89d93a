"""Feeds as one value for RSS, Atom and JSON Feed, and OPML outlines."""

from datetime import datetime
from typing import Literal

from msgspec import Struct


class ThumbnailView(Struct, frozen=True, gc=False):
    """A thumbnail of an entry's image. Sizes in pixels."""

    url: str
    width: int
    height: int


class EnclosureView(Struct, frozen=True, gc=False):
    """The image of an entry. Sizes in pixels, ``None`` if unknown; ``length`` in bytes, 0 if unknown."""

    url: str
    media_type: str
    width: int | None = None
    height: int | None = None
    title: str = ""
    length: int = 0
    thumbnail: ThumbnailView | None = None


class FeedSourceView(Struct, frozen=True, gc=False):
    """The publisher of an item: name, page on this site, id, and the URL of its RSS feed on this site ("" without such
    a page or feed).
    """

    name: str
    url: str
    id: str
    feed_url: str = ""


class FeedStoryItemView(Struct, frozen=True, gc=False):
    """Another article of a story. ``id`` is that of its entry, ``provider`` a name, "" for none."""

    id: str
    url: str
    title: str
    provider: str


class FeedStoryView(Struct, frozen=True, gc=False):
    """The story of an entry. ``lead`` is the id of the lead's entry, ``page`` the page of the story, "" for none.

    ``others`` are the other articles, earliest first.
    """

    id: str
    lead: str
    others: tuple[FeedStoryItemView, ...]
    page: str = ""


class FeedEntryView(Struct, frozen=True, gc=False):
    """An entry of a feed. All URLs are absolute.

    ``id`` is a tag: URI. ``link`` is the main link; ``other`` is the second URL of the item, "" if there is none. One
    is the article, the other the page on this site; ``relation`` says what ``other`` is. ``summary`` is plain text.
    ``content`` is HTML with absolute URLs, "" if there is only a summary. ``source`` is the publisher. ``language`` is
    a BCP 47 tag, "" for the feed's own.
    """

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
    story: FeedStoryView | None = None


class FeedLinkedView(Struct, frozen=True, gc=False):
    """A related document of a feed. ``rel`` is the relation (RFC 5005: ``prev-archive``, ``next-archive``,
    ``current``).
    """

    rel: str
    url: str


class FeedView(Struct, frozen=True, gc=False):
    """A feed, or one of its archive documents (``archive``).

    ``entries`` are newest first. ``updated`` is the date of the newest entry, never the current time. ``url`` is the
    feed's own absolute URL, ``link`` that of the corresponding list page. ``ttl`` is the number of minutes until
    readers should refresh, 0 for no hint. ``picture`` is the absolute URL of an image, "" for none.
    """

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
    picture: str = ""


class OutlineView(Struct, frozen=True, gc=False):
    """A line of an OPML document: a feed, or if ``feed_url`` is "", a folder of the deeper lines that follow.

    ``depth`` is the nesting level from 0. URLs are absolute. ``html_url`` is the page that corresponds to the feed, ""
    if none is known.
    """

    text: str
    feed_url: str = ""
    html_url: str = ""
    depth: int = 0
