"""Whom to ask next: a few at once, fewer of one host, and nobody again who does not answer. Pure."""

from collections import Counter, deque
from collections.abc import Iterable

from generator.net.ssrf_guard import host_of

PATIENCE = 3
"""Tries that may fail one after another before a host is left alone for this build."""


class HostQueue:
    """The addresses still to be asked, in turns by host, each host's in the order given.

    ``most`` is how many of one host may be under way at once.
    """

    def __init__(self, urls: Iterable[str], most: int) -> None:
        self._waiting: dict[str, deque[str]] = {}
        for url in urls:
            self._waiting.setdefault(host_of(url), deque()).append(url)
        self._turns = deque(self._waiting)
        self._under_way: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._most = most

    def take(self) -> str | None:
        """Return the next address to ask, ``None`` if there is none for now."""
        for _ in range(len(self._turns)):
            host = self._turns.popleft()
            if not self._waiting[host]:
                continue  # this host's turn does not come again
            self._turns.append(host)
            if self._under_way[host] < self._most:
                self._under_way[host] += 1
                return self._waiting[host].popleft()
        return None

    def done(self, url: str, answered: bool) -> tuple[str, ...]:
        """Tell that an address was asked, and whether its host ``answered`` at all.

        Returns the addresses that need not be asked any more: those of a host that did not answer several times.
        """
        host = host_of(url)
        self._under_way[host] -= 1
        self._failures[host] = 0 if answered else self._failures[host] + 1
        return self.drop(url) if self._failures[host] >= PATIENCE else ()

    def drop(self, url: str) -> tuple[str, ...]:
        """Take all addresses of a host off the list, and return them."""
        waiting = self._waiting.get(host_of(url), deque())
        dropped = tuple(waiting)
        waiting.clear()
        return dropped

    @property
    def empty(self) -> bool:
        """Whether no address is left to be asked."""
        return not any(self._waiting.values())
