"""Detect that the machine is offline. Pure: callers report every connection attempt.

An offline machine should not find that out once for every image, and no image should be blamed for it. But many hosts
of an old site are gone, and the first entries of a feed may all be dead: the first failures prove nothing. So nothing
is decided before a *sample* of hosts was tried. The sample is spread over the whole site, and half of it was
reachable the last time.
"""

from collections.abc import Collection, Iterable, Sequence

from generator.net.ssrf_guard import host_of

MIN_HOSTS = 3
"""With this many unreachable hosts and no reachable one, the machine counts as offline."""

SAMPLE_SIZE = 32
"""Hosts in a sample."""


class Connectivity:
    """Outcome of all connection attempts so far."""

    def __init__(self) -> None:
        self.reached = False
        self._dns_works = False
        self._given_up = False
        self._failed: set[str] = set()
        self._unroutable: set[str] = set()
        self._sample: frozenset[str] = frozenset()

    def record_connection(self) -> None:
        """Record that a host accepted or refused a connection. Either proves that there is a network."""
        self.reached = True

    def record_dns_answer(self) -> None:
        """Record that a DNS server answered."""
        self._dns_works = True

    def record_failure(self, host: str, no_route: bool) -> None:
        """Record that a host was not reached. ``no_route``: no DNS server answered, or no route leads to the host."""
        self._failed.add(host)
        if no_route:
            self._unroutable.add(host)

    def set_sample(self, hosts: Collection[str]) -> None:
        """Set the hosts whose failure proves that the machine is offline. Nothing is decided before."""
        self._sample = frozenset(hosts)

    @property
    def offline(self) -> bool:
        """True once every sampled host has failed with a DNS or routing error: the machine is offline, stop trying."""
        return not self.reached and bool(self._sample) and self._sample <= self._unroutable

    def record_timeout(self) -> bool:
        """Record that the whole sample was tried for some time. Return whether to stop trying.

        One or two hosts that have a DNS entry may be down themselves: their own time-outs decide.
        """
        is_large_sample = len(self._sample) >= MIN_HOSTS
        self._given_up = not self.reached and bool(self._sample) and (not self._dns_works or is_large_sample)
        return self._given_up

    @property
    def no_network(self) -> bool:
        """Whether, at the end of a run, a missing network explains the failures better than the hosts do."""
        blamed = self._given_up or bool(self._unroutable) or len(self._failed) >= MIN_HOSTS
        return blamed and not self.reached


def sample_hosts(urls: Iterable[str], limit: int = SAMPLE_SIZE) -> Sequence[str]:
    """Return up to ``limit`` URLs, spread evenly over a list, with one per site.

    One per site, so that whoever owns the start of the list, or a thousand subdomains, counts only once.
    """
    sites: dict[str, str] = {}
    for url in urls:
        sites.setdefault(".".join(host_of(url).split(".")[-2:]), url)
    candidates = list(sites.values())
    count = min(limit, len(candidates))
    return [candidates[position * (len(candidates) - 1) // max(1, count - 1)] for position in range(count)]
