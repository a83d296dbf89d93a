"""What there is in the store of fetched pictures, counted for people."""

from msgspec import Struct


class CountedSize(Struct, frozen=True):
    """A part of what is counted: its name, how many there are, and their bytes (0 where these do not count)."""

    name: str
    count: int
    bytes: int = 0


class CacheStats(Struct, frozen=True):
    """What is in a store. ``pictures`` are different ones, by format; ``without`` counts addresses by the reason why
    there is no picture; ``hosts`` are those with the most addresses, most first; ``due`` is how many are to be asked;
    ``made`` counts pictures of which something was made, once for every recipe.
    """

    addresses: int
    due: int
    pictures: tuple[CountedSize, ...]
    without: tuple[CountedSize, ...]
    hosts: tuple[CountedSize, ...]
    made: CountedSize


class GcResult(Struct, frozen=True):
    """What was removed, or would be: addresses, pictures as they came, what was ``made`` of so many, and all bytes."""

    addresses: int
    files: int
    made: int
    bytes: int
