"""Whether there is a network at all. Pure: told of every try to connect, it draws the conclusion.

A machine without network should not find that out once for every picture, and no picture should be blamed for it. But
half of an old site's hosts are gone, and whoever writes a feed chooses what comes first in it: that the first hosts are
silent, or that no name server knows of them, says nothing yet. So nothing is concluded before *witnesses* were heard:
hosts that differ, from all over the site, half of them such as were there the last time.
"""

from collections.abc import Collection, Iterable, Sequence

from generator.net.ssrf_guard import host_of

HOSTS = 3
"""So many hosts out of reach, and none within, are no network."""

WITNESSES = 32
"""How many of a list are heard."""


class Connectivity:
    """What the tries to connect so far say of the network."""

    def __init__(self) -> None:
        self.reached = False
        self._named = False
        self._given_up = False
        self._missed: set[str] = set()
        self._no_way: set[str] = set()
        self._witnesses: frozenset[str] = frozenset()

    def reach(self) -> None:
        """Hear that a host took a connection, or refused it: so there is a network, whatever happens to others."""
        self.reached = True

    def name(self) -> None:
        """Hear that a name server answered."""
        self._named = True

    def miss(self, host: str, no_way: bool) -> None:
        """Hear that a host was not reached. ``no_way``: no name server answered, or no route leads there."""
        self._missed.add(host)
        if no_way:
            self._no_way.add(host)

    def set_sample(self, hosts: Collection[str]) -> None:
        """Name the witnesses. There is no conclusion before."""
        self._witnesses = frozenset(hosts)

    @property
    def offline(self) -> bool:
        """Whether there is no need to try any other host: all witnesses say that no way leads anywhere."""
        return not self.reached and bool(self._witnesses) and self._witnesses <= self._no_way

    def give_up(self) -> bool:
        """Hear that all witnesses have been tried for a while. Returns whether to go on no longer.

        One or two hosts whose names are known may each be to blame for themselves: their own time-outs tell.
        """
        many = len(self._witnesses) >= HOSTS
        self._given_up = not self.reached and bool(self._witnesses) and (not self._named or many)
        return self._given_up

    @property
    def absent(self) -> bool:
        """Whether, when all is done, the want of a network explains it better than the hosts do."""
        blamed = self._given_up or bool(self._no_way) or len(self._missed) >= HOSTS
        return blamed and not self.reached


def sample_hosts(urls: Iterable[str], most: int = WITNESSES) -> Sequence[str]:
    """Return addresses from all over a list, each of another site: whoever fills its beginning, or has a thousand names
    below one, is a voice among many."""
    sites: dict[str, str] = {}
    for url in urls:
        sites.setdefault(".".join(host_of(url).split(".")[-2:]), url)
    found = list(sites.values())
    count = min(most, len(found))
    return [found[number * (len(found) - 1) // max(1, count - 1)] for number in range(count)]
