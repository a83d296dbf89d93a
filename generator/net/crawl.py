"""Request many URLs politely: the one loop that images, link checks and sources share.

The caller gives URLs in order of importance, limits, and a function that requests one URL through the client it is
given. The crawl does the rest:

- Hosts take turns, within ``at_once``, ``per_host``, ``per_site`` and ``pause`` of :class:`RequestLimits`.
- A host that answers 429, or 503 with Retry-After, rests: its other URLs are not requested, and no redirect to it is
  followed. So does a host that fails repeatedly. The host that answered is to blame, not the one that redirected.
- The crawl ends at the deadline, and if the machine is offline: nobody was reached in ``search`` seconds, and three
  hosts were tried. Then nothing is kept that a missing network explains.
- An interrupt (Ctrl-C) keeps the results so far.

Between crawls nothing is remembered here. Callers store the results, decide what is due, and sort it: URLs that were
never requested first, failed ones last, so that a few bad URLs never starve the rest.

Imported only when something is fetched: httpx is slow to load.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from time import monotonic
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from generator.net.client import HttpClient
from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.errors import HostResult
from generator.net.host_queue import HostQueue
from generator.net.limits import RequestLimits
from generator.net.probe import probe_hosts, sample_hosts
from generator.net.ssrf_guard import SsrfGuard
from generator.net.transport import CheckedBackend

R = TypeVar("R", bound=HostResult)

_TICK = 0.25
"""Seconds between two checks of the network and the deadline, and two updates of the progress display."""

_PROBE_AFTER = 0.2
"""Fraction of ``RequestLimits.search`` after which, without any connection, a sample of hosts is probed."""


class CrawlOptions(Struct, frozen=True):
    """Options of a crawl. ``headers`` go with every request, ``deadline`` is in seconds.

    ``known`` are URLs whose hosts answered before. They are not requested. If nobody can be reached, connections to
    them show whether there is a network.
    """

    guard: SsrfGuard
    headers: Mapping[str, str]
    deadline: float
    limits: RequestLimits = RequestLimits()
    known: Sequence[str] = ()


class Crawl(Generic[R]):
    """One run over some URLs. Read the attributes after :meth:`run`, even after an exception.

    ``results`` has the result of each request. ``skipped`` has the URLs that were not requested because their host
    rests, with the result that made it rest. ``unfinished`` are URLs that were under way at the deadline. URLs in none
    of them were not reached in time. ``ended`` says why the crawl ended early, "" if it did not.
    """

    def __init__(
        self,
        options: CrawlOptions,
        urls: Iterable[str],
        request: Callable[[HttpClient, str], Awaitable[R]],
        step: Callable[[int], None],
    ) -> None:
        """``request`` must not raise for what a host does; an exception ends the crawl. ``step`` reports progress."""
        self.results: dict[str, R] = {}
        self.skipped: dict[str, R] = {}
        self.unfinished: tuple[str, ...] = ()
        self.ended: Literal["", "deadline", "offline"] = ""
        self._options = options
        self._urls = tuple(urls)
        self._request = request
        self._step = step
        self._queue = HostQueue(self._urls, options.limits)
        self._network = Connectivity()
        self._workers: set[asyncio.Task[None]] = set()
        self._under_way: dict[str, None] = {}
        self._probe: asyncio.Task[None] | None = None

    def run(self) -> None:
        """Request everything. Raises what ``request`` raises."""
        try:
            asyncio.run(self._run())
        finally:
            if self._network.offline:
                self.ended = "offline"
                self.unfinished, self.skipped = (), {}
                self.results = {url: each for url, each in self.results.items() if each.reached}

    async def _run(self) -> None:
        guard, limits = self._options.guard, self._options.limits
        backend = CheckedBackend(guard, DnsCache(), self._network)
        resting = self._queue.resting.get
        async with HttpClient(backend, guard, limits, self._options.headers, resting) as client:
            try:
                await self._work(client, backend)
            finally:
                await self._cancel()

    async def _work(self, client: HttpClient, backend: CheckedBackend) -> None:
        started, search = monotonic(), self._options.limits.search
        end = started + self._options.deadline
        while self._workers or not self._queue.empty:
            now = monotonic()
            if now >= end:
                self.ended, self.unfinished = "deadline", tuple(self._under_way)
                return
            if now - started >= search and self._network.offline:
                return
            if now - started >= search * _PROBE_AFTER:
                self._start_probe(backend)
            self._start_workers(client, now)
            await self._wait(min(end - now, _TICK), now)
        if self._network.offline:  # all failed at once: the hosts may be dead, and the network well
            self._start_probe(backend)
            if self._probe is not None:
                await asyncio.wait([self._probe], timeout=max(0.0, end - monotonic()))

    def _start_probe(self, backend: CheckedBackend) -> None:
        """Probe a sample of hosts, once, if nobody was reached so far."""
        if self._probe is None and not self._network.reached:
            sample = [*sample_hosts(self._urls), *sample_hosts(self._options.known)]
            seconds = self._options.limits.search * (1 - _PROBE_AFTER)
            self._probe = asyncio.create_task(probe_hosts(sample, self._options.guard, backend, seconds))

    def _start_workers(self, client: HttpClient, now: float) -> None:
        while len(self._workers) < self._options.limits.at_once:
            url = self._queue.take(now)
            if url is None:
                return
            self._workers.add(asyncio.create_task(self._request_from(client, url)))

    async def _request_from(self, client: HttpClient, url: str | None) -> None:
        """Request a URL, and go on while there is a next one."""
        while url is not None:
            self._under_way[url] = None
            result = await self._request(client, url)
            del self._under_way[url]
            self.results[url] = result
            dropped = self._queue.done(url, result, monotonic())
            self.skipped |= dict.fromkeys(dropped, result)
            self._step(1 + len(dropped))
            url = self._queue.take(monotonic())

    async def _wait(self, seconds: float, now: float) -> None:
        """Wait until a worker ends or a pause is over, at most some seconds. Raises what a worker raised."""
        next_time = self._queue.next_time
        if next_time is not None and len(self._workers) < self._options.limits.at_once:
            seconds = min(seconds, max(0.0, next_time - now))
        if self._workers:
            done, self._workers = await asyncio.wait(
                self._workers, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
            errors = [error for worker in done if (error := worker.exception())]
            if errors:
                raise errors[0]
        else:
            await asyncio.sleep(seconds)
        self._step(0)

    async def _cancel(self) -> None:
        ending = [*self._workers, *([self._probe] if self._probe else [])]
        for each in ending:
            each.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
