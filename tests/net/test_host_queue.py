"""Hosts take turns, with few requests each, and a failing host is dropped."""

from generator.net.host_queue import MAX_FAILURES, HostQueue


def urls(host: str, count: int) -> list[str]:
    return [f"https://{host}/{number}" for number in range(count)]


def test_hosts_take_turns_within_their_limit() -> None:
    queue = HostQueue([*urls("a", 5), *urls("b", 2)], per_host=2)
    taken = [queue.take() for _ in range(6)]
    assert taken == ["https://a/0", "https://b/0", "https://a/1", "https://b/1", None, None]
    queue.done("https://a/0", True)
    assert queue.take() == "https://a/2"
    assert queue.take() is None
    assert not queue.empty


def test_every_url_is_taken_once() -> None:
    given = [*urls("a", 50), *urls("b", 3), *urls("c", 17)]
    queue = HostQueue(given, per_host=4)
    taken = []
    while (url := queue.take()) is not None:
        taken.append(url)
        queue.done(url, True)
    assert sorted(taken) == sorted(given)
    assert queue.empty


def test_a_failing_host_is_dropped() -> None:
    queue = HostQueue([*urls("a", 10), *urls("b", 1)], per_host=9)
    tried = [queue.take() for _ in range(MAX_FAILURES + 1)]
    assert "https://b/0" in tried
    for url in urls("a", MAX_FAILURES - 1):
        assert queue.done(url, False) == ()
    assert queue.done(f"https://a/{MAX_FAILURES - 1}", False) == tuple(urls("a", 10)[MAX_FAILURES:])
    assert queue.empty


def test_a_success_resets_the_failure_count() -> None:
    queue = HostQueue(urls("a", 10), per_host=9)
    for number in range(6):
        url = queue.take()
        assert url is not None
        assert queue.done(url, answered=number % 2 == 1) == ()
