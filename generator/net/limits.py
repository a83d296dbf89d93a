"""How far fetching goes: with how many at once, how long, how much."""

from msgspec import Struct

MAX_BYTES = 8 * 1024 * 1024
"""A body may have so many bytes, as sent and after unpacking."""


class RequestLimits(Struct, frozen=True):
    """The limits of one build. Times are in seconds; ``total`` is for one picture, all redirects included.

    ``search`` is the time after which a machine that reached nobody is taken to have no network.
    """

    at_once: int = 16
    per_host: int = 4
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    search: float = 2.5
    redirects: int = 4
    bytes: int = MAX_BYTES
