"""The words of an item: without the name of its site and the words of its topics."""

from collections.abc import Callable

import pytest

from generator.model.item import Item, Publisher
from generator.model.site_data import TopicInfo
from generator.organise.stories.features import StoryLanguages, is_grouped, strip_site_name

TOPICS = [TopicInfo("Small Things", 0, keywords=("bee",))]


def test_words_of_own_topics_say_nothing(make_item: Callable[..., Item]) -> None:
    item = make_item("x", title="The bees of small Adorf: 1,328 counted", topics=("small things",))
    other = make_item("x", title="The bees of small Adorf: 1,328 counted")
    languages = StoryLanguages("en", TOPICS)
    assert languages.features(item).title == {"bee", "adorf", "count", "1328"}
    assert languages.features(other).title == {"bee", "small", "adorf", "count", "1328"}


def test_the_excerpt_counts_as_far_as_forty_words(make_item: Callable[..., Item]) -> None:
    letters = "bcdfghklmnprst"
    words = [f"{one}a{two}o" for one in letters for two in letters]
    features = StoryLanguages("de").features(make_item("x", title="Titel", excerpt=" ".join(words)))
    assert len(features.excerpt) <= 40
    assert features.all == features.title | features.excerpt


def test_figures_of_the_excerpt_count_if_they_are_large(make_item: Callable[..., Item]) -> None:
    item = make_item("x", title="Bees counted in 2021", excerpt="There were 768 bees and 3 wasps.")
    assert StoryLanguages("en").features(item).large_figures == {"768"}


@pytest.mark.parametrize(
    ("title", "name", "bare"),
    [
        ("Pier reopens | The Quay", "The Quay", "Pier reopens"),
        ("Pier reopens - The Quay", "The Quay", "Pier reopens"),
        ("Pier of The Quay", "The Quay", "Pier of The Quay"),
        ("The Quay", "The Quay", "The Quay"),
        ("Pier reopens | Harbour", "", "Pier reopens | Harbour"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, name: str, bare: str) -> None:
    assert strip_site_name(title, name) == bare


def test_a_provider_without_a_domain_has_that_of_the_article(make_item: Callable[..., Item]) -> None:
    features = StoryLanguages("en").features
    assert features(make_item("x")).provider == ("a.example", "")
    named = features(make_item("x", source=Publisher("The Paper", "paper.example")))
    assert named.provider == ("paper.example", "the paper")


@pytest.mark.parametrize(
    ("fields", "grouped"),
    [({}, True), ({"kind": "collection"}, False), ({"story": "none"}, False), ({"story": "Flood"}, False)],
)
def test_only_items_of_their_own_are_grouped(
    make_item: Callable[..., Item], fields: dict[str, object], grouped: bool
) -> None:
    assert is_grouped(make_item("x", **fields)) is grouped
