"""Check the host name of requests, against DNS rebinding.

A foreign page can make its own name resolve to this machine, and could then read the site. So only names that nobody
else can own are allowed.
"""

import ipaddress
import re
import socket

_HOST = re.compile(r"(?:\[([0-9a-f:.]+(?:%[\w.]+)?)\]|([\w.-]+))(?::\d{1,5})?\Z", re.ASCII)


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is reachable from this machine only."""
    address = _address(host)
    return address.is_loopback if address else host.lower() == "localhost"


def is_everywhere(host: str) -> bool:
    """Return whether a host stands for all addresses of this machine, such as ``0.0.0.0``."""
    address = _address(host)
    return address is not None and address.is_unspecified


class AllowedHosts:
    """Host names that are allowed in requests to a server that listens on ``host``.

    These are the loopback names and ``host`` itself. If ``host`` stands for all addresses of the machine, every IP
    address (rebinding needs a name) and the machine's own name are allowed.
    """

    def __init__(self, host: str) -> None:
        hostname = socket.gethostname().lower()
        self._everywhere = is_everywhere(host)
        self._names = {hostname, f"{hostname}.local"} if self._everywhere else {host.lower()}

    def answers_to(self, header: str) -> bool:
        """Return whether a ``Host`` header is allowed."""
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
