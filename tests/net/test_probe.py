"""Probing hosts: results reach the connectivity, and the first connection ends it."""

import asyncio
import socket
import time

import httpcore
import pytest

from generator.net.connectivity import Connectivity
from generator.net.dns import DnsCache
from generator.net.probe import probe_hosts, sample_hosts
from generator.net.ssrf_guard import SsrfGuard
from generator.net.transport import CheckedBackend
from tests.support.hosts import Names

pytestmark = pytest.mark.usefixtures("names")


def probe(*urls: str, allowed: tuple[str, ...] = (), timeout: float = 1.0) -> Connectivity:
    network, guard = Connectivity(), SsrfGuard(allowed)
    backend = CheckedBackend(guard, DnsCache(), network)
    asyncio.run(probe_hosts(urls, guard, backend, timeout))
    return network


def test_a_host_that_accepts_is_reached_and_gets_no_request() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert probe(f"http://a.test:{port}/", allowed=("a.test",)).reached
        server.settimeout(1)
        connection, _ = server.accept()
        with connection:
            assert connection.recv(100) == b""


def test_unknown_and_blocked_hosts_are_not_reached(names: Names) -> None:
    names["gone.example"] = []
    network = probe("https://gone.example/", "https://a.test/", "ftp://b.test/")
    assert not network.reached


def test_the_first_connection_ends_the_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    async def connect(
        self: CheckedBackend, host: str, port: int, timeout: float
    ) -> httpcore.AsyncNetworkStream:
        if host == "slow.test":
            await asyncio.sleep(30)
        self.network.record_connection()
        return httpcore.AsyncMockStream([])

    monkeypatch.setattr(CheckedBackend, "connect_tcp", connect)
    started = time.monotonic()
    assert probe("https://slow.test/", "https://fast.test/").reached
    assert time.monotonic() - started < 5


def test_a_sample_is_spread_over_the_list_with_one_url_per_site() -> None:
    evil = [f"https://host{number}.evil.example/{number}.jpg" for number in range(1000)]
    good = [f"https://www.site{number}.example/p.jpg" for number in range(100)]
    found = sample_hosts(evil + good, 16)
    assert len(found) == 16
    assert found[0] == evil[0]
    assert len(set(found) & set(good)) == 15
    assert found[-1] == good[-1]
    assert sample_hosts([]) == []
    assert sample_hosts(["https://a.example/1", "https://a.example/2", "https://b.example/"], 16) == [
        "https://a.example/1",
        "https://b.example/",
    ]
