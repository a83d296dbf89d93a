"""What the search index is made from, and what it is made of."""

from msgspec import Struct


class SearchEntry(Struct, frozen=True, gc=False):
    """An item as it is found. ``content`` is searched and quoted, ``title`` and ``about`` are searched, all plain text.

    ``url`` is the address of the item's page; what a result shows beside the text stands in its fragment, which nobody
    searches. ``filters`` are names with their values; ``date`` sorts as text, "" for none.
    """

    url: str
    title: str
    about: str
    content: str
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    date: str


class SearchFile(Struct, frozen=True, gc=False):
    """A file of the index. ``path`` is relative to the folder of the index."""

    path: str
    data: bytes


class SearchIndex(Struct, frozen=True):
    """An index whole, files sorted by path, and the seconds that it took."""

    files: tuple[SearchFile, ...]
    seconds: float
