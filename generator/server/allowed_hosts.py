"""Whose name a request was sent to. A page elsewhere can let its own name lead to this machine (DNS rebinding), and
would then be allowed to read what is served here; so only names that nobody else can own are answered."""

import ipaddress
import re
import socket

_HOST = re.compile(r"(?:\[([0-9a-f:.]+(?:%[\w.]+)?)\]|([\w.-]+))(?::\d{1,5})?\Z", re.ASCII)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host's name or address."""
    address = _address(host)
    return address.is_loopback if address else host.lower() == "localhost"


def is_everywhere(host: str) -> bool:
    """Tell whether to listen on a host means to listen on all addresses of this machine."""
    address = _address(host)
    return address is not None and address.is_unspecified


class AllowedHosts:
    """The names under which a server that listens on ``host`` may be asked.

    Those of the loopback, and the one that was given. Where that is every address of the machine: its
    addresses (a name is needed for rebinding) and its own name.
    """

    def __init__(self, host: str) -> None:
        own = socket.gethostname().lower()
        self._everywhere = is_everywhere(host)
        self._names = {own, f"{own}.local"} if self._everywhere else {host.lower()}

    def answers_to(self, header: str) -> bool:
        """Tell whether a ``Host`` header may be answered."""
        found = _HOST.match(header.strip().lower())
        if found is None:
            return False
        name = found[1] or found[2].removesuffix(".")
        if is_loopback(name) or name in self._names:
            return True
        return self._everywhere and _address(name) is not None


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
