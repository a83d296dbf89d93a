"""The machine is offline if three hosts were tried and none was reached."""

from generator.net.connectivity import MIN_HOSTS, Connectivity


def test_offline_after_three_hosts_without_a_connection() -> None:
    network = Connectivity()
    for number in range(MIN_HOSTS):
        assert not network.offline
        network.record_attempt(f"host{number}")
        network.record_attempt(f"host{number}")
    assert network.offline
    network.record_connection()
    assert not network.offline


def test_a_blocked_host_was_not_tried() -> None:
    network = Connectivity()
    for host in "abc":
        network.record_attempt(host)
    network.forget_attempt("b")
    assert not network.offline
