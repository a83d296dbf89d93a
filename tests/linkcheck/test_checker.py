"""Links that lead out: whom is asked, how politely, and what is made of every way in which hosts misbehave."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from generator.base.progress import Progress
from generator.linkcheck.checker import LinkCheckOptions, LinkCheckResult, check_urls, load_link_cache
from generator.linkcheck.retry_policy import TTL, LinkResult, updated_link
from generator.model.results.link_check import LinkEntry, LinkState
from generator.net.host_queue import MAX_FAILURES
from generator.net.limits import RequestLimits
from generator.net.retry import DAY
from generator.net.ssrf_guard import SsrfGuard
from tests.support.hosts import NOW, Clock, Names
from tests.support.strange_host import METHOD, StrangeHost

QUICK = RequestLimits(at_once=8, per_host=1, connect=2.0, read=1.0, total=2.0)

Ask = Callable[..., LinkCheckResult]


@pytest.fixture
def ask(tmp_path: Path, clock: Clock, host: StrangeHost) -> Ask:
    """Ask for links, and remember in one folder. Every host of the links may be asked."""

    def ask(
        *urls: str, pause: float = 0.0, deadline: float = 20.0, allowed: tuple[str, ...] | None = None
    ) -> LinkCheckResult:
        hosts = tuple(url.split("/")[2] for url in urls) if allowed is None else allowed
        options = LinkCheckOptions(
            tmp_path, SsrfGuard(hosts), "Broadsheet/test", deadline, pause, clock, QUICK
        )
        return check_urls(options, urls, Progress())

    return ask


CASES: dict[str, tuple[LinkState, int]] = {
    "/page": ("good", 200),
    "/no-head": ("good", 200),
    "/head-hangs-up": ("good", 200),
    "/endless.jpg": ("good", 200),
    "/gzip-bomb.jpg": ("good", 200),
    "/nothing-here": ("dead", 404),
    "/gone.jpg": ("dead", 410),
    "/moved-away": ("dead", 410),
    "/members.jpg": ("closed", 403),
    "/busy.jpg": ("busy", 429),
    "/broken.jpg": ("failed", 500),
    "/hang-up.jpg": ("failed", 0),
    "/silent.jpg": ("failed", 0),
    "/garbage.jpg": ("failed", 0),
    "/endless-headers.jpg": ("failed", 0),
    "/loop.jpg": ("failed", 0),
    "/to-private.jpg": ("closed", 0),
    "/to-metadata.jpg": ("closed", 0),
    "/to-file.jpg": ("closed", 0),
    "/to-login.jpg": ("closed", 0),
    "/to-mail.jpg": ("closed", 0),
}


@pytest.mark.parametrize(("path", "found"), CASES.items(), ids=CASES)
def test_what_a_host_does_says_how_its_link_is(
    path: str, found: tuple[LinkState, int], ask: Ask, host: StrangeHost, names: Names
) -> None:
    names.update({address: [address] for address in ("10.0.0.1", "169.254.169.254")})
    entry = ask(host.url(path)).entries[host.url(path)]
    assert (entry.state, entry.status) == found
    assert bool(entry.reason) == (entry.state != "good")


def test_head_comes_first_and_get_only_where_that_is_refused(ask: Ask, host: StrangeHost) -> None:
    ask(host.url("/page"))
    assert [headers[METHOD] for _, headers in host.asked] == ["HEAD"]
    assert host.headers("/page")["user-agent"] == "Broadsheet/test"
    assert "cookie" not in host.headers("/page")
    ask(host.url("/no-head"))
    assert [headers[METHOD] for path, headers in host.asked if path == "/no-head"] == ["HEAD", "GET"]


MOVED = {"/moved-for-good": "/page", "/moved-again": "/page", "/moved-to-login": "/to-page", "/to-page": ""}


@pytest.mark.parametrize(("path", "target"), MOVED.items(), ids=MOVED)
def test_a_link_has_moved_as_far_as_redirects_are_for_good(
    path: str, target: str, ask: Ask, host: StrangeHost
) -> None:
    entry = ask(host.url(path)).entries[host.url(path)]
    assert entry.state == "good"
    assert entry.moved == (host.url(target) if target else "")


def test_an_address_that_leads_inwards_is_not_asked(ask: Ask, host: StrangeHost) -> None:
    entry = ask(host.url("/page"), allowed=()).entries[host.url("/page")]
    assert (entry.state, host.asked) == ("closed", [])
    assert "this machine" in entry.reason


def test_a_host_that_does_not_exist_makes_its_links_dead(ask: Ask, host: StrangeHost, names: Names) -> None:
    names["nowhere.example"] = []
    found = ask("http://nowhere.example/", host.url("/page"))
    assert found.entries["http://nowhere.example/"].state == "dead"


def test_a_good_link_is_asked_again_after_its_time_alone(ask: Ask, host: StrangeHost, clock: Clock) -> None:
    url = host.url("/page")
    assert [ask(url).asked, ask(url).asked] == [1, 0]
    clock.now += TTL - DAY
    assert ask(url).asked == 0
    clock.now += TTL
    assert ask(url).asked == 1


def test_a_dead_link_is_asked_more_and_more_rarely_and_since_stays(
    ask: Ask, host: StrangeHost, clock: Clock
) -> None:
    url, pauses = host.url("/gone.jpg"), []
    for _ in range(8):
        entry = ask(url).entries[url]
        pauses.append((entry.due - entry.asked) // DAY)
        clock.now = entry.due
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert entry.since == NOW
    assert entry.failures == 8


def test_a_link_that_comes_back_is_good_from_then_on() -> None:
    dead = LinkEntry("dead", NOW, NOW - DAY, NOW - 90 * DAY, 404, reason="gone", failures=9)
    entry = updated_link("https://a.example/", dead, LinkResult("good", 200), NOW)
    assert (entry.state, entry.since, entry.failures, entry.reason) == ("good", NOW, 0, "")


def test_a_busy_host_is_left_alone_as_long_as_it_says(ask: Ask, host: StrangeHost, clock: Clock) -> None:
    urls = [host.url("/busy.jpg"), *[host.url(f"/page?{number}") for number in range(5)]]
    found = ask(*urls)
    assert list(found.entries) == urls[:1], "nothing else was asked of this host"
    assert found.entries[urls[0]].due == NOW + 7200
    assert len(host.asked) == 1


def test_one_host_is_asked_one_thing_at_a_time_with_pauses(ask: Ask, host: StrangeHost) -> None:
    host.pictures = {f"/{number}": b"here" for number in range(4)}
    started = monotonic()
    found = ask(*[host.url(f"/{number}") for number in range(4)], pause=0.1)
    assert monotonic() - started >= 0.3
    assert (len(found.entries), host.most) == (4, 1)


def test_time_is_up_for_all_of_them_and_what_is_known_is_kept(
    ask: Ask, host: StrangeHost, tmp_path: Path
) -> None:
    urls = [host.url("/page"), *[host.url(f"/page?{number}") for number in range(50)]]
    started = monotonic()
    found = ask(*urls, pause=0.2, deadline=0.7)
    assert monotonic() - started < 5
    assert found.note == "Time was up"
    assert 0 < found.asked < len(urls)
    assert len(load_link_cache(tmp_path)) == found.asked


def test_a_host_that_does_not_answer_is_given_up(ask: Ask, host: StrangeHost) -> None:
    found = ask(*[host.url(f"/hang-up.jpg?{number}") for number in range(9)])
    assert [entry.state for entry in found.entries.values()] == ["failed"] * MAX_FAILURES


def test_ctrl_c_keeps_what_is_known(ask: Ask, host: StrangeHost, tmp_path: Path) -> None:
    timer = threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        ask(host.url("/page"), *[host.url(f"/page?{number}") for number in range(50)], pause=0.2)
    timer.join()
    assert 0 < len(load_link_cache(tmp_path)) < 50


def test_without_a_network_no_link_is_blamed(ask: Ask, host: StrangeHost, names: Names) -> None:
    found = ask("http://a.unknown/", "http://b.unknown/", "http://c.unknown/")
    assert (found.entries, found.note) == ({}, "No network")


@pytest.mark.parametrize("damage", [b"", b"rubbish", None], ids=["empty", "rubbish", "cut"])
def test_a_store_that_is_damaged_is_made_anew(
    damage: bytes | None, ask: Ask, host: StrangeHost, tmp_path: Path
) -> None:
    ask(host.url("/page"))
    file = tmp_path / "links.store"
    file.write_bytes(file.read_bytes()[:-3] if damage is None else damage)
    assert load_link_cache(tmp_path) == {}
    assert ask(host.url("/page")).asked == 1
