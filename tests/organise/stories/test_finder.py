"""Stories depend on the items alone: what the last build found saves work and changes nothing."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from generator.base.digest import digest
from generator.model.item import Item, Publisher
from generator.model.settings import StorySettings
from generator.model.site_data import TopicInfo
from generator.organise.sort_order import sort_newest_first
from generator.organise.stories.finder import EMPTY_STORIES, StoryCache, StoryFinder

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)
WORDS = [f"word{letter}" for letter in "abcdefghij"]
SETTINGS = StorySettings()
TOPICS = [TopicInfo("Craft", 0, keywords=("loom",))]


def make(chance: random.Random, name: str, hours: int = 300) -> Item:
    paper = f"paper{chance.randrange(6)}"
    return Item(
        path=f"_news/{name}.md",
        key=f"https://a.example/{name}",
        kind=chance.choice(["article", "article", "article", "forum"]),
        title=" ".join(chance.sample(WORDS, chance.randrange(1, 6))),
        excerpt=chance.choice(["", " ".join(chance.sample(WORDS, 4))]),
        published=None if chance.random() < 0.05 else NOON + timedelta(hours=chance.randrange(hours)),
        source=Publisher(paper, f"{paper}.example"),
        story=chance.choice([*[""] * 9, "none"]),
    )


def edited(chance: random.Random, items: list[Item]) -> list[Item]:
    after = list(items)
    for number in range(chance.randrange(1, 4)):
        place = chance.randrange(len(after))
        other = make(chance, f"new{number}{chance.random()}")
        match chance.randrange(5):
            case 0:
                del after[place]
            case 1:
                after.append(other)
            case 2:
                after[place] = replace(after[place], title=other.title)
            case 3:
                after[place] = replace(after[place], published=other.published)
            case 4:
                after[place] = replace(after[place], story=other.story, kind=other.kind)
    return after


def find(
    items: list[Item], before: StoryCache = EMPTY_STORIES, settings: StorySettings = SETTINGS
) -> tuple[list[tuple[str, ...]], StoryFinder]:
    ordered = sort_newest_first(items)
    finder = StoryFinder(before)
    found = finder.find(ordered, settings, "en", TOPICS)
    return [tuple([ordered[row].key for row in story]) for story in found], finder


@pytest.mark.parametrize("seed", range(150))
def test_a_build_after_edits_finds_the_stories_of_a_clean_one(seed: int) -> None:
    chance = random.Random(seed)
    items = [make(chance, str(number), chance.choice([60, 900])) for number in range(chance.randrange(5, 60))]
    _, finder = find(items)
    for _ in range(4):
        items = edited(chance, items)
        again, finder = find(items, finder.now)
        clean, new = find(items)
        assert again == clean
        assert finder.now == new.now


def test_the_edits_do_change_stories() -> None:
    """Else the law above would hold for a finder that finds nothing."""
    chance = random.Random(1)
    items = [make(chance, str(number), 200) for number in range(60)]
    before, _ = find(items)
    assert len(before) > 5
    assert find(edited(chance, items))[0] != before


def many() -> list[Item]:
    chance = random.Random(5)
    return [make(chance, str(number), 20_000) for number in range(2_000)]


@pytest.mark.parametrize("hour", [10_000, 20_000])
def test_one_new_item_is_compared_with_those_around_it(hour: int) -> None:
    items = many()
    _, finder = find(items)
    new = replace(items[0], key="new", path="_news/new.md", published=NOON + timedelta(hours=hour), story="")
    _, again = find([*items, new], finder.now)
    assert 0 < again.compared < 40


def test_nothing_is_compared_if_nothing_changed() -> None:
    found, finder = find(many())
    again, second = find(many(), finder.now)
    assert again == found
    assert second.compared == 0
    assert second.now is finder.now


@pytest.mark.parametrize("settings", [StorySettings(closeness=0.9), StorySettings(hours=2)])
def test_other_settings_are_other_stories(settings: StorySettings) -> None:
    items = many()[:400]
    _, finder = find(items)
    assert find(items, finder.now, settings)[0] == find(items, settings=settings)[0]


def test_a_known_digest_stands_for_an_item() -> None:
    """Items have the digests of their records: one with the same digest is not compared again."""
    chance = random.Random(2)
    bare = [make(chance, str(number), 100) for number in range(40)]
    items = [replace(item, digest=digest(item.key.encode())) for item in bare]
    found, finder = find(items)
    assert found == find(bare)[0]
    again, second = find(items, finder.now)
    assert (again, second.compared) == (found, 0)
    items[0] = replace(items[0], digest=digest(b"other"))
    again, third = find(items, finder.now)
    assert again == found
    assert third.compared


def test_a_site_without_stories_finds_none(make_item: Callable[..., Item]) -> None:
    finder = StoryFinder()
    items = [make_item("one two three"), make_item("one two three four")]
    assert finder.find(items, StorySettings(enabled=False), "en", ()) == []
    assert finder.now == EMPTY_STORIES
