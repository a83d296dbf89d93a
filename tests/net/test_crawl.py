"""Crawls: limits, deadline, hosts that rest, a missing network, exceptions and interrupts."""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable
from itertools import pairwise
from time import monotonic
from typing import Any

import httpx
import pytest

from generator.net.client import HttpClient, Trail
from generator.net.crawl import Crawl, CrawlOptions
from generator.net.errors import HostResult, RequestFailure
from generator.net.limits import RequestLimits
from generator.net.retry import DAY, classify_status
from generator.net.ssrf_guard import SsrfGuard, host_of
from tests.support.hosts import Names
from tests.support.strange_host import StrangeHost

QUICK = RequestLimits(connect=1.0, read=1.0, total=2.0, search=0.6)


class Allowing(SsrfGuard):
    """A guard for tests: all hosts are allowed."""

    def allows(self, host: str, port: int) -> bool:
        return True


async def ask(client: HttpClient, url: str) -> HostResult:
    async def receive(response: httpx.Response, trail: Trail) -> HostResult:
        status = response.status_code
        if status == 200:
            return HostResult(status=status, host=trail.host)
        return classify_status(status, response.headers.get("retry-after", ""), 0, trail.host)

    return await client.request(url, receive)


def crawl(
    *urls: str,
    request: Callable[[HttpClient, str], Awaitable[HostResult]] = ask,
    limits: RequestLimits = QUICK,
    deadline: float = 20.0,
    known: tuple[str, ...] = (),
) -> Crawl[HostResult]:
    options = CrawlOptions(Allowing(), {"User-Agent": "test"}, deadline, limits, known)
    return Crawl(options, urls, request, lambda steps: None)


def test_requests_every_url_and_reports_progress(host: StrangeHost, names: Names) -> None:
    urls = [host.url("/page", f"{name}.test") for name in "abcdef"]
    steps: list[int] = []
    options = CrawlOptions(
        Allowing(),
        {"User-Agent": "test/1"},
        20.0,
        RequestLimits(connect=9.0, read=9.0, total=9.0, search=9.0),
    )
    run = Crawl(options, urls, ask, steps.append)
    run.run()
    assert {url: each.status for url, each in run.results.items()} == dict.fromkeys(urls, 200)
    assert (run.skipped, run.unfinished, run.ended, sum(steps)) == ({}, (), "", 6)
    assert host.headers("/page")["user-agent"] == "test/1"


def test_an_empty_crawl_ends_at_once() -> None:
    run = crawl()
    run.run()
    assert (run.results, run.ended) == ({}, "")


@pytest.mark.parametrize(
    ("limits", "most"),
    [
        (RequestLimits(at_once=3, per_host=9), 3),
        (RequestLimits(at_once=16, per_host=1), 3),
        (RequestLimits(at_once=16, per_host=4, per_site=2), 2),
    ],
)
def test_no_limit_is_exceeded(host: StrangeHost, names: Names, limits: RequestLimits, most: int) -> None:
    """Three hosts of one site."""
    host.pictures = {f"/{number}": b"here" for number in range(6)}
    run = crawl(
        *[host.url(f"/{number}", f"{name}.blogs.test") for number in range(6) for name in "abc"],
        limits=limits,
    )
    run.run()
    assert (len(run.results), host.most) == (18, most)


def test_requests_to_one_host_have_a_pause_between_them(host: StrangeHost, names: Names) -> None:
    times: dict[str, list[float]] = {"a.test": [], "b.test": []}

    async def request(client: HttpClient, url: str) -> HostResult:
        times[host_of(url)].append(monotonic())
        return await ask(client, url)

    urls = [host.url(f"/page?{number}", name) for number in range(4) for name in times]
    crawl(*urls, request=request, limits=RequestLimits(per_host=1, pause=0.5)).run()
    for own in times.values():
        assert all(after - before >= 0.5 for before, after in pairwise(own))
    assert abs(times["a.test"][0] - times["b.test"][0]) < 0.5, "hosts do not wait for each other"


def test_the_deadline_ends_a_crawl_and_lists_unfinished_urls(host: StrangeHost, names: Names) -> None:
    hanging = [host.url("/silent.jpg", f"{name}.test") for name in "abc"]
    good = host.url("/page", "good.test")
    waiting = host.url("/silent.jpg?2", "a.test")
    run = crawl(*hanging, good, waiting, limits=RequestLimits(per_host=1, read=9), deadline=0.8)
    started = monotonic()
    run.run()
    assert monotonic() - started < 8
    assert (list(run.results), sorted(run.unfinished), run.ended) == ([good], hanging, "deadline")


def test_a_busy_host_rests_and_redirects_to_it_are_not_followed(host: StrangeHost, names: Names) -> None:
    host.redirects = {f"/{number}": host.url("/busy.jpg", "busy.test") for number in range(3)}
    honest = [
        *[host.url(f"/{number}", "honest.test") for number in range(3)],
        host.url("/page", "honest.test"),
    ]
    waiting = host.url("/page?1", "busy.test")
    run = crawl(*honest, waiting, limits=RequestLimits(at_once=1, per_host=1))
    run.run()
    assert [run.results[url].status for url in honest] == [429, 429, 429, 200]
    assert run.results[honest[1]].wait == 7200
    assert run.results[honest[1]].host == "busy.test"
    assert run.skipped == {waiting: run.results[honest[0]]}
    assert host.times("/busy.jpg") == 1


def test_retry_after_is_at_most_a_day(host: StrangeHost) -> None:
    assert classify_status(503, str(400 * DAY), 0).wait == DAY


def test_hanging_urls_at_the_start_do_not_starve_a_host(host: StrangeHost, names: Names) -> None:
    hanging = [host.url(f"/silent.jpg?{number}", "a.test") for number in range(6)]
    good = [host.url(f"/page?{number}", "a.test") for number in range(24)]
    run = crawl(*hanging, *good)
    run.run()
    assert all(run.results[url].status == 200 for url in good)


def test_a_silent_host_is_given_up(host: StrangeHost, names: Names) -> None:
    urls = [host.url(f"/silent.jpg?{number}", "a.test") for number in range(40)]
    run = crawl(*urls, host.url("/page", "b.test"))
    started = monotonic()
    run.run()
    assert monotonic() - started < 6
    assert len(host.asked) <= 9
    assert len(run.results) + len(run.skipped) == 41
    assert {each.reason for each in run.skipped.values()} == {"the host sent nothing for 1 s"}


def test_three_dead_hosts_mean_offline_without_results(names: Names) -> None:
    run = crawl(*[f"https://host{number}.example/" for number in range(3)])
    run.run()
    assert (run.results, run.skipped, run.ended) == ({}, {}, "offline")


def test_two_dead_hosts_are_dead(names: Names) -> None:
    run = crawl(*[f"https://host{number}.example/" for number in range(2)])
    run.run()
    assert (len(run.results), run.ended) == (2, "")


def test_hosts_that_answered_before_show_that_there_is_a_network(host: StrangeHost, names: Names) -> None:
    urls = [f"https://host{number}.example/" for number in range(9)]
    run = crawl(*urls, known=(host.url("/page", "known.test"),))
    run.run()
    assert (len(run.results), run.ended, host.asked) == (9, "", [])


def test_blocked_hosts_say_nothing_about_the_network(names: Names) -> None:
    names.update({f"{number}.example": ["10.0.0.1"] for number in range(9)})
    options = CrawlOptions(SsrfGuard(), {}, 20.0, QUICK)
    run = Crawl(options, [f"https://{name}/" for name in names], ask, lambda steps: None)
    run.run()
    assert run.ended == ""
    assert {each.kind for each in run.results.values() if isinstance(each, RequestFailure)} == {"blocked"}


def test_a_hanging_name_server_ends_a_crawl(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def getaddrinfo(*given: Any, **named: Any) -> None:
        over.wait(60)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    run = crawl(*[f"https://host{number}.example/" for number in range(50)])
    started = monotonic()
    run.run()
    assert monotonic() - started < 30
    over.set()
    assert (run.results, run.ended) == ({}, "offline")


def test_an_exception_ends_the_crawl_and_keeps_the_results(host: StrangeHost, names: Names) -> None:
    bad, good = host.url("/page", "bad.test"), host.url("/page", "good.test")

    async def request(client: HttpClient, url: str) -> HostResult:
        if url == bad:
            await asyncio.sleep(0.3)
            raise RuntimeError("no space left")
        return await ask(client, url)

    run = crawl(
        good, bad, *[host.url(f"/silent.jpg?{each}", "slow.test") for each in range(9)], request=request
    )
    with pytest.raises(RuntimeError, match="no space left"):
        run.run()
    assert run.results.keys() == {good}


def test_an_interrupt_keeps_the_results(host: StrangeHost, names: Names) -> None:
    good = host.url("/page", "good.test")
    run = crawl(good, *[host.url("/silent.jpg", f"{name}.test") for name in "abc"])
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            run.run()
    finally:
        timer.join()
        signal.signal(signal.SIGINT, previous)
    assert run.results.keys() == {good}
