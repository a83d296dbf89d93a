"""What finding stories costs, in CPU seconds: `python -m bench.stories`. Half of the invented items are in stories.

A dense site has 6,000 items in 5 days, a large one 100,000 in 3 years; cold, with one new item, and without a change.
"""

import gc
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from time import process_time

from msgspec.structs import replace

from generator.base.digest import digest
from generator.model.item import Item, Publisher
from generator.model.settings import StorySettings
from generator.organise.sort_order import sort_newest_first
from generator.organise.stories.finder import EMPTY_STORIES, StoryCache, StoryFinder

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
SITES = ((6_000, 5), (100_000, 1095))
"""Numbers of items and of days."""

_WORDS, _PAPERS = 8_000, 200
_LETTERS, _VOWELS = "bcdfglmnprst", "aeiou"


def invent_items(count: int, days: int) -> tuple[Item, ...]:
    """Return items about events that one to six papers report, each in words of its own. The same ones each time."""
    chance = random.Random(1)
    words = [
        "".join(chance.choice(_LETTERS) + chance.choice(_VOWELS) for _ in range(chance.randrange(2, 5)))
        for _ in range(_WORDS)
    ]
    weights = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))

    def pick(number: int) -> list[str]:
        return chance.choices(words, cum_weights=weights, k=number)

    def retell(text: Sequence[str], kept: float) -> str:
        return " ".join([word if chance.random() < kept else pick(1)[0] for word in text]).capitalize()

    items: list[Item] = []
    while len(items) < count:
        title, excerpt, day = pick(chance.randrange(6, 13)), pick(45), chance.random() * days
        for number in range(chance.choice([1, 1, 1, 1, 2, 3, 6])):
            paper = f"p{chance.randrange(_PAPERS)}"
            figure = f"{chance.randrange(2, 9000)} " if chance.random() < 0.4 else ""
            items.append(
                Item(
                    path=f"_news/{len(items)}.md",
                    key=f"https://x.example/{len(items)}",
                    kind="article",
                    title=figure + retell(title, 0.6 if number else 1.0),
                    excerpt=retell(excerpt, 0.5 if number else 1.0),
                    published=FIRST_DAY + timedelta(days=day + number * chance.random() * 0.4),
                    source=Publisher(paper, f"{paper}.example"),
                    digest=digest(str(len(items)).encode()),
                )
            )
    return sort_newest_first(items[:count])


def measure(count: int, days: int) -> Iterator[tuple[str, float, int]]:
    """Yield the name of each case, its CPU seconds, and the number of items that were compared."""
    items = invent_items(count, days)
    newest = items[0].published or FIRST_DAY
    new = replace(
        items[0], key="new", path="new.md", digest=digest(b"new"), published=newest + timedelta(seconds=1)
    )

    def find(found: Sequence[Item], before: StoryCache) -> tuple[float, StoryFinder]:
        finder = StoryFinder(before)
        started = process_time()
        finder.find(found, StorySettings(), "en", ())
        return process_time() - started, finder

    seconds, cold = find(items, EMPTY_STORIES)
    yield "cold", seconds, cold.compared
    for name, found in (("one new item", sort_newest_first([*items, new])), ("no change", items)):
        seconds, finder = find(found, cold.now)
        yield name, seconds, finder.compared


def main() -> None:
    """Print the costs of all sites. Builds collect no garbage either."""
    gc.disable()
    for count, days in SITES:
        for name, seconds, compared in measure(count, days):
            print(
                f"{count:>7,} items in {days:>5,} days, {name:<12}  {seconds:6.3f} s, {compared:,} compared"
            )


if __name__ == "__main__":
    main()
