"""Limits of HTTP requests: number, time and size."""

from msgspec import Struct

MAX_BYTES = 8 * 1024 * 1024
"""Maximum size of a body, as sent and after unpacking."""


class RequestLimits(Struct, frozen=True):
    """Limits of one crawl. Times are in seconds.

    ``at_once`` is the number of simultaneous requests; ``per_host`` of them go to one host, and ``per_site`` to the
    hosts of one domain (0: no limit). After a request, its place stays free for ``pause`` seconds before the same
    host is asked again. ``total`` is the time for one URL, including redirects. After ``search`` seconds without any
    reachable host, the machine counts as offline. With ``redirects = 0`` no redirect is followed, and without
    ``downgrade`` none from https to http.
    """

    at_once: int = 16
    per_host: int = 4
    per_site: int = 0
    pause: float = 0.0
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    search: float = 2.5
    redirects: int = 4
    downgrade: bool = True
    bytes: int = MAX_BYTES
