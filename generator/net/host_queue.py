"""Choose the next URL to request: hosts in turns, a few requests per host, none after repeated failures. Pure."""

from collections import Counter, deque
from collections.abc import Iterable

from generator.net.ssrf_guard import host_of

MAX_FAILURES = 3
"""Failures in a row after which a host is skipped for the rest of the build."""


class HostQueue:
    """URLs still to be requested. Hosts take turns; the URLs of one host keep their order.

    ``per_host`` is the maximum number of simultaneous requests to one host.
    """

    def __init__(self, urls: Iterable[str], per_host: int) -> None:
        self._waiting: dict[str, deque[str]] = {}
        for url in urls:
            self._waiting.setdefault(host_of(url), deque()).append(url)
        self._turns = deque(self._waiting)
        self._under_way: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._per_host = per_host

    def take(self) -> str | None:
        """Return the next URL to request, ``None`` if there is none for now."""
        for _ in range(len(self._turns)):
            host = self._turns.popleft()
            if not self._waiting[host]:
                continue  # nothing left: this host leaves the rotation
            self._turns.append(host)
            if self._under_way[host] < self._per_host:
                self._under_way[host] += 1
                return self._waiting[host].popleft()
        return None

    def done(self, url: str, answered: bool) -> tuple[str, ...]:
        """Record that a request is finished, and whether its host ``answered``.

        Returns the URLs that are dropped because their host failed too often.
        """
        host = host_of(url)
        self._under_way[host] -= 1
        self._failures[host] = 0 if answered else self._failures[host] + 1
        return self.drop(url) if self._failures[host] >= MAX_FAILURES else ()

    def drop(self, url: str) -> tuple[str, ...]:
        """Remove all waiting URLs of this URL's host, and return them."""
        waiting = self._waiting.get(host_of(url), deque())
        dropped = tuple(waiting)
        waiting.clear()
        return dropped

    @property
    def empty(self) -> bool:
        """Whether no URL is waiting."""
        return not any(self._waiting.values())
