"""Decide which hosts and IP addresses may be requested. Pure: :mod:`generator.net.dns` does the lookups.

Records and redirects are written by strangers. A build often runs in a private network or a cloud, where a request to
an internal address could read data that is not public (SSRF). So only globally routed addresses are allowed. The IANA
registries (RFC 6890 and updates) list the others. An IPv4 address embedded in an IPv6 one is checked as both.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_V6 = IPv6Network("2000::/3")
"""The part of IPv6 that is allocated to the public internet."""

# Python's own tables differ between versions and lack some unwise targets, so the networks are listed here.
_NON_PUBLIC_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), network_name)
    for network, network_name in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's internal network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud metadata service"),
        ("169.254.0.0/16", "a link-local network or a cloud metadata service"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network reserved for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for benchmarks"),
        ("198.51.100.0/24", "a network reserved for documentation"),
        ("203.0.113.0/24", "a network reserved for documentation"),
        ("224.0.0.0/4", "a multicast network"),
        ("240.0.0.0/4", "a reserved network"),
    )
)
_NON_PUBLIC_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), network_name)
    for network, network_name in (
        ("2001::/23", "a reserved network or a tunnel"),
        ("2001:db8::/32", "a network reserved for documentation"),
        ("2002::/16", "a 6to4 tunnel"),
        ("3fff::/20", "a network reserved for documentation"),
    )
)
_WEB_PORTS = (80, 443)
_LAST_PORT = 65_535
_UNPRIVILEGED = 1024
"""Ports below this belong to other services (mail, SSH, printers), except 80 and 443."""


class BlockedAddressError(Exception):
    """A host or IP address that must not be requested.

    The message says why. ``allow`` is the value for ``allow_hosts`` that would permit it, "" if none would.
    """

    def __init__(self, reason: str, allow: str = "") -> None:
        super().__init__(reason)
        self.allow = allow


def private_range(address: IPAddress) -> str:
    """Return a description of a non-public address's network, ``""`` for a public address.

    >>> private_range(ip_address("10.0.0.1"))
    'a private network'
    """
    if isinstance(address, IPv4Address):
        return next((network_name for network, network_name in _NON_PUBLIC_V4 if address in network), "")
    if address in _NAT64:  # on networks without IPv4, every IPv4 host has such an address
        return private_range(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL_V6:
        return "this machine" if address.is_loopback else "a private or reserved network"
    return next((network_name for network, network_name in _NON_PUBLIC_V6 if address in network), "")


def _private_range(address: str) -> str:
    return private_range(ip_address(address.partition("%")[0]))


_PRIVATE_NAMES = ("localhost", "local", "internal", "lan", "home.arpa")


def is_private_host(host: str) -> bool:
    """Return whether a host is not public, as its name alone shows: a private IP address, or a name of a local network.

    >>> is_private_host("192.168.0.4"), is_private_host("nas"), is_private_host("a.example")
    (True, True, False)
    """
    try:
        return bool(_private_range(host.strip("[]")))
    except ValueError:
        return bool(host) and ("." not in host or is_subdomain(host, _PRIVATE_NAMES))


class SsrfGuard:
    """Checks hosts and addresses. ``allowed`` (``host`` or ``host:port``) exempts hosts from the check for private
    networks."""

    def __init__(self, allowed: Iterable[str] = (), excluded: Iterable[str] = ()) -> None:
        self._allowed = frozenset(allowed)
        self._excluded = tuple(excluded)

    def allows(self, host: str, port: int) -> bool:
        """Return whether the site owner has allowed a host explicitly."""
        return host in self._allowed or f"{host}:{port}" in self._allowed

    def needs_exemption(self, host: str, port: int, resolved: Iterable[str]) -> bool:
        """Return whether a host may be requested only because the site owner has allowed it explicitly."""
        is_odd_port = port not in _WEB_PORTS and port < _UNPRIVILEGED
        return self.allows(host, port) and (is_odd_port or any(_private_range(each) for each in resolved))

    def check_host(self, scheme: str, host: str, port: int) -> None:
        """Check a URL's parts before the DNS lookup. Raises :class:`BlockedAddressError`."""
        if scheme not in ("http", "https") or not host or port > _LAST_PORT:
            raise BlockedAddressError("the URL is not a valid http or https URL")
        if is_subdomain(host.rstrip("."), self._excluded):
            raise BlockedAddressError(f"{host} is excluded by the settings")
        if port not in _WEB_PORTS and port < _UNPRIVILEGED and not self.allows(host, port):
            raise BlockedAddressError(f"port {port} is not a web port", f"{host}:{port}")

    def check_addresses(self, host: str, port: int, resolved: Iterable[str]) -> tuple[str, ...]:
        """Return the resolved addresses of a host if all are allowed. Raises :class:`BlockedAddressError`.

        One private address blocks them all: no honest name resolves to public and private addresses at once.
        """
        addresses = tuple(resolved)
        if self.allows(host, port):
            return addresses
        for address in addresses:
            network_name = _private_range(address)
            if network_name:
                raise BlockedAddressError(f"{host} resolves to {network_name} ({address})", host)
        return addresses


def is_subdomain(host: str, names: Iterable[str]) -> bool:
    """Return whether a host equals one of ``names`` or is a subdomain of one: ``img.a.example`` of ``a.example``."""
    return any(host == name or host.endswith(f".{name}") for name in names)


def host_of(url: str) -> str:
    """Return the host of a cleaned URL: the part between ``//`` and the next ``:`` or ``/``."""
    authority = url.partition("//")[2]
    for delimiter in "/?#":
        authority = authority.partition(delimiter)[0]
    return authority.partition(":")[0].rstrip(".").lower()


def site_of(host: str) -> str:
    """Return the site that a host belongs to: the last two labels of its name, or the whole IP address.

    Under a suffix such as ``co.uk`` this joins strangers. They then share a limit, which is slower but never rude.

    >>> site_of("images.a.example"), site_of("127.0.0.1")
    ('a.example', '127.0.0.1')
    """
    labels = host.split(".")
    return host if labels[-1].isdecimal() else ".".join(labels[-2:])
