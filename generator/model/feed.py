"""What a feed holds: one value for both RSS and Atom."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

FeedFormat = Literal["rss", "atom"]


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


class FeedEntryView(Struct, frozen=True, gc=False):
    """An entry. ``id`` is a tag: URI; ``link`` is where the article is, ``page`` our own page of it, both absolute.
    ``summary`` is plain text, ``content`` HTML with absolute addresses ("" when there is only a summary)."""

    id: str
    title: str
    link: str
    page: str
    published: datetime
    updated: datetime
    summary: str
    content: str = ""
    source_name: str = ""
    source_url: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    picture: EnclosureView | None = None


class FeedView(Struct, frozen=True, gc=False):
    """A feed. ``entries`` newest first; ``updated`` is the newest entry's, never the clock's. ``self_urls`` are
    atom_url are its own absolute addresses; ``link`` is the list page it mirrors."""

    id: str
    title: str
    subtitle: str
    link: str
    rss_url: str
    atom_url: str
    language: str
    author: str
    updated: datetime
    generator: str
    entries: tuple[FeedEntryView, ...]
