"""What is remembered of sidebars saves work and changes nothing."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from generator.base.concurrency.process_executor import local_executor
from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item, RelatedLink
from generator.model.settings import Settings
from generator.model.site_data import SiteData
from generator.organise import related_cache as sidebars
from generator.organise.catalogue import organise, organise_again
from generator.organise.related import RelatedFinder
from generator.organise.related_cache import EMPTY_CACHE, RelatedCache
from generator.organise.similarity import SMALL_SITE

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)
WORDS = [f"word{number}" for number in range(30)]
TOPICS = [("ai",), ("ai", "ml"), ("ml", "ai"), ("craft",), ("craft", "rare"), ("rare",), ()]


def make(chance: random.Random, name: str) -> Item:
    related = [
        RelatedLink(f"https://a.example/{chance.randrange(90)}", "Elsewhere", "https://b.example/")
        for _ in range(chance.choice([0, 0, 0, 1, 4, 6]))
    ]
    return Item(
        path=f"_news/{name}.md",
        key=f"https://a.example/{name}",
        kind="article",
        title=" ".join(chance.sample(WORDS, chance.randrange(1, 6))),
        published=None if chance.random() < 0.1 else NOON + timedelta(hours=chance.randrange(200)),
        topics=chance.choice(TOPICS),
        promoted=chance.random() < 0.5,
        related=tuple(related),
    )


def edited(chance: random.Random, items: list[Item]) -> list[Item]:
    after = list(items)
    for number in range(chance.randrange(1, 4)):
        place = chance.randrange(len(after))
        other = make(chance, f"new{number}")
        match chance.randrange(6):
            case 0:
                del after[place]
            case 1:
                after.append(other)
            case 2:
                after[place] = replace(after[place], title=other.title)
            case 3:
                after[place] = replace(after[place], topics=other.topics)
            case 4:
                after[place] = replace(after[place], published=other.published, promoted=other.promoted)
            case 5:
                after[place] = replace(after[place], related=other.related)
    return after


def organised_again(
    items: list[Item], before: RelatedCache, workers: int = 1
) -> tuple[Catalogue, tuple[Problem, ...], RelatedCache]:
    finder = RelatedFinder(before, local_executor(workers))
    return *organise_again(items, SiteData(), Settings(), finder), finder.now


@pytest.mark.parametrize("seed", range(120))
def test_remembered_sidebars_are_those_of_a_clean_build(seed: int) -> None:
    """Every third site becomes a small one, or is one no longer (:data:`SMALL_SITE`)."""
    chance = random.Random(seed)
    size = chance.randrange(60, 100) if seed % 3 else chance.randrange(SMALL_SITE - 2, SMALL_SITE + 4)
    items = [make(chance, str(number)) for number in range(size)]
    _, _, kept = organised_again(items, EMPTY_CACHE)
    for _ in range(3):
        items = edited(chance, items)
        again, problems, kept = organised_again(items, kept)
        assert (again, problems) == organise(items, SiteData(), Settings())


def test_most_sidebars_of_a_large_site_are_not_chosen_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.organise import related

    chance = random.Random(1)
    items = [make(chance, str(number)) for number in range(1000)]
    _, _, kept = organised_again(items, EMPTY_CACHE)
    chosen: list[int] = []
    choose: Callable[..., list[int]] = related.choose

    def counting(*arguments: object) -> list[int]:
        chosen.append(1)
        return choose(*arguments)

    monkeypatch.setattr(related, "choose", counting)
    items[500] = replace(items[500], title="word1 word2")
    again, _, _ = organised_again(items, kept)
    assert 0 < len(chosen) < 400
    assert again == organise(items, SiteData(), Settings())[0]


def test_many_changes_recompute_all_rows() -> None:
    chance = random.Random(2)
    items = [make(chance, str(number)) for number in range(60)]
    _, _, kept = organised_again(items, EMPTY_CACHE)
    others = [make(chance, str(number)) for number in range(60)]
    assert len(others) // sidebars.MAX_CHANGED_FRACTION < 60
    again, _, _ = organised_again(others, kept)
    assert again == organise(others, SiteData(), Settings())[0]


def test_sidebars_are_the_same_with_any_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.organise import related

    monkeypatch.setattr(related, "PARALLEL_ROWS", 10)
    monkeypatch.setattr(related, "CHUNK_ROWS", 7)
    chance = random.Random(3)
    items = [make(chance, str(number)) for number in range(60)]
    alone = organised_again(items, EMPTY_CACHE, 1)
    assert organised_again(items, EMPTY_CACHE, 3) == alone
