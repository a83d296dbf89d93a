"""Whether there is a network at all. Pure: told of every try to connect, it draws the conclusion.

A machine without network should not find that out once for every picture, and no picture should be blamed for it. But
half of an old site's hosts are gone, and their names with them: that the first few do not exist says nothing yet.
"""

HOSTS = 3
"""So many hosts out of reach, and none within, are no network."""


class Network:
    """What the tries to connect so far say of the network. ``hosts`` is how many there are to be tried."""

    def __init__(self, hosts: int) -> None:
        self.reached = False
        self._hosts = hosts
        self._named = False
        self._given_up = False
        self._missed: set[str] = set()
        self._no_way: set[str] = set()

    def reach(self) -> None:
        """Hear that a host took a connection: so there is a network, whatever happens to others."""
        self.reached = True

    def name(self) -> None:
        """Hear that a name server answered."""
        self._named = True

    def miss(self, host: str, no_way: bool) -> None:
        """Hear that a host was not reached. ``no_way``: no name server answered, or no route leads there."""
        self._missed.add(host)
        if no_way:
            self._no_way.add(host)

    @property
    def hopeless(self) -> bool:
        """Whether there is no need to try any other host."""
        return not self.reached and len(self._no_way) >= min(HOSTS, self._hosts)

    def give_up(self) -> bool:
        """Hear that all have been tried for a while. Returns whether to go on no longer.

        One or two hosts whose names are known may each be to blame for themselves: their own time-outs tell.
        """
        self._given_up = not self.reached and (not self._named or self._hosts >= HOSTS)
        return self._given_up

    @property
    def absent(self) -> bool:
        """Whether, when all is done, the want of a network explains it better than the hosts do."""
        blamed = self._given_up or bool(self._no_way) or len(self._missed) >= HOSTS
        return blamed and not self.reached
