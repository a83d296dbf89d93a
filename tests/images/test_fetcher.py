"""The stage: what is asked, what is kept, and what happens without time, network or disk."""

import asyncio
import gc
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator.base.progress import Progress
from generator.images.fetch_index import load_fetch_index
from generator.images.fetcher import FetchOptions, build_user_agent, fetch_images
from generator.model.fetched_images import Blob, ImageCounts
from generator.model.settings import ImageSettings
from generator.net.limits import RequestLimits
from generator.net.retry import DAY
from generator.net.transport import CheckedBackend
from tests.support.hosts import NOW, QUICK, Clock, Fetch, Names
from tests.support.site_kit import ROOT
from tests.support.strange_host import ETAG, StrangeHost, jpeg


def numbered(host: StrangeHost, count: int, name: str = "many.test") -> list[str]:
    """Give a host some pictures, and return their addresses."""
    host.pictures.update({f"/{number}.jpg": jpeg(red=number % 256) for number in range(count)})
    return [host.url(f"/{number}.jpg", name) for number in range(count)]


def test_a_picture_is_kept_as_it_came(host: StrangeHost, fetch: Fetch) -> None:
    url = host.url("/good.jpg")
    fetched = fetch(url)
    blob = fetched.pictures[url]
    assert isinstance(blob, Blob)
    assert (blob.media_type, blob.width, blob.height) == ("image/jpeg", 640, 360)
    assert Path(fetched.file(blob)).read_bytes() == jpeg()
    assert blob.length == len(jpeg())


def test_a_second_build_asks_nobody_and_loads_no_library(host: StrangeHost, tmp_path: Path) -> None:
    urls = [host.url("/good.jpg"), host.url("/nowhere.jpg")]
    options = FetchOptions(
        tmp_path, ImageSettings(allow_hosts=("127.0.0.1",)), "Broadsheet/test", limits=QUICK
    )
    first = fetch_images(options, urls, Progress())
    host.asked.clear()
    code = (
        "import sys, socket; socket.socket = None\n"
        "from pathlib import Path\n"
        "from generator.base.progress import Progress\n"
        "from generator.images.fetcher import Errand, fetch_pictures\n"
        "from generator.model.settings import ImageSettings\n"
        "errand = Errand(Path(sys.argv[1]), ImageSettings(), 'x')\n"
        "counts = fetch_pictures(errand, sys.argv[2:], Progress()).counts\n"
        "assert (counts.kept, counts.failed, counts.fetched) == (1, 1, 0), counts\n"
        "assert not {'httpx', 'httpcore', 'anyio', 'asyncio', 'ssl'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path, *urls], check=True, cwd=ROOT)
    assert host.asked == []
    again = fetch_images(options, urls, Progress())
    assert again.pictures == first.pictures
    assert again.freshness == first.freshness


def test_offline_opens_no_socket_and_shows_the_same(
    host: StrangeHost, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, unknown = host.url("/good.jpg"), host.url("/moved.jpg")
    online = fetch(known)

    def refuse(*given: Any, **named: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    offline = fetch(known, unknown, offline=True)
    assert offline.pictures == {**online.pictures, unknown: "this build is offline"}
    assert (offline.counts.kept, offline.counts.later) == (1, 1)
    assert offline.freshness is not None
    assert offline.freshness.due is None


def test_after_its_time_to_live_a_picture_is_asked_for_with_what_its_host_gave(
    host: StrangeHost, fetch: Fetch, clock: Clock
) -> None:
    url = host.url("/good.jpg")
    first = fetch(url)
    assert "if-none-match" not in host.headers("/good.jpg")
    clock.now += 29 * DAY
    assert fetch(url).counts == ImageCounts(kept=1)
    assert host.times("/good.jpg") == 1
    clock.now += 10 * DAY
    again = fetch(url)
    assert again.counts == ImageCounts(not_modified=1)
    assert again.pictures == first.pictures
    assert host.headers("/good.jpg")["if-none-match"] == ETAG
    assert host.headers("/good.jpg")["if-modified-since"] == "Wed, 01 May 2024 10:00:00 GMT"
    assert fetch(url).counts == ImageCounts(kept=1)


def test_no_cookie_no_name_and_no_proxy_go_along(
    host: StrangeHost, names: Names, fetch: Fetch, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.test:1/")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.test:1/")
    monkeypatch.setenv("NETRC", "/nowhere")
    fetch(host.url("/good.jpg"), host.url("/moved.jpg"))
    sent = host.headers("/good.jpg")
    assert sent["user-agent"] == "Broadsheet/test"
    assert not {"cookie", "authorization", "referer", "proxy-authorization"} & sent.keys()
    assert sent["accept-encoding"] == "identity"


def test_validators_go_only_to_the_address_that_gave_them(
    host: StrangeHost, fetch: Fetch, clock: Clock
) -> None:
    fetch(host.url("/moved.jpg"))
    clock.now += 60 * DAY
    assert fetch(host.url("/moved.jpg")).counts == ImageCounts(not_modified=1)
    assert "if-none-match" not in host.headers("/moved.jpg")
    assert host.headers("/good.jpg")["if-none-match"] == ETAG


def test_a_few_are_under_way_at_once_and_fewer_of_one_host(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    assert fetch(*numbered(host, 30)).counts.fetched == 30
    assert 2 <= host.most <= 4
    host.most = 0
    urls = [url for name in "abcdefgh" for url in numbered(host, 6, f"{name}.test")]
    assert fetch(*urls).counts.fetched == 48
    assert 5 <= host.most <= 16


def test_what_is_not_there_in_time_is_left_for_the_next_build(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    slow = [host.url("/silent.jpg", f"slow{number}.test") for number in range(10)]
    quick = numbered(host, 5)
    started = time.monotonic()
    first = fetch(*quick, *slow, deadline=2, limits=RequestLimits(read=9, total=9))
    assert time.monotonic() - started < 4
    assert (first.counts.fetched, first.counts.later) == (5, 10)
    assert first.pictures[slow[0]] == "time was up"
    assert first.freshness is not None
    assert first.freshness.due == 0
    host.asked.clear()
    fetch(*quick, *slow, deadline=1)
    assert host.times("/0.jpg") == 0
    assert host.times("/silent.jpg") > 0


def test_a_host_that_asks_to_be_left_alone_is(host: StrangeHost, fetch: Fetch, clock: Clock) -> None:
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


def test_no_name_server_is_no_network_found_out_at_once(names: Names, fetch: Fetch) -> None:
    started = time.monotonic()
    fetched = fetch(*[f"https://host{number}.example/{number}.jpg" for number in range(500)])
    assert time.monotonic() - started < 2.4, "before the search is given up"
    assert fetched.note == "No network"
    assert fetched.counts == ImageCounts(later=500)


def test_a_network_that_swallows_everything_is_found_out_in_three_seconds(
    fetch: Fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    over = threading.Event()

    def getaddrinfo(*given: Any, **named: Any) -> None:
        over.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    started = time.monotonic()
    fetched = fetch(
        *[f"https://host{number}.example/{number}.jpg" for number in range(500)], limits=RequestLimits()
    )
    assert time.monotonic() - started < 3.5, "2.5 s, and what a busy machine adds"
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
def test_hosts_that_come_first_cannot_make_a_build_believe_that_there_is_no_network(
    host: StrangeHost, names: Names, silence: None, fetch: Fetch, kind: str
) -> None:
    dead = [f"https://host{number}.site{number}{kind}.test/{number}.jpg" for number in range(40)]
    living = [host.url("/good.jpg", f"there{number}.test") for number in range(4)]
    fetched = fetch(*dead, *living, limits=HASTE)
    assert fetched.note == ""
    assert fetched.counts == ImageCounts(fetched=4, failed=40)


@pytest.mark.parametrize("kind", ["silent", "lost"])
def test_where_only_dead_hosts_are_due_those_that_are_not_witness_that_there_is_a_network(
    host: StrangeHost, names: Names, silence: None, fetch: Fetch, kind: str
) -> None:
    living = host.url("/good.jpg", "there.test")
    assert fetch(living).counts.fetched == 1
    host.asked.clear()
    dead = [f"https://site{number}{kind}.test/{number}.jpg" for number in range(20)]
    fetched = fetch(*dead, living, limits=HASTE)
    assert (fetched.note, fetched.counts) == ("", ImageCounts(kept=1, failed=20))
    assert host.asked == [], "to hear that it is there, nothing need be asked of it"


def test_where_nobody_at_all_is_there_no_picture_is_blamed(
    silence: None, fetch: Fetch, tmp_path: Path
) -> None:
    dead = [f"https://site{number}silent.test/{number}.jpg" for number in range(40)]
    started = time.monotonic()
    fetched = fetch(*dead, limits=RequestLimits(search=0.6))
    assert time.monotonic() - started < 2.5
    assert (fetched.note, fetched.counts) == ("No network", ImageCounts(later=40))
    assert load_fetch_index(tmp_path / "pictures").entries == {}


def test_a_connection_that_is_refused_is_a_sign_of_life(names: Names, fetch: Fetch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        urls = [f"http://host{number}.test:{held.getsockname()[1]}/p.jpg" for number in range(5)]
        fetched = fetch(*urls)
    assert (fetched.note, fetched.counts) == ("", ImageCounts(failed=5))
    assert fetched.pictures[urls[0]] == "its host refused the connection"


def test_names_that_are_gone_are_their_own_fault_while_others_are_there(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    names.update({f"gone{number}.example": [] for number in range(10)})
    urls = [f"https://{name}/p.jpg" for name in names] + [host.url("/good.jpg", "there.test")]
    fetched = fetch(*urls)
    assert (fetched.note, fetched.counts.fetched, fetched.counts.failed) == ("", 1, 10)
    assert fetched.pictures[urls[0]] == "there is no host of this name"


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_checked(
    host: StrangeHost, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers with this machine from the second time on (DNS rebinding) is not asked twice."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.3"]])
    asked: list[str] = []

    def getaddrinfo(name: str, port: int, *given: Any, **named: Any) -> Any:
        if name[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (name, port))]
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert fetch(*numbered(host, 9, "rebinding.test")).counts.fetched == 9
    assert asked == ["rebinding.test"]


def test_what_leads_inwards_is_connected_to_only_if_the_settings_say_so(
    host: StrangeHost, names: Names, fetch: Fetch
) -> None:
    url = host.url("/good.jpg", "inside.test")
    shut = fetch(url, allow_hosts=())
    assert shut.counts == ImageCounts(refused=1)
    assert shut.pictures[url] == (
        "inside.test leads to this machine (127.0.0.1); to allow it, name 'inside.test' in [images] allow_hosts"
    )
    assert host.asked == []
    assert fetch(url, allow_hosts=("other.test",)).counts == ImageCounts(refused=1)
    assert fetch(url, allow_hosts=("inside.test",)).counts == ImageCounts(fetched=1), "at once"


def test_hosts_are_left_out_as_the_settings_say(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    a, b = host.url("/good.jpg", "img.a.test"), host.url("/good.jpg", "b.test")
    assert fetch(a, b).counts.fetched == 2
    assert isinstance(fetch(a, b, exclude=("a.test",)).pictures[a], str)
    assert isinstance(fetch(a, b, exclude=("a.test",)).pictures[b], Blob)
    assert isinstance(fetch(a, b, include=("a.test",)).pictures[a], Blob)
    assert isinstance(fetch(a, b, include=("a.test",)).pictures[b], str)


def test_a_store_that_cannot_be_written_costs_pictures_and_no_build(
    host: StrangeHost, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "pictures").write_text("in the way", "utf-8")
    settings = ImageSettings(allow_hosts=("127.0.0.1",))
    options = FetchOptions(tmp_path / "pictures", settings, "Broadsheet/test", False, clock, QUICK)
    fetched = fetch_images(options, [host.url("/good.jpg"), host.url("/nowhere.jpg")], Progress())
    assert fetched.counts.fetched == 0
    assert "cannot write" in fetched.note


def test_a_store_that_takes_no_picture_keeps_nobody_waiting(
    host: StrangeHost, clock: Clock, tmp_path: Path
) -> None:
    """As on a disk that is full: the index is there, and more pictures of one host than may come at once."""
    for shelf in range(256):
        (tmp_path / f"{shelf:02x}").write_bytes(b"in the way")
    settings = ImageSettings(allow_hosts=("127.0.0.1",), deadline=20)
    options = FetchOptions(tmp_path, settings, "Broadsheet/test", False, clock, QUICK)
    begun = time.monotonic()
    fetched = fetch_images(options, numbered(host, 30, "127.0.0.1"), Progress())
    assert time.monotonic() - begun < 10
    assert "Pictures are not kept: cannot write" in fetched.note


@pytest.mark.parametrize("port", ["0", "65536", "65558", "99999", "9" * 30])
def test_a_redirect_to_a_port_that_is_none_does_not_outlast_the_build(
    host: StrangeHost, names: Names, fetch: Fetch, port: str
) -> None:
    host.redirects["/port.jpg"] = f"http://inside.test:{port}/x.jpg"
    url = host.url("/port.jpg")
    first, second = fetch(url), fetch(url)
    assert first.counts.fetched == 0
    assert (second.counts, second.pictures) == (first.counts, first.pictures)


def test_a_clock_that_was_wrong_once_does_no_lasting_harm(
    host: StrangeHost, fetch: Fetch, clock: Clock
) -> None:
    clock.now += 3650 * DAY
    fetch(host.url("/good.jpg"))
    clock.now = NOW
    assert fetch(host.url("/good.jpg")).counts == ImageCounts(not_modified=1)


def test_what_came_before_an_interruption_is_not_fetched_again(
    host: StrangeHost, names: Names, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.images import session

    def interrupted(own: Any) -> None:
        monkeypatch.undo()
        own.run()
        raise KeyboardInterrupt

    urls = numbered(host, 3, "127.0.0.1")
    monkeypatch.setattr(session.DownloadSession, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch(*urls)
    assert fetch(*urls).counts == ImageCounts(kept=3)


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(host: StrangeHost, fetch: Fetch, collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    try:
        fetch(host.url("/good.jpg"))
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("base_url", "agent"),
    [
        ("https://user.github.io/feed/", "Broadsheet/1.2 (+https://user.github.io/feed/)"),
        ("http://localhost:8000/", "Broadsheet/1.2"),
        ("http://127.0.0.1:8000/", "Broadsheet/1.2"),
        ("http://[::1]:8000/", "Broadsheet/1.2"),
    ],
)
def test_a_build_names_itself_and_where_to_complain(base_url: str, agent: str) -> None:
    assert build_user_agent("1.2", base_url) == agent


def test_a_hundred_thousand_known_pictures_cost_a_look_each(tmp_path: Path) -> None:
    from generator.images.fetch_index import FetchEntry, add_entries

    urls = [f"https://host{number % 500}.example/images/{number}.jpg" for number in range(100_000)]
    blob = Blob(b"d" * 16, "image/jpeg", 200_000, 1280, 720)
    add_entries(tmp_path, dict.fromkeys(urls, FetchEntry("good", NOW + DAY, NOW, blob, etag='"5f3e-61a"')))
    options = FetchOptions(tmp_path, ImageSettings(), "Broadsheet/test", clock=lambda: NOW)
    started = time.process_time()
    fetched = fetch_images(options, urls, Progress())
    assert fetched.counts == ImageCounts(kept=100_000)
    assert time.process_time() - started < 2.0
