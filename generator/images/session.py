"""Download all images that are due, in parallel, until none is left or the deadline has passed.

Imported only when something is fetched.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.images.blobs import CacheWriteError
from generator.images.download import ImageDownloader
from generator.images.fetch_index import FetchEntry
from generator.images.retry_policy import FetchResult, result_for_skipped
from generator.net.connectivity import Connectivity, sample_hosts
from generator.net.dns import DnsCache
from generator.net.host_queue import HostQueue
from generator.net.limits import RequestLimits
from generator.net.probe import probe_hosts
from generator.net.ssrf_guard import SsrfGuard, host_of
from generator.net.transport import CheckedBackend

_POLL_SECONDS = 0.25
"""Seconds between two checks of the network, and two updates of the progress display."""

_PROBE_AFTER = 0.2
"""Fraction of ``RequestLimits.search`` after which, without any connection, a sample of hosts is probed."""


class DownloadBatch(Struct, frozen=True):
    """URLs to download, and options.

    ``kept`` are URLs of the site that are not due, since their images are cached. ``deadline`` is in seconds,
    ``clock`` returns seconds since 1970.
    """

    urls: Sequence[str]
    kept: Sequence[str]
    known: Mapping[str, FetchEntry]
    folder: Path
    guard: SsrfGuard
    agent: str
    deadline: float
    limits: RequestLimits
    clock: Callable[[], float]


class DownloadSession:
    """One run over a batch. ``results`` holds the results so far; ``note`` says why the run ended early, if it did."""

    def __init__(self, batch: DownloadBatch, step: Callable[[int], None]) -> None:
        self.results: dict[str, FetchResult] = {}
        self.note = ""
        self._batch = batch
        self._step = step
        self._queue = HostQueue(batch.urls, batch.limits.per_host)
        self._network = Connectivity()
        self._probe: asyncio.Task[None] | None = None
        self._changed = asyncio.Condition()

    def run(self) -> None:
        """Download everything. An interrupt keeps the results so far."""
        asyncio.run(self._run())
        if self._network.no_network:
            self.note = "No network"
            self.results = {url: result for url, result in self.results.items() if result.reached}

    async def _run(self) -> None:
        batch = self._batch
        backend = CheckedBackend(batch.guard, DnsCache(), self._network)
        with suppress(TimeoutError):
            async with asyncio.timeout(batch.deadline):
                async with ImageDownloader(
                    backend, batch.guard, batch.folder, batch.agent, batch.limits, batch.clock
                ) as downloader:
                    await self._download_all(downloader, backend)

    async def _download_all(self, downloader: ImageDownloader, backend: CheckedBackend) -> None:
        workers = [asyncio.create_task(self._work(downloader)) for _ in range(self._batch.limits.at_once)]
        watch = asyncio.create_task(self._watch_network(workers, backend))
        try:  # if one cannot write, the others cannot: they would wait until the deadline
            await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
            if not self._network.reached and not watch.done():
                await self._start_probe(backend)
        finally:
            watch.cancel()
            for ending in (*workers, *([self._probe] if self._probe else ())):
                ending.cancel()
            for ended in await asyncio.gather(*workers, return_exceptions=True):
                if isinstance(ended, CacheWriteError):
                    self.note = f"Images cannot be cached: {ended}"

    async def _watch_network(self, workers: Sequence["asyncio.Task[None]"], backend: CheckedBackend) -> None:
        """Update the progress display, and stop the workers if the machine is offline."""
        loop = asyncio.get_running_loop()
        started, search = loop.time(), self._batch.limits.search
        while not self._network.offline:
            elapsed = loop.time() - started
            if elapsed > search and self._network.record_timeout():
                break
            if elapsed > search * _PROBE_AFTER and not self._network.reached:
                self._start_probe(backend)
            await asyncio.sleep(_POLL_SECONDS)
            self._step(0)
        for worker in workers:
            worker.cancel()

    def _start_probe(self, backend: CheckedBackend) -> "asyncio.Task[None]":
        """Start to probe a sample of hosts, once."""
        if self._probe is None:
            batch = self._batch
            sample = [*sample_hosts(batch.urls), *sample_hosts(batch.kept)]
            self._network.set_sample({host_of(url) for url in sample})
            seconds = batch.limits.search * (1 - _PROBE_AFTER)
            probe = probe_hosts(sample, batch.guard, backend, self._network, seconds)
            self._probe = asyncio.create_task(probe)
        return self._probe

    async def _work(self, downloader: ImageDownloader) -> None:
        while True:
            async with self._changed:
                while (url := self._queue.take()) is None:
                    if self._queue.empty:
                        return
                    await self._changed.wait()
            result = await downloader.download(url, self._batch.known.get(url))
            async with self._changed:
                self._store_result(url, result)
                self._changed.notify_all()

    def _store_result(self, url: str, result: FetchResult) -> None:
        """Store a result, also for URLs that are dropped because of it."""
        self.results[url] = result
        dropped = self._queue.done(url, result.answered)
        if result.wait is not None or result.status == 429:
            dropped = self._queue.drop(url)
        for other in dropped:
            self.results[other] = result_for_skipped(result)
        self._step(1 + len(dropped))
