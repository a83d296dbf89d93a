"""All pictures that are due, asked for at once as far as politeness goes, until none is left or time is up.

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

_PULSE = 0.25
"""Seconds between two looks at the network, and two signs of life on the terminal."""

_DOUBT = 0.2
"""The part of the search after which, if nobody was reached yet, witnesses are asked whether there is a network."""


class DownloadBatch(Struct, frozen=True):
    """What to ask for, and how. ``kept`` are addresses of the site that need not be asked, since their pictures are
    there. ``deadline`` is in seconds; ``clock`` tells those since 1970."""

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
    """One run over a task. ``answers`` has what came of it so far, whenever it ends; ``note`` why it ended early."""

    def __init__(self, task: DownloadBatch, step: Callable[[int], None]) -> None:
        self.answers: dict[str, FetchResult] = {}
        self.note = ""
        self._task = task
        self._step = step
        self._schedule = HostQueue(task.urls, task.limits.per_host)
        self._network = Connectivity()
        self._hearing: asyncio.Task[None] | None = None
        self._moved = asyncio.Condition()

    def run(self) -> None:
        """Ask for everything. Answers stay where they are if this is interrupted."""
        asyncio.run(self._run())
        if self._network.no_network:
            self.note = "No network"
            self.answers = {url: answer for url, answer in self.answers.items() if answer.reached}

    async def _run(self) -> None:
        task = self._task
        backend = CheckedBackend(task.guard, DnsCache(), self._network)
        with suppress(TimeoutError):
            async with asyncio.timeout(task.deadline):
                async with ImageDownloader(
                    backend, task.guard, task.folder, task.agent, task.limits, task.clock
                ) as asker:
                    await self._ask_all(asker, backend)

    async def _ask_all(self, asker: ImageDownloader, backend: CheckedBackend) -> None:
        workers = [asyncio.create_task(self._work(asker)) for _ in range(self._task.limits.at_once)]
        watch = asyncio.create_task(self._watch(workers, backend))
        try:  # what one could not keep, the others cannot: they would wait for its turn until time is up
            await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
            if not self._network.reached and not watch.done():
                await self._hear(backend)
        finally:
            watch.cancel()
            for ending in (*workers, *([self._hearing] if self._hearing else ())):
                ending.cancel()
            for ended in await asyncio.gather(*workers, return_exceptions=True):
                if isinstance(ended, CacheWriteError):
                    self.note = f"Pictures are not kept: {ended}"

    async def _watch(self, workers: Sequence["asyncio.Task[None]"], backend: CheckedBackend) -> None:
        """Look after the work: show that it goes on, and end it where there is no network."""
        loop = asyncio.get_running_loop()
        began, search = loop.time(), self._task.limits.search
        while not self._network.offline:
            past = loop.time() - began
            if past > search and self._network.record_timeout():
                break
            if past > search * _DOUBT and not self._network.reached:
                self._hear(backend)
            await asyncio.sleep(_PULSE)
            self._step(0)
        for worker in workers:
            worker.cancel()

    def _hear(self, backend: CheckedBackend) -> "asyncio.Task[None]":
        """Ask witnesses whether there is a network, once."""
        if self._hearing is None:
            task = self._task
            called = [*sample_hosts(task.urls), *sample_hosts(task.kept)]
            self._network.set_sample({host_of(url) for url in called})
            seconds = task.limits.search * (1 - _DOUBT)
            hearing = probe_hosts(called, task.guard, backend, self._network, seconds)
            self._hearing = asyncio.create_task(hearing)
        return self._hearing

    async def _work(self, asker: ImageDownloader) -> None:
        while True:
            async with self._moved:
                while (url := self._schedule.take()) is None:
                    if self._schedule.empty:
                        return
                    await self._moved.wait()
            answer = await asker.download(url, self._task.known.get(url))
            async with self._moved:
                self._settle(url, answer)
                self._moved.notify_all()

    def _settle(self, url: str, answer: FetchResult) -> None:
        """Note an answer, for all those too that need not be asked any more."""
        self.answers[url] = answer
        dropped = self._schedule.done(url, answer.answered)
        if answer.wait is not None or answer.status == 429:
            dropped = self._schedule.drop(url)
        for other in dropped:
            self.answers[other] = result_for_skipped(answer)
        self._step(1 + len(dropped))
