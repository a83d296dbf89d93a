"""All links that are due, asked for politely: many hosts at once, each one thing at a time, with a pause after it.

Imported only when links are asked for.
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
    """What to ask for, and how. ``pause`` (between two links of one host) and ``deadline`` are in seconds; ``clock``
    tells those since 1970."""

    urls: Sequence[str]
    guard: SsrfGuard
    agent: str
    pause: float
    deadline: float
    limits: RequestLimits
    clock: Callable[[], float]


class LinkSession:
    """One run over a task. ``replies`` has what came of it so far, whenever it ends; ``note`` why it ended early."""

    def __init__(self, task: LinkBatch, step: Callable[[int], None]) -> None:
        self.replies: dict[str, LinkResult] = {}
        self.note = ""
        self._task = task
        self._step = step
        self._schedule = HostQueue(task.urls, task.limits.per_host)
        self._network = Connectivity()
        self._network.set_sample({host_of(url) for url in sample_hosts(task.urls)})
        self._moved = asyncio.Condition()
        self._pauses: set[asyncio.Task[None]] = set()

    def run(self) -> None:
        """Ask for everything. Replies stay where they are if this is interrupted."""
        asyncio.run(self._run())
        if self._network.no_network:
            self.note = "No network"
            self.replies = {url: reply for url, reply in self.replies.items() if reply.reached}

    async def _run(self) -> None:
        task = self._task
        backend = CheckedBackend(task.guard, DnsCache(), self._network)
        try:
            async with asyncio.timeout(task.deadline):
                async with LinkClient(backend, task.guard, task.agent, task.limits, task.clock) as asker:
                    await self._ask_all(asker)
        except TimeoutError:
            self.note = "Time was up"

    async def _ask_all(self, asker: LinkClient) -> None:
        workers = [asyncio.create_task(self._work(asker)) for _ in range(self._task.limits.at_once)]
        try:
            await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for each in (*workers, *self._pauses):
                each.cancel()
            await asyncio.gather(*workers, *self._pauses, return_exceptions=True)
        for worker in workers:
            if not worker.cancelled():
                worker.result()

    async def _work(self, asker: LinkClient) -> None:
        while not self._network.offline:
            async with self._moved:
                while (url := self._schedule.take()) is None:
                    if self._schedule.empty:
                        return
                    await self._moved.wait()
            reply = await asker.check(url)
            self.replies[url] = reply
            self._step(1)
            pause = asyncio.create_task(self._let_go(url, reply))
            self._pauses.add(pause)
            pause.add_done_callback(self._pauses.discard)

    async def _let_go(self, url: str, reply: LinkResult) -> None:
        """Leave a host alone for a moment; one that does not answer, or asks for more time, for this run."""
        if not self._schedule.empty:
            await asyncio.sleep(self._task.pause)
        async with self._moved:
            dropped = self._schedule.done(url, reply.answered)
            if reply.state == "busy":
                dropped = self._schedule.drop(url)
            self._step(len(dropped))
            self._moved.notify_all()
