"""Invented prose with the statistics of real prose: few words often, most words hardly ever.

Words have Zipf frequencies. Grammar is of no concern: what a generator sees of text is its length, its
characters, and which titles share which words; each topic therefore has favourite words of its own.
"""

from itertools import accumulate
from random import Random


def _listed(text: str) -> list[str]:
    return text.split()


_COMMON = _listed(
    """
the of and to in a is that for it as was with be by on not he this are or his from at which but have an had
they you were their one all we can her has there been if more when will would who so no out up into than them
"""
)

_FIELD = _listed(
    """
model data power water engine market report team city energy network tool signal price plan study garden road
river paper season school market light sound metal glass forest harbour letter kitchen summer winter machine
bridge weather village factory window battery sensor record library museum orchestra railway ferry island field
stone copper timber cotton wool clay paint music theatre novel camera picture map compass clock ladder bucket
lantern kettle bicycle tractor harvest orchard meadow valley mountain coast tunnel canal mill workshop archive
ledger council budget grant election treaty border tariff strike union wage pension housing rent mortgage loan
vaccine clinic nurse surgeon patient trial dose symptom therapy memory language grammar dictionary translation
teacher pupil lesson exam degree research theory proof number curve surface volume pressure heat current voltage
carbon oxygen hydrogen nitrogen mineral crystal fossil glacier storm drought flood tide wave wind cloud rain snow
"""
)

_DOING = _listed(
    """
opens closes builds learns finds shows makes cuts lifts turns brings holds keeps moves starts stops wins loses
grows falls rises plans tests trains ships adds drops joins leaves warns says asks tells helps slows speeds buys
"""
)

_QUALITY = _listed(
    """
new small quiet early late open hidden green cheap slow fast strong weak public local global rare common simple
modern ancient careful bright dark heavy light clean second third final first largest smallest oldest strange
"""
)

_OPENINGS = _listed("b br c cl d dr f fl g gr h j k l m n p pr qu r s sk sl st t tr v w")
_VOWELS = _listed("a e i o u ae ea ia io ou")
_ENDINGS = _listed("l ll m n nd ng r rn s sh st t th x")
_TAILS = ["", "", "ic", "ing", "er", "ware", "field", "ton", "ia", "ory"]

RARE_WORDS = 14_000
FAVOURITES = 220


class Writer:
    """Writes titles and excerpts, and invents names. All chance comes from the one generator it is given."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        rare = [*_DOING, *_QUALITY, *sorted({self.name() for _ in range(RARE_WORDS)})]
        rng.shuffle(rare)
        self._stock = [*_FIELD, *rare]
        self._weights = zipf(len(self._stock))
        prose = [*_COMMON, *self._stock]
        self._prose = prose
        self._prose_weights = zipf(len(prose))
        self._favourites: dict[str, list[str]] = {}
        self._favourite_weights = zipf(FAVOURITES)

    def name(self) -> str:
        """Invent a word that could be a name, lower case."""
        pick = self._rng.random
        parts = [
            _OPENINGS[int(pick() * len(_OPENINGS))] + _VOWELS[int(pick() * len(_VOWELS))]
            for _ in range(1 + int(pick() * 1.7))
        ]
        return "".join(parts) + _ENDINGS[int(pick() * len(_ENDINGS))] + _TAILS[int(pick() * len(_TAILS))]

    def title(self, topic: str) -> str:
        """Write a headline of five to fourteen words, half of them favourites of its topic."""
        rng = self._rng
        count = 5 + int(rng.random() * 5) + int(rng.random() * 5)
        favourites = self._of(topic)
        weights = self._favourite_weights[: len(favourites)]
        own = rng.choices(favourites[: len(weights)], cum_weights=weights, k=count // 2)
        other = rng.choices(self._stock, cum_weights=self._weights, k=count - count // 2 - 2)
        small = rng.choices(_COMMON[:12], k=2)
        words = [*own, *other, *small]
        rng.shuffle(words)
        words[0] = words[0].capitalize()
        return " ".join(words)

    def prose(self, length: int) -> str:
        """Write sentences of about ``length`` characters, never more."""
        if length <= 0:
            return ""
        rng = self._rng
        words = rng.choices(self._prose, cum_weights=self._prose_weights, k=length // 5 + 2)
        pause = 6 + int(rng.random() * 10)
        for start in range(0, len(words), pause):
            words[start] = words[start].capitalize()
            if start:
                words[start - 1] += "."
        text = " ".join(words)
        return text if len(text) <= length else text[:length].rpartition(" ")[0].rstrip(".") + "."

    def _of(self, topic: str) -> list[str]:
        """Return the favourite words of a topic: drawn as prose draws them, so that topics share common ones."""
        if topic not in self._favourites:
            drawn = self._rng.choices(self._stock, cum_weights=self._weights, k=4 * FAVOURITES)
            self._favourites[topic] = list(dict.fromkeys(drawn))
        return self._favourites[topic]


def zipf(count: int, offset: float = 2.7) -> list[float]:
    """Return cumulative weights of ``count`` ranks: the n-th is drawn with a chance of 1/(n + offset)."""
    return list(accumulate(1 / (rank + offset) for rank in range(1, count + 1)))
