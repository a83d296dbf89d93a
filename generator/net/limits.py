"""Limits of HTTP requests: number, time and size."""

from msgspec import Struct

MAX_BYTES = 8 * 1024 * 1024
"""Maximum size of a body, as sent and after unpacking."""


class RequestLimits(Struct, frozen=True):
    """Limits of one build. Times are in seconds.

    ``at_once`` is the number of simultaneous connections. ``total`` is the time for one URL, including redirects.
    After ``search`` seconds without any reachable host, the machine counts as offline.
    """

    at_once: int = 16
    per_host: int = 4
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    search: float = 2.5
    redirects: int = 4
    bytes: int = MAX_BYTES
