"""Under which names the server answers."""

import socket

import pytest

from generator.server.allowed_hosts import AllowedHosts, is_everywhere, is_loopback

LOCAL = [
    "127.0.0.1",
    "127.0.0.1:8000",
    "localhost",
    "LocalHost:8000",
    "localhost.:80",
    "[::1]:8000",
    "[::1]",
    "127.9.9.9",
]
FOREIGN = [
    "", " ", "evil.example", "evil.example:80", "localhost.evil.example", "evil.localhost.example", "127.0.0.1.nip.io",
    "127.0.0.1@evil.example", "evil.example#localhost", "::1", "[::1", "localhost:99999999", "localhost:x", "a b",
    "0x7f000001", "2130706433", "127.1",
]  # fmt: skip


@pytest.mark.parametrize("header", LOCAL)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "0.0.0.0", "::"])
def test_names_of_the_loopback_are_answered(host: str, header: str) -> None:
    assert AllowedHosts(host).answers_to(header)


@pytest.mark.parametrize("header", FOREIGN)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "0.0.0.0", "::"])
def test_names_that_somebody_else_can_own_are_not(host: str, header: str) -> None:
    assert not AllowedHosts(host).answers_to(header)


def test_the_host_that_was_given_is_answered() -> None:
    assert AllowedHosts("my-machine.lan").answers_to("My-Machine.lan:8000")
    assert AllowedHosts("192.168.1.5").answers_to("192.168.1.5:8000")
    assert not AllowedHosts("192.168.1.5").answers_to("192.168.1.6")


def test_on_all_addresses_the_machine_is_answered_by_address_and_by_its_own_name() -> None:
    for host in ("0.0.0.0", "::"):
        names = AllowedHosts(host)
        assert names.answers_to("192.168.1.5:8000")
        assert names.answers_to("[fe80::1]:8000")
        assert names.answers_to(f"{socket.gethostname()}:8000")
    assert not AllowedHosts("127.0.0.1").answers_to("192.168.1.5:8000")


def test_which_hosts_only_this_machine_can_reach() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "::1", "localhost", "127.0.0.2")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.5", "example.org")))
    assert is_everywhere("0.0.0.0")
    assert not is_everywhere("127.0.0.1")
