"""Check all links that are due: many hosts at once, but one request per host, with a pause after each.

Imported only when links are requested.
"""

import asyncio
from collections.abc import Callable, Sequence

from msgspec import Struct

from generator.linkcheck.client import LinkClient
from generator.linkcheck.retry_policy import LinkResult
from generator.net.connectivity import Connectivity, sample_hosts
from generator.net.dns import DnsCache
from generator.net.host_queue import HostQueue
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import SsrfGuard, host_of
from generator.net.transport import CheckedBackend


class LinkBatch(Struct, frozen=True):
    """URLs to check, and options.

    ``pause`` (between two requests to one host) and ``deadline`` are in seconds; ``clock`` returns seconds since
    1970.
    """

    urls: Sequence[str]
    guard: SsrfGuard
    agent: str
    pause: float
    deadline: float
    limits: RequestLimits
    clock: Callable[[], float]


class LinkSession:
    """One run over a batch. ``results`` holds the results so far; ``note`` says why the run ended early, if it did."""

    def __init__(self, batch: LinkBatch, step: Callable[[int], None]) -> None:
        self.results: dict[str, LinkResult] = {}
        self.note = ""
        self._batch = batch
        self._step = step
        self._queue = HostQueue(batch.urls, batch.limits.per_host)
        self._network = Connectivity()
        self._network.set_sample({host_of(url) for url in sample_hosts(batch.urls)})
        self._changed = asyncio.Condition()
        self._pauses: set[asyncio.Task[None]] = set()

    def run(self) -> None:
        """Check everything. An interrupt keeps the results so far."""
        asyncio.run(self._run())
        if self._network.no_network:
            self.note = "No network"
            self.results = {url: result for url, result in self.results.items() if result.reached}

    async def _run(self) -> None:
        batch = self._batch
        backend = CheckedBackend(batch.guard, DnsCache(), self._network)
        try:
            async with asyncio.timeout(batch.deadline):
                async with LinkClient(backend, batch.guard, batch.agent, batch.limits, batch.clock) as client:
                    await self._check_all(client)
        except TimeoutError:
            self.note = "Deadline passed"

    async def _check_all(self, client: LinkClient) -> None:
        workers = [asyncio.create_task(self._work(client)) for _ in range(self._batch.limits.at_once)]
        try:
            await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for each in (*workers, *self._pauses):
                each.cancel()
            await asyncio.gather(*workers, *self._pauses, return_exceptions=True)
        for worker in workers:
            if not worker.cancelled():
                worker.result()

    async def _work(self, client: LinkClient) -> None:
        while not self._network.offline:
            async with self._changed:
                while (url := self._queue.take()) is None:
                    if self._queue.empty:
                        return
                    await self._changed.wait()
            result = await client.check(url)
            self.results[url] = result
            self._step(1)
            pause = asyncio.create_task(self._release_host(url, result))
            self._pauses.add(pause)
            pause.add_done_callback(self._pauses.discard)

    async def _release_host(self, url: str, result: LinkResult) -> None:
        """Pause before the next request to this host. Drop the host if it keeps failing or asks for more time."""
        if not self._queue.empty:
            await asyncio.sleep(self._batch.pause)
        async with self._changed:
            dropped = self._queue.done(url, result.answered)
            if result.state == "busy":
                dropped = self._queue.drop(url)
            self._step(len(dropped))
            self._changed.notify_all()
