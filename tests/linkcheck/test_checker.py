"""Link checks: what is due, what is cached, pauses, deadline, and what an interrupt keeps."""

import os
import signal
import threading
from pathlib import Path
from time import monotonic

import pytest

from generator.linkcheck.checker import load_link_cache
from generator.linkcheck.retry_policy import TTL
from generator.net.host_queue import MAX_FAILURES
from generator.net.retry import DAY
from tests.support.hosts import NOW, Clock, Names
from tests.support.link_checks import Ask
from tests.support.strange_host import StrangeHost


def test_a_good_link_is_checked_again_after_its_time_to_live(
    ask: Ask, host: StrangeHost, clock: Clock
) -> None:
    url = host.url("/page")
    assert [ask(url).asked, ask(url).asked] == [1, 0]
    clock.now += TTL - DAY
    assert ask(url).asked == 0
    clock.now += TTL
    assert ask(url).asked == 1


def test_a_dead_link_is_checked_at_growing_intervals(ask: Ask, host: StrangeHost, clock: Clock) -> None:
    url, pauses = host.url("/gone.jpg"), []
    for _ in range(8):
        entry = ask(url).entries[url]
        pauses.append((entry.due - entry.asked) // DAY)
        clock.now = entry.due
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert entry.since == NOW
    assert entry.failures == 8


def test_an_interrupt_keeps_the_results(ask: Ask, host: StrangeHost, tmp_path: Path) -> None:
    timer = threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        ask(host.url("/page"), *[host.url(f"/page?{number}") for number in range(50)], pause=0.2)
    timer.join()
    assert 0 < len(load_link_cache(tmp_path)) < 50


@pytest.mark.parametrize("damage", [b"", b"rubbish", None], ids=["empty", "rubbish", "cut"])
def test_a_damaged_cache_is_created_again(
    damage: bytes | None, ask: Ask, host: StrangeHost, tmp_path: Path
) -> None:
    ask(host.url("/page"))
    file = tmp_path / "links.store"
    file.write_bytes(file.read_bytes()[:-3] if damage is None else damage)
    assert load_link_cache(tmp_path) == {}
    assert ask(host.url("/page")).asked == 1


def test_a_busy_host_is_skipped_until_retry_after(ask: Ask, host: StrangeHost, clock: Clock) -> None:
    urls = [host.url("/busy.jpg"), *[host.url(f"/page?{number}") for number in range(5)]]
    found = ask(*urls)
    assert list(found.entries) == urls[:1], "nothing else was asked of this host"
    assert found.entries[urls[0]].due == NOW + 7200
    assert len(host.asked) == 1


def test_requests_to_one_host_are_sequential_with_pauses(ask: Ask, host: StrangeHost) -> None:
    host.pictures = {f"/{number}": b"here" for number in range(4)}
    started = monotonic()
    found = ask(*[host.url(f"/{number}") for number in range(4)], pause=0.1)
    assert monotonic() - started >= 0.3
    assert (len(found.entries), host.most) == (4, 1)


def test_the_deadline_ends_a_run_and_results_are_kept(ask: Ask, host: StrangeHost, tmp_path: Path) -> None:
    urls = [host.url("/page"), *[host.url(f"/page?{number}") for number in range(50)]]
    started = monotonic()
    found = ask(*urls, pause=0.2, deadline=0.7)
    assert monotonic() - started < 5
    assert found.note == "Deadline passed"
    assert 0 < found.asked < len(urls)
    assert len(load_link_cache(tmp_path)) == found.asked


def test_a_silent_host_is_skipped(ask: Ask, host: StrangeHost) -> None:
    found = ask(*[host.url(f"/hang-up.jpg?{number}") for number in range(9)])
    assert [entry.state for entry in found.entries.values()] == ["failed"] * MAX_FAILURES


def test_without_a_network_no_link_is_blamed(ask: Ask, host: StrangeHost, names: Names) -> None:
    found = ask("http://a.unknown/", "http://b.unknown/", "http://c.unknown/")
    assert (found.entries, found.note) == ({}, "No network")
