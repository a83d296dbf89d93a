"""Only public addresses may be requested, in any notation."""

from ipaddress import ip_address

import pytest

from generator.net.ssrf_guard import (
    BlockedAddressError,
    SsrfGuard,
    host_of,
    is_private_host,
    is_subdomain,
    private_range,
    site_of,
)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",  # a metadata service
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",  # another
        "169.254.169.254",  # the usual one
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:0:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_blocks_non_public_addresses(address: str) -> None:
    assert private_range(ip_address(address))
    with pytest.raises(BlockedAddressError, match="resolves to"):
        SsrfGuard().check_addresses("pictures.example", 443, [address])


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::8.8.8.8"],
)
def test_allows_public_addresses(address: str) -> None:
    assert SsrfGuard().check_addresses("pictures.example", 443, [address]) == (address,)


def test_one_private_address_blocks_the_host() -> None:
    with pytest.raises(
        BlockedAddressError, match=r"pictures\.example resolves to a private network \(10\.0\.0\.1\)"
    ):
        SsrfGuard().check_addresses("pictures.example", 443, ["1.1.1.1", "10.0.0.1"])


def test_a_zone_id_does_not_hide_a_link_local_address() -> None:
    with pytest.raises(BlockedAddressError):
        SsrfGuard().check_addresses("pictures.example", 80, ["fe80::1%eth0"])


@pytest.mark.parametrize(
    ("allowed", "host", "port", "passes"),
    [
        ("localhost", "localhost", 8080, True),
        ("localhost:8080", "localhost", 8080, True),
        ("localhost:8080", "localhost", 22, False),
        ("localhost", "127.0.0.1", 8080, False),
        ("example", "intranet.example", 80, False),
    ],
)
def test_allow_hosts_permits_private_hosts(allowed: str, host: str, port: int, passes: bool) -> None:
    guard = SsrfGuard([allowed])
    if passes:
        guard.check_host("http", host, port)
        assert guard.check_addresses(host, port, ["127.0.0.1"]) == ("127.0.0.1",)
    else:
        with pytest.raises(BlockedAddressError):
            guard.check_addresses(host, port, ["127.0.0.1"])


@pytest.mark.parametrize(
    ("scheme", "host", "port"),
    [
        ("ftp", "a.example", 443),
        ("file", "", 443),
        ("https", "", 443),
        ("http", "a.example", 25),
        ("http", "a.example", 22),
        ("https", "ads.example", 443),
        ("https", "img.ads.example", 443),
        ("https", "ads.example.", 443),
    ],
)
def test_blocks_hosts_before_the_dns_lookup(scheme: str, host: str, port: int) -> None:
    with pytest.raises(BlockedAddressError):
        SsrfGuard(excluded=["ads.example"]).check_host(scheme, host, port)


@pytest.mark.parametrize(
    ("scheme", "host", "port"),
    [("http", "a.example", 80), ("https", "a.example", 443), ("https", "a.example", 8443)],
)
def test_allows_web_ports_and_unprivileged_ports(scheme: str, host: str, port: int) -> None:
    SsrfGuard(excluded=["ads.example"]).check_host(scheme, host, port)


def test_is_below_matches_subdomains_but_not_suffixes() -> None:
    assert is_subdomain("a.example", ["a.example"])
    assert is_subdomain("img.a.example", ["b.example", "a.example"])
    assert not is_subdomain("bada.example", ["a.example"])
    assert not is_subdomain("example", ["a.example"])


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.example/x.jpg", "a.example"),
        ("http://a.example:8080/x", "a.example"),
        ("https://a.example?x=//b.example/", "a.example"),
        ("https://a.example.", "a.example"),
        ("https://a.example#/b", "a.example"),
    ],
)
def test_host_of_a_url(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("a.example", "a.example"),
        ("img.cdn.a.example", "a.example"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("", ""),
    ],
)
def test_names_the_site_of_a_host(host: str, site: str) -> None:
    assert site_of(host) == site


@pytest.mark.parametrize(
    ("allowed", "port", "addresses", "needed"),
    [
        (("a.example",), 443, ["93.184.216.34"], False),
        (("a.example",), 443, ["93.184.216.34", "10.0.0.1"], True),
        (("a.example:443",), 443, ["fe80::1%eth0"], True),
        (("a.example",), 25, ["93.184.216.34"], True),
        (("b.example",), 443, ["10.0.0.1"], False),
    ],
)
def test_an_exemption_is_needed_only_for_what_would_be_blocked(
    allowed: tuple[str, ...], port: int, addresses: list[str], needed: bool
) -> None:
    assert SsrfGuard(allowed).needs_exemption("a.example", port, addresses) is needed


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("[::1]", True),
        ("fd00::1", True),
        ("localhost", True),
        ("feeds.localhost", True),
        ("nas", True),
        ("nas.local", True),
        ("router.home.arpa", True),
        ("93.184.216.34", False),
        ("local.example", False),
        ("a.example", False),
        ("", False),
    ],
)
def test_names_of_private_hosts(host: str, expected: bool) -> None:
    assert is_private_host(host) == expected
