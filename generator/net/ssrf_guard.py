"""Which addresses a build may ask. Pure: names are looked up elsewhere (:mod:`generator.net.dns`).

Records are written by others, and so are the redirects of their hosts. A build often runs inside a private network or
in a cloud, where an address that leads inwards would read what was never meant for the web (SSRF). So only what is
globally routed is asked: the registries of IANA (RFC 6890 and its updates) say what is not, and what carries an address
of IPv4 within one of IPv6 is judged by both.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_V6 = IPv6Network("2000::/3")
"""All of IPv6 that is given out for the public web; everything else is private, local, or nobody's."""

# Python's own tables differ between versions, and leave out what is only unwise: so these are named here.
_CLOSED_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), meaning)
    for network, meaning in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's own network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "the local link, or a cloud's own service"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for examples"),
        ("192.88.99.0/24", "a relay between networks"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for measuring"),
        ("198.51.100.0/24", "a network for examples"),
        ("203.0.113.0/24", "a network for examples"),
        ("224.0.0.0/4", "many machines at once"),
        ("240.0.0.0/4", "a reserved network"),
    )
)
_CLOSED_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), meaning)
    for network, meaning in (
        ("2001::/23", "a reserved network or a tunnel"),
        ("2001:db8::/32", "a network for examples"),
        ("2002::/16", "a tunnel to another network"),
        ("3fff::/20", "a network for examples"),
    )
)
_WEB_PORTS = (80, 443)
_LAST_PORT = 65_535
_UNPRIVILEGED = 1024
"""Below this number, a port other than the web's belongs to another service: mail, a terminal, a printer."""


class BlockedAddressError(Exception):
    """An address that is not asked. Its text says why, for people; ``allow`` is what the settings would have to name
    for it to be asked, "" where nothing helps."""

    def __init__(self, reason: str, allow: str = "") -> None:
        super().__init__(reason)
        self.allow = allow


def private_range(address: IPAddress) -> str:
    """Return what an address leads to if it is not the public web, ``""`` if it is."""
    if isinstance(address, IPv4Address):
        return next((meaning for network, meaning in _CLOSED_V4 if address in network), "")
    if address in _NAT64:  # on networks without IPv4, the way to all of its hosts
        return private_range(IPv4Address(int(address) & 0xFFFFFFFF))
    if address not in _GLOBAL_V6:
        return "this machine" if address.is_loopback else "a private or reserved network"
    return next((meaning for network, meaning in _CLOSED_V6 if address in network), "")


class SsrfGuard:
    """Says which hosts may be asked. ``allowed`` may be asked wherever they lie: ``host`` or ``host:port``."""

    def __init__(self, allowed: Iterable[str] = (), excluded: Iterable[str] = ()) -> None:
        self._allowed = frozenset(allowed)
        self._excluded = tuple(excluded)

    def allows(self, host: str, port: int) -> bool:
        """Tell whether the owner of the site vouches for a host."""
        return host in self._allowed or f"{host}:{port}" in self._allowed

    def check_host(self, scheme: str, host: str, port: int) -> None:
        """Refuse a host that need not even be looked up. Raises :class:`BlockedAddressError`."""
        if scheme not in ("http", "https") or not host or port > _LAST_PORT:
            raise BlockedAddressError("it leads to no address of the web")
        if is_below(host.rstrip("."), self._excluded):
            raise BlockedAddressError(f"{host} is excluded by the settings")
        if port not in _WEB_PORTS and port < _UNPRIVILEGED and not self.allows(host, port):
            raise BlockedAddressError(f"port {port} is not one of the web's", f"{host}:{port}")

    def check_addresses(self, host: str, port: int, found: Iterable[str]) -> tuple[str, ...]:
        """Return the addresses that a name stands for, all of which may be asked. Raises :class:`BlockedAddressError`.

        One that leads inwards condemns them all: no honest name stands for the web and for a private network at once.
        """
        addresses = tuple(found)
        if self.allows(host, port):
            return addresses
        for address in addresses:
            meaning = private_range(ip_address(address.partition("%")[0]))
            if meaning:
                raise BlockedAddressError(f"{host} leads to {meaning} ({address})", host)
        return addresses


def is_below(host: str, names: Iterable[str]) -> bool:
    """Tell whether a host is one of some names or lies below one of them: ``img.a.example`` below ``a.example``."""
    return any(host == name or host.endswith(f".{name}") for name in names)


def host_of(url: str) -> str:
    """Return the host of an address that was cleaned: the part between ``//`` and the next ``:`` or ``/``."""
    authority = url.partition("//")[2]
    for mark in "/?#":
        authority = authority.partition(mark)[0]
    return authority.partition(":")[0].rstrip(".").lower()
