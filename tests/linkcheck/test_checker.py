"""Link checks: what is due, what is cached, and what an interrupt keeps."""

import os
import signal
import threading
from pathlib import Path

import pytest

from generator.linkcheck.checker import load_link_cache
from generator.linkcheck.retry_policy import TTL
from generator.net.retry import DAY
from tests.support.hosts import NOW, Clock
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
