"""Choose the next URL to request, so that no host is asked too often and none holds up the others. Pure.

Times are seconds of any clock that never goes back. Callers pass the current time.
"""

from collections import Counter, deque
from collections.abc import Iterable
from heapq import heappop, heappush

from generator.net.errors import HostResult
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import host_of, site_of

MAX_FAILURES = 3
"""Failures after which a host is not asked any more."""


class HostQueue:
    """URLs still to be requested. Hosts take turns, in the order of their first URLs.

    The URLs of one host keep their order. But where a host takes several requests at once, the last of these comes
    from the end of its list: a few URLs that hang at the start do not hold up the rest.

    ``resting`` has the hosts that are not asked any more, with the result that says why: they asked to be left alone,
    or failed repeatedly. A failure counts only if its host answered nothing while the request lasted. After one, the
    host gets one request at a time until it answers.
    """

    def __init__(self, urls: Iterable[str], limits: RequestLimits) -> None:
        self.resting: dict[str, HostResult] = {}
        self._limits = limits
        self._waiting: dict[str, deque[str]] = {}
        for url in urls:
            self._waiting.setdefault(host_of(url), deque()).append(url)
        self._turns = deque(self._waiting)
        self._pausing: list[tuple[float, str]] = []
        """Heap of the times when a place of a host becomes free again."""
        self._taken: Counter[str] = Counter()
        """Places taken by host: requests under way, and pauses after them."""
        self._site_requests: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._answers: Counter[str] = Counter()
        self._answers_before: dict[str, int] = {}
        """For each request under way, how many answers its host had sent when it began."""

    def take(self, now: float) -> str | None:
        """Return the next URL to request, ``None`` if there is none for now."""
        while self._pausing and self._pausing[0][0] <= now:
            self._free_place(heappop(self._pausing)[1])
        for _ in range(len(self._turns)):
            host = self._turns.popleft()
            if not self._waiting[host]:
                continue  # nothing left: this host leaves the rotation
            if not self._must_wait(host):
                return self._take_from(host)
            self._turns.append(host)
        return None

    def _must_wait(self, host: str) -> bool:
        """Return whether the host's site has enough requests, or the host failed last and is being tried again."""
        limit = self._limits.per_site
        is_full = bool(limit) and self._site_requests[site_of(host)] >= limit
        return is_full or bool(self._failures[host] and self._taken[host])

    def _take_from(self, host: str) -> str:
        waiting, taken = self._waiting[host], self._taken[host] + 1
        is_last_place = taken == self._limits.per_host
        url = waiting.pop() if is_last_place and taken > 1 else waiting.popleft()
        self._taken[host] = taken
        self._site_requests[site_of(host)] += 1
        self._answers_before[url] = self._answers[host]
        if not is_last_place:
            self._turns.append(host)
        return url

    def done(self, url: str, result: HostResult, now: float) -> tuple[str, ...]:
        """Record the result of a request. Return the URLs that are dropped because of it."""
        host = host_of(url)
        self._site_requests[site_of(host)] -= 1
        if self._limits.pause and result.sent:
            heappush(self._pausing, (now + self._limits.pause, host))
        else:
            self._free_place(host)
        before = self._answers_before.pop(url)
        to_blame = result.host or host
        if result.answered or to_blame != host:  # a redirect is an answer too
            self._record_answer(host)
        if result.answered:
            self._record_answer(to_blame)
        elif to_blame != host or self._answers[host] == before:
            self._failures[to_blame] += 1
        if result.busy or self._failures[to_blame] >= MAX_FAILURES:
            return self._drop(to_blame, result)
        return ()

    def _record_answer(self, host: str) -> None:
        self._answers[host] += 1
        self._failures[host] = 0

    def _free_place(self, host: str) -> None:
        if self._taken[host] == self._limits.per_host:
            self._turns.append(host)
        self._taken[host] -= 1

    def _drop(self, host: str, result: HostResult) -> tuple[str, ...]:
        self.resting.setdefault(host, result)
        waiting = self._waiting.get(host, deque())
        dropped = tuple(waiting)
        waiting.clear()
        return dropped

    @property
    def empty(self) -> bool:
        """Whether no URL is waiting."""
        return not any(self._waiting.values())

    @property
    def next_time(self) -> float | None:
        """When the next pause ends, ``None`` without one."""
        return self._pausing[0][0] if self._pausing else None
