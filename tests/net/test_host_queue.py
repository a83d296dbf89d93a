"""Whom to ask next: hosts in turns, a few at once, and nobody again who does not answer."""

from generator.net.connectivity import Connectivity, sample_hosts
from generator.net.host_queue import PATIENCE, HostQueue


def urls(host: str, count: int) -> list[str]:
    return [f"https://{host}/{number}" for number in range(count)]


def test_hosts_take_turns_and_none_has_more_than_its_share() -> None:
    schedule = HostQueue([*urls("a", 5), *urls("b", 2)], most=2)
    taken = [schedule.take() for _ in range(6)]
    assert taken == ["https://a/0", "https://b/0", "https://a/1", "https://b/1", None, None]
    schedule.done("https://a/0", True)
    assert schedule.take() == "https://a/2"
    assert schedule.take() is None
    assert not schedule.empty


def test_everything_is_taken_once() -> None:
    given = [*urls("a", 50), *urls("b", 3), *urls("c", 17)]
    schedule = HostQueue(given, most=4)
    taken = []
    while (url := schedule.take()) is not None:
        taken.append(url)
        schedule.done(url, True)
    assert sorted(taken) == sorted(given)
    assert schedule.empty


def test_a_host_that_does_not_answer_is_left_alone() -> None:
    schedule = HostQueue([*urls("a", 10), *urls("b", 1)], most=9)
    tried = [schedule.take() for _ in range(PATIENCE + 1)]
    assert "https://b/0" in tried
    for url in urls("a", PATIENCE - 1):
        assert schedule.done(url, False) == ()
    assert schedule.done(f"https://a/{PATIENCE - 1}", False) == tuple(urls("a", 10)[PATIENCE:])
    assert schedule.empty


def test_one_answer_makes_up_for_failures_before_it() -> None:
    schedule = HostQueue(urls("a", 10), most=9)
    for number in range(6):
        url = schedule.take()
        assert url is not None
        assert schedule.done(url, answered=number % 2 == 1) == ()


def network_of(witnesses: str) -> Connectivity:
    network = Connectivity()
    network.set_sample(witnesses)
    return network


def test_hosts_out_of_reach_are_no_network_only_when_all_witnesses_are() -> None:
    network = network_of("abc")
    for host in "axyzvwb":
        network.miss(host, no_way=True)
        assert not network.offline
    network.miss("c", no_way=True)
    assert (network.offline, network.absent) == (True, True)
    network.reach()
    assert (network.offline, network.absent) == (False, False)


def test_nothing_is_concluded_before_witnesses_are_called() -> None:
    network = Connectivity()
    for host in "abcdefgh":
        network.miss(host, no_way=True)
    assert not network.offline
    assert not network.give_up()


def test_names_that_are_gone_do_not_end_the_search_and_are_no_network_where_all_are() -> None:
    network = network_of("abcd")
    for host in "abcd":
        network.miss(host, no_way=False)
        assert not network.offline
    assert network.absent
    few = network_of("ab")
    few.miss("a", no_way=False)
    few.miss("b", no_way=False)
    assert not few.absent, "two names may well be gone"


def test_a_single_host_without_a_way_is_no_network() -> None:
    network = network_of("a")
    network.miss("a", no_way=True)
    assert network.offline


def test_names_that_are_known_put_a_few_silent_hosts_in_doubt_and_many_the_network() -> None:
    for hosts, known, given_up in [("a", False, True), ("ab", True, False), ("abc", True, True)]:
        network = network_of(hosts)
        if known:
            network.name()
        assert network.give_up() is given_up
        assert network.absent is given_up
    network.reach()
    assert not network.give_up()


def test_witnesses_come_from_all_over_a_list_and_speak_for_a_site_each() -> None:
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
