"""Entries and files of the search index."""

from msgspec import Struct


class SearchEntry(Struct, frozen=True, gc=False):
    """An item in the search index. ``title``, ``about`` and ``content`` are searched, and results quote ``content``.
    All are plain text.

    ``url`` is the item's page. Its fragment contains the other values that a result shows, so they are not searched.
    ``pairs`` are pairs of characters of the other texts (:mod:`generator.base.words`), which are searched too and
    never shown. ``filters`` are names with their values. ``date`` sorts as text, "" for none.
    """

    url: str
    title: str
    about: str
    content: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    date: str
    pairs: str = ""


class SearchFile(Struct, frozen=True, gc=False):
    """A file of the search index. ``path`` is relative to the index folder."""

    path: str
    data: bytes


class SearchIndex(Struct, frozen=True):
    """A search index: files sorted by path, and the seconds to make it."""

    files: tuple[SearchFile, ...]
    seconds: float
