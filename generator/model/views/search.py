"""Blocks, entries and files of the search index."""

from msgspec import Struct


class SearchBlock(Struct, frozen=True, gc=False):
    """A part of the search index. ``rows`` are its items, newest first. The undated block also ``has_pages``: those of
    the owner.

    ``signature`` is a digest of everything in its entries. The block without a name has the scripts that all blocks
    share, and no entries.
    """

    name: str
    rows: range
    signature: bytes
    has_pages: bool = False


class SearchResult(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a result of a search shows. ``content`` is plain text; an excerpt of it is shown.

    ``date`` is in ISO 8601, ``day`` the same for people. ``picture`` is the URL of an image. ``names`` are those of the
    provider, "" for none, and of the content type, unless it is an article.
    """

    url: str
    title: str
    content: str
    date: str = ""
    day: str = ""
    picture: str = ""
    width: int = 0
    height: int = 0
    names: tuple[str, ...] = ()


class SearchEntry(Struct, frozen=True, gc=False):
    """An item in the search index. Title and content of the ``result``, ``about`` and ``pairs`` are searched. All are
    plain text.

    ``pairs`` are pairs of characters of the other texts (:mod:`generator.base.words`), which are never shown.
    ``filters`` are names with their values.
    """

    result: SearchResult
    about: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pairs: str = ""


class SearchFile(Struct, frozen=True, gc=False):
    """A file of a block. ``path`` is relative to the block's folder."""

    path: str
    data: bytes


SearchFiles = tuple[SearchFile, ...]
"""The files of a block, sorted by path."""
