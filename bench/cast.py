"""Who publishes, about what, and when: providers, topics and days with the skew of real sites."""

import math
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from bench.vocabulary import Writer, zipf

FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
DAYS = 6 * 365
SHARED_DOMAINS = ("reelhouse.example", "openpages.example", "commonwire.example", "penpress.example")
"""Hosts on which many publish: channels and blogs."""

_DISCOUNT, _STRENGTH = 0.65, 5.0
"""Of the Pitman-Yor process that providers follow: some 250 of them among 1,000 records, 4,800 among 100,000;
two in three have a single item."""

_SHARED = 0.05
_WITH_LOGO = 0.84

_TREE = {
    "Energy": ("Wind Power", "Solar Power", "Storage", "Power Grids"),
    "Machines": ("Robots", "Sensors", "Machine Learning"),
    "Craft": ("Textiles", "Ceramics", "Woodwork"),
    "Cities": ("Housing", "Railways", "Cycling"),
    "Health": ("Clinics", "Vaccines"),
    "Oceans": (),
}


class Topic(NamedTuple):
    """A topic, under another one or none."""

    name: str
    parent: str = ""


TOPICS = tuple(
    topic
    for parent, children in _TREE.items()
    for topic in (Topic(parent), *[Topic(child, parent) for child in children])
)


class Provider(NamedTuple):
    """Who publishes. ``number`` counts from the first that came; ``logo`` is an address, "" for none."""

    number: int
    name: str
    domain: str
    logo: str


class Cast:
    """Draws topics and providers. A provider with many items is likelier to get the next one."""

    def __init__(self, rng: Random, writer: Writer) -> None:
        self._rng = rng
        self._writer = writer
        self._topic_weights = zipf(len(TOPICS), offset=0.8)
        self._order = rng.sample(TOPICS, len(TOPICS))
        self._credits: list[Provider] = []
        self.counts: dict[Provider, int] = {}

    def topics(self) -> list[str]:
        """Return the topics of one record: the main one, usually its parent, now and then another."""
        rng = self._rng
        main = rng.choices(self._order, cum_weights=self._topic_weights)[0]
        names = [main.name]
        if main.parent and rng.random() < 0.7:
            names.append(main.parent)
        if rng.random() < 0.12:
            other = rng.choice(TOPICS).name
            names += [other] if other not in names else []
        return names

    def provider(self) -> Provider:
        """Return who published the next record."""
        rng = self._rng
        new = (_STRENGTH + _DISCOUNT * len(self.counts)) / (_STRENGTH + len(self._credits))
        chosen = self._new() if rng.random() < new else self._known()
        self._credits.append(chosen)
        self.counts[chosen] = self.counts.get(chosen, 0) + 1
        return chosen

    def _known(self) -> Provider:
        rng = self._rng
        while True:
            chosen = self._credits[int(rng.random() * len(self._credits))]
            if rng.random() >= _DISCOUNT / self.counts[chosen]:
                return chosen

    def _new(self) -> Provider:
        rng, number = self._rng, len(self.counts)
        words = [self._writer.name().capitalize() for _ in range(1 + int(rng.random() * 2.3))]
        name = " ".join(words)
        domain = f"{'-'.join(words).lower()}-{number}.example"
        if number > len(SHARED_DOMAINS) and rng.random() < _SHARED:
            name, domain = f"{name} {number}", rng.choice(SHARED_DOMAINS)
        logo = f"https://logos.example/{domain}-50x50.jpg" if rng.random() < _WITH_LOGO else ""
        return Provider(number, name, domain, logo)


def moments(rng: Random, count: int) -> list[datetime]:
    """Return ``count`` times of day on days of six years, oldest first: more each year, few at weekends, and
    days on which everything happens."""
    weights = list(accumulate(_weight(rng, day) for day in range(DAYS)))
    days = rng.choices(range(DAYS), cum_weights=weights, k=count)
    seconds = [int(min(max(rng.gauss(13.5, 4.0), 0.0), 23.99) * 3600) for _ in range(count)]
    return sorted(
        FIRST_DAY + timedelta(days=day, seconds=second) for day, second in zip(days, seconds, strict=True)
    )


def _weight(rng: Random, day: int) -> float:
    weekend = 0.35 if (FIRST_DAY + timedelta(days=day)).weekday() >= 5 else 1.0
    return weekend * (1 + day / 365) * math.exp(rng.gauss(0, 0.55))
