"""Results of ``broadsheet images``."""

from msgspec import Struct


class CountedSize(Struct, frozen=True):
    """A row of a count: name, number, and bytes (0 if bytes are not counted)."""

    name: str
    count: int
    bytes: int = 0


class CacheStats(Struct, frozen=True):
    """The contents of an image cache.

    ``pictures`` counts different images by format; ``without`` counts URLs without an image by reason; ``hosts`` are
    those with the most URLs, most first; ``due`` is the number of URLs to refresh; ``made`` counts images with
    variants, once for each variant spec.
    """

    addresses: int
    due: int
    pictures: tuple[CountedSize, ...]
    without: tuple[CountedSize, ...]
    hosts: tuple[CountedSize, ...]
    made: CountedSize


class GcResult(Struct, frozen=True):
    """The removed data, or with a dry run the data to remove: URLs, fetched images, images with variants, and all
    bytes.
    """

    addresses: int
    files: int
    made: int
    bytes: int
