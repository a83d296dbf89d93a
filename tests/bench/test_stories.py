"""The costs of finding stories are those of finding some."""

from bench.stories import invent_items, measure
from generator.model.settings import StorySettings
from generator.organise.stories.finder import StoryFinder


def test_half_of_the_invented_items_are_in_stories() -> None:
    found = StoryFinder().find(invent_items(600, 5), StorySettings(), "en", ())
    assert 200 < sum(map(len, found)) < 450


def test_a_new_item_is_the_only_one_that_is_compared() -> None:
    assert [(name, compared) for name, _, compared in measure(300, 20)] == [
        ("cold", 300),
        ("one new item", 1),
        ("no change", 0),
    ]
