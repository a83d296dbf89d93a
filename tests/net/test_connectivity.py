"""When a run of failed connections means that the machine is offline."""

from generator.net.connectivity import Connectivity, sample_hosts


def network_of(sample: str) -> Connectivity:
    network = Connectivity()
    network.set_sample(sample)
    return network


def test_offline_only_when_the_whole_sample_failed() -> None:
    network = network_of("abc")
    for host in "axyzvwb":
        network.record_failure(host, no_route=True)
        assert not network.offline
    network.record_failure("c", no_route=True)
    assert (network.offline, network.no_network) == (True, True)
    network.record_connection()
    assert (network.offline, network.no_network) == (False, False)


def test_nothing_is_decided_without_a_sample() -> None:
    network = Connectivity()
    for host in "abcdefgh":
        network.record_failure(host, no_route=True)
    assert not network.offline
    assert not network.record_timeout()


def test_unknown_hosts_mean_no_network_only_if_many() -> None:
    network = network_of("abcd")
    for host in "abcd":
        network.record_failure(host, no_route=False)
        assert not network.offline
    assert network.no_network
    few = network_of("ab")
    few.record_failure("a", no_route=False)
    few.record_failure("b", no_route=False)
    assert not few.no_network, "two names may well be gone"


def test_a_single_unroutable_host_means_offline() -> None:
    network = network_of("a")
    network.record_failure("a", no_route=True)
    assert network.offline


def test_a_timeout_means_offline_without_dns_or_with_a_large_sample() -> None:
    for hosts, known, given_up in [("a", False, True), ("ab", True, False), ("abc", True, True)]:
        network = network_of(hosts)
        if known:
            network.record_dns_answer()
        assert network.record_timeout() is given_up
        assert network.no_network is given_up
    network.record_connection()
    assert not network.record_timeout()


def test_a_sample_is_spread_over_the_list_with_one_url_per_site() -> None:
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
