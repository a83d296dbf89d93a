"""Downloading many images: limits, deadline, hosts that hang, and detection of a missing network."""

import asyncio
import socket
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.images.fetch_index import load_fetch_index
from generator.images.fetcher import FetchOptions
from generator.model.fetched_images import Blob, ImageCounts
from generator.model.settings import ImageSettings
from generator.net.limits import RequestLimits
from generator.net.retry import DAY
from generator.net.transport import CheckedBackend
from tests.support.hosts import QUICK, Clock, Fetch, Names, fetch_once, numbered
from tests.support.strange_host import BEHAVIOURS, StrangeHost, send


def test_limits_simultaneous_downloads(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    assert fetch(*numbered(host, 30)).counts.fetched == 30
    assert 2 <= host.most <= 4
    host.most = 0
    urls = [url for name in "abcdefgh" for url in numbered(host, 6, f"{name}.test")]
    assert fetch(*urls).counts.fetched == 48
    assert 5 <= host.most <= 16


HASTY = RequestLimits(connect=1.0, read=0.6, total=1.0)


@pytest.mark.parametrize(
    "hanging",
    [range(6), range(12), range(24, 30), [*range(5), *range(25, 30)], range(0, 30, 3), range(10, 22)],
    ids=["newest 6", "newest 12", "oldest 6", "both ends", "every third", "middle"],
)
def test_hanging_images_do_not_starve_their_host(
    host: StrangeHost, names: Names, fetch: Fetch, hanging: Sequence[int]
) -> None:
    urls = numbered(host, 30, "cdn.test")
    for number in hanging:
        urls[number] = host.url(f"/silent.jpg?{number}", "cdn.test")
    good = {url for url in urls if "silent" not in url}
    for _ in range(2):
        pictures = fetch(*urls, limits=HASTY).images
    assert {url for url, image in pictures.items() if isinstance(image, Blob)} == good


def test_a_deadline_shorter_than_the_timeout_starves_nobody(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    hanging = [host.url(f"/silent.jpg?{number}", "cdn.test") for number in range(6)]
    good = numbered(host, 24, "cdn.test")
    limits = RequestLimits(read=9, total=9)
    for _ in range(2):
        fetched = fetch(*hanging, *good, deadline=1, limits=limits)
    assert all(isinstance(fetched.images[url], Blob) for url in good)
    assert fetched.counts.later + fetched.counts.failed == 6


def test_a_failed_image_cools_down_and_is_asked_last(
    host: StrangeHost, names: Names, fetch: Fetch, clock: Clock
) -> None:
    hanging = [host.url(f"/silent.jpg?{number}", "cdn.test") for number in range(2)]
    first = fetch(*hanging, *numbered(host, 3, "cdn.test"), limits=HASTY)
    assert (first.counts.fetched, first.counts.failed) == (3, 2)
    host.asked.clear()
    clock.now += 500
    fetch(*hanging, limits=HASTY)
    assert host.asked == [], "ten minutes are not over"
    clock.now += 200
    fetch(*hanging, *numbered(host, 5, "cdn.test"), limits=replace(HASTY, at_once=1))
    asked = [path for path, _ in host.asked]
    assert asked == ["/3.jpg", "/4.jpg", "/silent.jpg?0", "/silent.jpg?1"]


def test_a_silent_host_costs_less_each_time(
    host: StrangeHost, names: Names, fetch: Fetch, clock: Clock
) -> None:
    urls = [host.url(f"/silent.jpg?{number}", "cdn.test") for number in range(60)]
    asked = []
    for seconds in (0, 60, 60, 600):
        clock.now += seconds
        host.asked.clear()
        fetch(*urls, limits=HASTY)
        asked.append(len(host.asked))
    assert asked == [4, 4, 0, 4], "twice at once, as only some might hang; then it cools down"


def test_a_redirect_to_a_busy_host_does_not_silence_the_honest_one(
    host: StrangeHost, names: Names, fetch: Fetch, clock: Clock
) -> None:
    host.redirects = {"/away.jpg": host.url("/busy.jpg", "busy.test")}
    away, own = host.url("/away.jpg", "honest.test"), numbered(host, 9, "honest.test")
    theirs = host.url("/0.jpg", "busy.test")
    fetched = fetch(
        away, *own, theirs, allow_hosts=("honest.test", "busy.test"), limits=replace(QUICK, at_once=1)
    )
    assert all(isinstance(fetched.images[url], Blob) for url in own)
    assert fetched.images[away] == fetched.images[theirs]
    assert "asked to retry later" in str(fetched.images[away])


@pytest.mark.parametrize("header", ["99999999999", "Fri, 31 Dec 2100 00:00:00 GMT"])
def test_a_host_silences_itself_for_a_day_at_most(
    host: StrangeHost, fetch: Fetch, clock: Clock, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    async def busy(own: StrangeHost, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        await send(writer, b"", "503 Service Unavailable", Retry_After=header)

    monkeypatch.setitem(BEHAVIOURS, "/busy.jpg", busy)
    urls = [host.url("/busy.jpg"), *numbered(host, 3, "127.0.0.1")]
    fetch(*urls, limits=replace(QUICK, at_once=1))
    clock.now += DAY - 1
    assert fetch(*urls[1:]).counts.fetched == 0
    clock.now += 1
    assert fetch(*urls[1:]).counts.fetched == 3


def test_leaves_slow_images_for_the_next_build(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    slow = [host.url("/silent.jpg", f"slow{number}.test") for number in range(10)]
    quick = numbered(host, 5)
    started = time.monotonic()
    first = fetch(*quick, *slow, deadline=2, limits=RequestLimits(read=9, total=9))
    assert time.monotonic() - started < 8, "the hosts are silent for 9 s"
    assert (first.counts.fetched, first.counts.later) == (5, 10)
    assert first.images[slow[0]] == "the deadline has passed"
    assert first.freshness is not None
    assert first.freshness.due == 0
    host.asked.clear()
    fetch(*quick, *slow, deadline=1)
    assert host.times("/0.jpg") == 0
    assert host.times("/silent.jpg") > 0


def test_skips_a_host_that_sends_retry_after(host: StrangeHost, fetch: Fetch, clock: Clock) -> None:
    urls = [host.url("/busy.jpg"), *numbered(host, 12, "127.0.0.1")]
    first = fetch(*urls, limits=replace(QUICK, at_once=1))
    assert (first.counts.fetched, first.counts.failed) == (0, 13)
    assert len(host.asked) == 1
    clock.now += 7000
    fetch(*urls)
    assert len(host.asked) == 1
    clock.now += 300
    fetch(*urls[1:])
    assert len(host.asked) == 13


def test_detects_a_missing_dns_server_at_once(names: Names, fetch: Fetch) -> None:
    started = time.monotonic()
    urls = [f"https://host{number}.example/{number}.jpg" for number in range(500)]
    fetched = fetch(*urls, limits=replace(QUICK, search=60.0))
    assert time.monotonic() - started < 30, "before the search is given up"
    assert fetched.note == "No network"
    assert fetched.counts == ImageCounts(later=500)


def test_detects_a_black_hole_network_in_seconds(
    fetch: Fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    over = threading.Event()

    def getaddrinfo(*given: Any, **named: Any) -> None:
        over.wait(60)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    started = time.monotonic()
    fetched = fetch(
        *[f"https://host{number}.example/{number}.jpg" for number in range(500)], limits=RequestLimits()
    )
    assert time.monotonic() - started < 30, "2.5 s, and what a busy machine adds"
    over.set()
    assert fetched.note == "No network"
    assert fetched.counts == ImageCounts(later=500)
    assert load_fetch_index(tmp_path / "pictures").entries == {}, "no picture is blamed"


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make hosts in ``.silent.test`` and ``.lost.test`` such as many feeds name: those are known and never take a
    connection, of these the name servers are broken."""
    connect, lookup = CheckedBackend._connect, socket.getaddrinfo

    async def connecting(self: CheckedBackend, address: str, port: int, timeout: float | None) -> Any:
        if address == SILENT:
            await asyncio.sleep(timeout or 60)
            raise TimeoutError
        return await connect(self, address, port, timeout)

    def looking(host: Any, port: Any, *given: Any, **named: Any) -> Any:
        if str(host).endswith("silent.test"):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (SILENT, port))]
        if str(host).endswith("lost.test"):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return lookup(host, port, *given, **named)

    monkeypatch.setattr(CheckedBackend, "_connect", connecting)
    monkeypatch.setattr(socket, "getaddrinfo", looking)


SILENT = "127.0.0.77"
HASTE = RequestLimits(connect=1.0, total=2.0, read=2.0, search=0.6)
"""A search that ends before the first of the silent hosts has timed out."""


@pytest.mark.parametrize("kind", ["silent", "lost"])
def test_dead_hosts_at_the_start_do_not_mean_offline(
    host: StrangeHost, names: Names, silence: None, fetch: Fetch, kind: str
) -> None:
    dead = [f"https://host{number}.site{number}{kind}.test/{number}.jpg" for number in range(40)]
    living = [host.url("/good.jpg", f"there{number}.test") for number in range(4)]
    fetched = fetch(*dead, *living, limits=HASTE)
    assert fetched.note == ""
    assert fetched.counts == ImageCounts(fetched=4, failed=40)


@pytest.mark.parametrize("kind", ["silent", "lost"])
def test_probes_cached_hosts_if_only_dead_ones_are_due(
    host: StrangeHost, names: Names, silence: None, fetch: Fetch, kind: str
) -> None:
    living = host.url("/good.jpg", "there.test")
    assert fetch(living).counts.fetched == 1
    host.asked.clear()
    dead = [f"https://site{number}{kind}.test/{number}.jpg" for number in range(20)]
    fetched = fetch(*dead, living, limits=HASTE)
    assert (fetched.note, fetched.counts) == ("", ImageCounts(kept=1, failed=20))
    assert host.asked == [], "to hear that it is there, nothing need be asked of it"


def test_an_offline_machine_blames_no_image(silence: None, fetch: Fetch, tmp_path: Path) -> None:
    dead = [f"https://site{number}silent.test/{number}.jpg" for number in range(40)]
    started = time.monotonic()
    fetched = fetch(*dead, limits=RequestLimits(connect=60.0, total=60.0, search=0.6))
    assert time.monotonic() - started < 30
    assert (fetched.note, fetched.counts) == ("No network", ImageCounts(later=40))
    assert load_fetch_index(tmp_path / "pictures").entries == {}


def test_a_refused_connection_proves_a_network(names: Names, fetch: Fetch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        urls = [f"http://host{number}.test:{held.getsockname()[1]}/p.jpg" for number in range(5)]
        fetched = fetch(*urls)
    assert (fetched.note, fetched.counts) == ("", ImageCounts(failed=5))
    assert fetched.images[urls[0]] == "the host refused the connection"


def test_unknown_hosts_fail_while_others_are_reachable(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    names.update({f"gone{number}.example": [] for number in range(10)})
    urls = [f"https://{name}/p.jpg" for name in names] + [host.url("/good.jpg", "there.test")]
    fetched = fetch(*urls)
    assert (fetched.note, fetched.counts.fetched, fetched.counts.failed) == ("", 1, 10)
    assert fetched.images[urls[0]] == "the host does not exist"


def test_a_full_disk_ends_the_downloads_at_once(host: StrangeHost, clock: Clock, tmp_path: Path) -> None:
    """As on a disk that is full: the index is there, and more pictures of one host than may come at once."""
    for shelf in range(256):
        (tmp_path / f"{shelf:02x}").write_bytes(b"in the way")
    settings = ImageSettings(allow_hosts=("127.0.0.1",), deadline=20)
    options = FetchOptions(tmp_path, settings, "Broadsheet/test", False, clock, QUICK)
    begun = time.monotonic()
    fetched = fetch_once(options, numbered(host, 30, "127.0.0.1"))
    assert time.monotonic() - begun < 10
    assert "Images cannot be cached: cannot write" in fetched.note
