"""A strange host, an errand that may ask it, and names that lead to it."""

import socket
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.progress import Progress
from generator.images.fetcher import FetchOptions, ImageFetcher
from generator.model.fetched_images import FetchedImages
from generator.model.settings import ImageSettings
from generator.net.limits import RequestLimits
from tests.support.strange_host import StrangeHost, jpeg, strange_host

QUICK = RequestLimits(connect=2.0, read=1.5, total=3.0)
"""Long enough for a machine with much else to do."""

NOW = 1_800_000_000

Names = dict[str, list[str]]
"""Hosts and the addresses that a name server gives for them."""


@pytest.fixture(scope="session")
def shared_host() -> Iterator[StrangeHost]:
    with strange_host() as host:
        yield host


@pytest.fixture
def host(shared_host: StrangeHost) -> StrangeHost:
    """The strange host, not asked yet."""
    shared_host.asked.clear()
    shared_host.pictures.clear()
    shared_host.most = 0
    return shared_host


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What a name server answers: for names in ``.test`` this machine, for others what a test puts here."""
    known: Names = {}

    def getaddrinfo(host: Any, port: Any, *given: Any, **named: Any) -> Any:
        if host in known and not known[host]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if host in known or str(host).endswith(".test"):
            found = known.get(host, ["127.0.0.1"])
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]
        if host in ("127.0.0.1", "::1", "2130706433", None):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


class Clock:
    """The time, as a test sets it."""

    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


Fetch = Callable[..., FetchedImages]


def fetch_once(options: FetchOptions, urls: Iterable[str]) -> FetchedImages:
    """Fetch images as one build does."""
    fetcher = ImageFetcher(options, Progress())
    fetcher.ask(urls)
    return fetcher.fetched()


@pytest.fixture
def fetch(tmp_path: Path, clock: Clock) -> Fetch:
    """Fetch addresses into one store. Keywords are settings, ``offline`` and ``limits``."""

    def fetch(
        *urls: str, offline: bool = False, limits: RequestLimits = QUICK, **settings: Any
    ) -> FetchedImages:
        allowed = tuple(url.split("/")[2].lower() for url in urls)
        given = ImageSettings(**{"allow_hosts": allowed, **settings})
        options = FetchOptions(tmp_path / "pictures", given, "Broadsheet/test", offline, clock, limits)
        return fetch_once(options, urls)

    return fetch


def numbered(host: StrangeHost, count: int, name: str = "many.test") -> list[str]:
    """Add some images to a host, and return their URLs."""
    host.pictures.update({f"/{number}.jpg": jpeg(red=number % 256) for number in range(count)})
    return [host.url(f"/{number}.jpg", name) for number in range(count)]
