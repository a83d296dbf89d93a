"""Choosing the next URL: turns, limits per host and site, pauses, hosts that rest or hang."""

from collections import Counter

import pytest

from generator.net.errors import HostResult
from generator.net.host_queue import MAX_FAILURES, HostQueue
from generator.net.limits import RequestLimits
from generator.net.ssrf_guard import host_of, site_of

GOOD = HostResult()
SILENT = HostResult(answered=False, reason="the host sent nothing for 10 s")
BUSY = HostResult(status=503, wait=600, reason="busy")


def urls(host: str, count: int) -> list[str]:
    return [f"https://{host}/{number}" for number in range(count)]


def queue_of(*given: str, per_host: int = 4, per_site: int = 0, pause: float = 0.0) -> HostQueue:
    return HostQueue(given, RequestLimits(per_host=per_host, per_site=per_site, pause=pause))


def take(queue: HostQueue, now: float = 0.0) -> str:
    url = queue.take(now)
    assert url is not None
    return url


def test_hosts_take_turns_within_their_limit_in_the_order_of_their_first_urls() -> None:
    queue = queue_of(*urls("b", 5), *urls("a", 2), per_host=2)
    taken = [queue.take(0) for _ in range(6)]
    assert taken == ["https://b/0", "https://a/0", "https://b/4", "https://a/1", None, None]
    queue.done("https://b/0", GOOD, 0)
    assert queue.take(0) == "https://b/3"
    assert queue.take(0) is None
    assert not queue.empty


def test_a_host_with_one_place_keeps_the_order_of_its_urls() -> None:
    queue, taken = queue_of(*urls("a", 9), per_host=1), []
    while not queue.empty:
        taken.append(take(queue))
        queue.done(taken[-1], GOOD, 0)
    assert taken == urls("a", 9)


@pytest.mark.parametrize("per_host", [1, 2, 4, 50])
@pytest.mark.parametrize("per_site", [0, 1, 3])
@pytest.mark.parametrize("pause", [0.0, 1.0])
def test_every_url_is_taken_once_and_no_limit_is_exceeded(per_host: int, per_site: int, pause: float) -> None:
    given = [*urls("a.x.example", 20), *urls("b.x.example", 3), *urls("c.example", 17)]
    queue = queue_of(*given, per_host=per_host, per_site=per_site, pause=pause)
    taken: list[str] = []
    under_way: list[str] = []
    ended: dict[str, list[float]] = {}
    now = 0.0
    while under_way or not queue.empty:
        while (url := queue.take(now)) is not None:
            recent = [time for time in ended.get(host_of(url), []) if now - time < pause]
            under_way.append(url)
            taken.append(url)
            at_host = Counter(map(host_of, under_way))[host_of(url)]
            assert at_host + len(recent) <= per_host
            at_site = Counter(site_of(host_of(each)) for each in under_way)[site_of(host_of(url))]
            assert not per_site or at_site <= per_site
        now += 0.25
        if under_way:
            url = under_way.pop(0)
            queue.done(url, GOOD, now)
            ended.setdefault(host_of(url), []).append(now)
    assert sorted(taken) == sorted(given)


def test_a_pause_keeps_a_place_and_has_an_end() -> None:
    queue = queue_of(*urls("a", 3), per_host=1, pause=1.0)
    queue.done(take(queue), GOOD, 10.0)
    assert queue.take(10.9) is None
    assert queue.next_time == 11.0
    assert queue.take(11.0) == "https://a/1"


def test_hosts_of_one_site_share_a_limit() -> None:
    given = [url for name in ("a", "b", "c") for url in urls(f"{name}.blogs.example", 1)]
    queue = queue_of(*given, "https://other.example/", per_site=2)
    assert [queue.take(0) for _ in range(4)] == [*given[:2], "https://other.example/", None]
    queue.done(given[0], GOOD, 0)
    assert queue.take(0) == given[2]


def test_a_failing_host_is_dropped() -> None:
    queue = queue_of(*urls("a", 10), *urls("b", 1), per_host=9)
    tried = [take(queue) for _ in range(MAX_FAILURES + 1)]
    assert "https://b/0" in tried
    for url in urls("a", MAX_FAILURES - 1):
        assert queue.done(url, SILENT, 0) == ()
    assert queue.done(f"https://a/{MAX_FAILURES - 1}", SILENT, 0) == tuple(urls("a", 10)[MAX_FAILURES:])
    assert queue.empty
    assert queue.resting == {"a": SILENT}


def test_a_host_that_failed_gets_one_request_at_a_time_until_it_answers() -> None:
    queue = queue_of(*urls("a", 20))
    first, second = take(queue), take(queue)
    queue.done(first, SILENT, 0)
    assert queue.take(0) is None
    queue.done(second, SILENT, 0)
    third = take(queue)
    assert queue.take(0) is None
    queue.done(third, GOOD, 0)
    assert len([take(queue) for _ in range(4)]) == 4


def test_a_success_resets_the_failure_count() -> None:
    queue = queue_of(*urls("a", 10), per_host=9)
    for number in range(6):
        assert queue.done(take(queue), GOOD if number % 2 else SILENT, 0) == ()


def test_a_url_that_hangs_while_others_are_answered_does_not_count() -> None:
    queue = queue_of(*urls("a", 50), per_host=4)
    for _ in range(MAX_FAILURES + 2):
        hanging, good = take(queue), take(queue)
        queue.done(good, GOOD, 0)
        assert queue.done(hanging, SILENT, 0) == ()
    assert queue.resting == {}


def test_urls_that_hang_at_the_start_do_not_hold_up_the_rest() -> None:
    given = urls("a", 30)
    hanging = set(given[:12])
    queue, arrived = queue_of(*given), set()
    stuck: list[str] = []
    while (url := queue.take(0)) is not None:
        if url in hanging:
            stuck.append(url)
        else:
            queue.done(url, GOOD, 0)
            arrived.add(url)
    assert arrived == set(given[12:])
    assert len(stuck) == 4


@pytest.mark.parametrize("result", [BUSY, HostResult(status=429)])
def test_a_busy_host_rests_at_once(result: HostResult) -> None:
    queue = queue_of(*urls("a", 3), *urls("b", 1))
    assert queue.done(take(queue), result, 0) == tuple(urls("a", 3)[1:])
    assert queue.resting == {"a": result}
    assert queue.take(0) == "https://b/0"


def test_the_host_that_a_redirect_led_to_is_to_blame() -> None:
    queue = queue_of(*urls("honest", 9), *urls("busy", 2), per_host=1)
    blamed = HostResult(status=503, wait=600, host="busy")
    assert queue.done(take(queue), blamed, 0) == tuple(urls("busy", 2))
    assert queue.resting == {"busy": blamed}
    silent = HostResult(answered=False, host="silent")
    for _ in range(MAX_FAILURES):
        assert queue.done(take(queue), silent, 0) == ()
    assert queue.resting == {"busy": blamed, "silent": silent}
    assert queue.take(0) == "https://honest/4"


def test_a_request_that_was_never_sent_has_no_pause() -> None:
    queue = queue_of(*urls("a", 3), per_host=1, pause=1.0)
    queue.done(take(queue), HostResult(sent=False), 0)
    queue.done(take(queue), GOOD, 0)
    assert queue.take(0.5) is None
    assert queue.take(1.0) == "https://a/2"
