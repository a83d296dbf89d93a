"""Fetching images in a build: what is requested, cached and reported."""

import gc
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.images.fetcher import FetchOptions
from generator.model.fetched_images import Blob, ImageCounts
from generator.model.settings import ImageSettings
from generator.net.retry import DAY
from tests.support.hosts import NOW, QUICK, Clock, Fetch, Names, fetch_once, numbered
from tests.support.site_kit import ROOT
from tests.support.strange_host import ETAG, StrangeHost, jpeg


def test_stores_an_image_unchanged(host: StrangeHost, fetch: Fetch) -> None:
    url = host.url("/good.jpg")
    fetched = fetch(url)
    blob = fetched.images[url]
    assert isinstance(blob, Blob)
    assert (blob.media_type, blob.width, blob.height) == ("image/jpeg", 640, 360)
    assert Path(fetched.file(blob)).read_bytes() == jpeg()
    assert blob.length == len(jpeg())


def test_a_second_build_sends_no_request_and_loads_no_library(host: StrangeHost, tmp_path: Path) -> None:
    urls = [host.url("/good.jpg"), host.url("/nowhere.jpg")]
    options = FetchOptions(
        tmp_path, ImageSettings(allow_hosts=("127.0.0.1",)), "Broadsheet/test", limits=QUICK
    )
    first = fetch_once(options, urls)
    host.asked.clear()
    code = (
        "import sys, socket; socket.socket = None\n"
        "from pathlib import Path\n"
        "from generator.base.progress import Progress\n"
        "from generator.images.fetcher import FetchOptions, ImageFetcher\n"
        "from generator.model.settings import ImageSettings\n"
        "options = FetchOptions(Path(sys.argv[1]), ImageSettings(allow_hosts=('127.0.0.1',)), 'x')\n"
        "fetcher = ImageFetcher(options, Progress()); fetcher.ask(sys.argv[2:]); counts = fetcher.fetched().counts\n"
        "assert (counts.kept, counts.failed, counts.fetched) == (1, 1, 0), counts\n"
        "assert not {'httpx', 'httpcore', 'anyio', 'asyncio', 'ssl'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path, *urls], check=True, cwd=ROOT)
    assert host.asked == []
    again = fetch_once(options, urls)
    assert again.images == first.images
    assert again.freshness == first.freshness


def test_offline_opens_no_socket_and_uses_the_cache(
    host: StrangeHost, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, unknown = host.url("/good.jpg"), host.url("/moved.jpg")
    online = fetch(known)

    def refuse(*given: Any, **named: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    offline = fetch(known, unknown, offline=True)
    assert offline.images == {**online.images, unknown: "this build is offline"}
    assert (offline.counts.kept, offline.counts.later) == (1, 1)
    assert offline.freshness is not None
    assert offline.freshness.due is None


def test_revalidates_after_the_time_to_live(host: StrangeHost, fetch: Fetch, clock: Clock) -> None:
    url = host.url("/good.jpg")
    first = fetch(url)
    assert "if-none-match" not in host.headers("/good.jpg")
    clock.now += 29 * DAY
    assert fetch(url).counts == ImageCounts(kept=1)
    assert host.times("/good.jpg") == 1
    clock.now += 10 * DAY
    again = fetch(url)
    assert again.counts == ImageCounts(not_modified=1)
    assert again.images == first.images
    assert host.headers("/good.jpg")["if-none-match"] == ETAG
    assert host.headers("/good.jpg")["if-modified-since"] == "Wed, 01 May 2024 10:00:00 GMT"
    assert fetch(url).counts == ImageCounts(kept=1)


def test_includes_and_excludes_hosts(host: StrangeHost, names: Names, fetch: Fetch) -> None:
    a, b = host.url("/good.jpg", "img.a.test"), host.url("/good.jpg", "b.test")
    assert fetch(a, b).counts.fetched == 2
    assert isinstance(fetch(a, b, exclude=("a.test",)).images[a], str)
    assert isinstance(fetch(a, b, exclude=("a.test",)).images[b], Blob)
    assert isinstance(fetch(a, b, include=("a.test",)).images[a], Blob)
    assert isinstance(fetch(a, b, include=("a.test",)).images[b], str)


def test_an_unwritable_cache_does_not_fail_the_build(host: StrangeHost, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way", "utf-8")
    settings = ImageSettings(allow_hosts=("127.0.0.1",))
    options = FetchOptions(tmp_path / "pictures", settings, "Broadsheet/test", False, clock, QUICK)
    fetched = fetch_once(options, [host.url("/good.jpg"), host.url("/nowhere.jpg")])
    assert fetched.counts.fetched == 0
    assert "cannot write" in fetched.note


def test_recovers_from_a_wrong_clock(host: StrangeHost, fetch: Fetch, clock: Clock) -> None:
    clock.now += 3650 * DAY
    fetch(host.url("/good.jpg"))
    clock.now = NOW
    assert fetch(host.url("/good.jpg")).counts == ImageCounts(not_modified=1)


def test_an_interrupt_keeps_the_results_so_far(
    host: StrangeHost, names: Names, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.net.crawl import Crawl

    def interrupted(own: Any) -> None:
        monkeypatch.undo()
        own.run()
        raise KeyboardInterrupt

    urls = numbered(host, 3, "127.0.0.1")
    monkeypatch.setattr(Crawl, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch(*urls)
    assert fetch(*urls).counts == ImageCounts(kept=3)


@pytest.mark.parametrize("collecting", [True, False])
def test_restores_the_garbage_collector(host: StrangeHost, fetch: Fetch, collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    try:
        fetch(host.url("/good.jpg"))
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_a_hundred_thousand_cached_images_are_fast(tmp_path: Path) -> None:
    from generator.images.fetch_index import FetchEntry, add_entries

    urls = [f"https://host{number % 500}.example/images/{number}.jpg" for number in range(100_000)]
    blob = Blob(b"d" * 16, "image/jpeg", 200_000, 1280, 720)
    add_entries(tmp_path, dict.fromkeys(urls, FetchEntry("good", NOW + DAY, NOW, blob, etag='"5f3e-61a"')))
    options = FetchOptions(tmp_path, ImageSettings(), "Broadsheet/test", clock=lambda: NOW)
    started = time.process_time()
    fetched = fetch_once(options, urls)
    assert fetched.counts == ImageCounts(kept=100_000)
    assert time.process_time() - started < 2.0
