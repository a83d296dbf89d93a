"""Detect that the machine is offline: three hosts were tried, and none was reached.

An offline machine should not find that out once for every URL, and no host should be blamed for it.
"""

MIN_HOSTS = 3
"""Hosts that must have been tried. Any one or two may be down themselves."""


class Connectivity:
    """Hosts that were tried, and whether any was reached. The transport reports every attempt."""

    def __init__(self) -> None:
        self.reached = False
        self._tried: set[str] = set()

    def record_attempt(self, host: str) -> None:
        """Record that a host is being looked up or connected to."""
        self._tried.add(host)

    def forget_attempt(self, host: str) -> None:
        """Record that a host was not tried after all, because the guard blocked it."""
        self._tried.discard(host)

    def record_connection(self) -> None:
        """Record that a host accepted or refused a connection. Either proves that there is a network."""
        self.reached = True

    @property
    def offline(self) -> bool:
        """Whether the machine counts as offline, if nobody was given more time."""
        return not self.reached and len(self._tried) >= MIN_HOSTS
