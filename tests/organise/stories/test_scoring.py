"""The closeness of two items, and what speaks against one event."""

from collections.abc import Callable

import pytest

from generator.model.item import Item, Publisher
from generator.model.settings import StorySettings
from generator.organise.stories.features import StoryFeatures, StoryLanguages
from generator.organise.stories.scoring import find_veto, jaccard, score_pair
from tests.organise.stories.events import EVENTS

CLOSE = round(StorySettings().closeness * 1000)


@pytest.fixture
def features(make_item: Callable[..., Item]) -> Callable[..., StoryFeatures]:
    def make(title: str, excerpt: str = "", paper: str = "a", language: str = "en") -> StoryFeatures:
        source = Publisher(paper, f"{paper}.example")
        return StoryLanguages(language).features(make_item("x", title=title, excerpt=excerpt, source=source))

    return make


def test_equal_texts_are_closest(features: Callable[..., StoryFeatures]) -> None:
    one, other = (features("Otters return to the river", paper=paper) for paper in "ab")
    assert score_pair(one, other) == 1000
    assert score_pair(features("Otters"), features("Badgers", paper="b")) == 0


def test_the_closeness_is_the_same_both_ways(features: Callable[..., StoryFeatures]) -> None:
    one = features("Otters return to the river after years", "Three were seen near Adorf.")
    other = features("Three otters seen near Adorf", "They return to the river.", paper="b")
    assert score_pair(one, other) == score_pair(other, one) > 300


def test_a_common_large_figure_brings_items_closer(features: Callable[..., StoryFeatures]) -> None:
    plain = score_pair(features("Otters counted in the river"), features("River otters in Adorf", paper="b"))
    counted = score_pair(
        features("Otters counted in the river", "2,300 of them"),
        features("River otters in Adorf", "2300 of them", paper="b"),
    )
    assert counted > plain + 50


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("4 new cases in Adorf", "129 new cases in Adorf", "figures in the titles"),
        ("New cases: 4 more, 741 in all", "New cases: 741 in all", ""),
        ("Strike in Adorf on Friday", "Strike in Adorf on Monday", "weekdays"),
        ("Strike in Adorf on Friday", "Strike in Adorf", ""),
        ("GPT-3 writes texts", "GPT-4 writes texts", ""),
    ],
)
def test_figures_and_days_that_differ_speak_against_one_event(
    features: Callable[..., StoryFeatures], one: str, other: str, reason: str
) -> None:
    first, second = features(one), features(other, paper="b")
    assert find_veto(first, second, jaccard(first.title, second.title)) == reason
    assert (score_pair(first, second) == 0) is bool(reason)


def test_large_figures_of_excerpts_must_not_differ(features: Callable[..., StoryFeatures]) -> None:
    one, other = features("Cases in Adorf", "741 cases."), features("Cases in Adorf", "768 cases.", paper="b")
    assert find_veto(one, other, 1000) == "figures"


def test_one_provider_tells_an_event_once_unless_the_texts_are_the_same(
    features: Callable[..., StoryFeatures],
) -> None:
    text = "Three otters were seen near the mill"
    assert (
        score_pair(features("Otters return to Adorf", text), features("Otters return to Adorf", text)) == 1000
    )
    assert score_pair(features("Otters return to Adorf", text), features("Otters return to Lunz", text)) == 0
    assert find_veto(features("Otters", paper="b"), features("Badgers", paper="b"), 0) == "provider"


@pytest.mark.parametrize("language", EVENTS)
def test_in_other_languages_nine_of_ten_that_are_found_are_right(
    features: Callable[..., StoryFeatures], language: str
) -> None:
    found: list[bool] = []
    for texts in EVENTS[language]:
        one, same, other = (
            features(title, text, paper, language) for paper, (title, text) in zip("abc", texts, strict=True)
        )
        found += [True] * (score_pair(one, same) >= CLOSE) + [False] * (score_pair(one, other) >= CLOSE)
    assert sum(found) >= 0.9 * len(found)
    assert sum(found) >= 9, "of ten events that two papers tell"


def test_the_table_has_seven_languages_and_ten_events_each() -> None:
    assert {language: len(events) for language, events in EVENTS.items()} == dict.fromkeys(
        ("de", "es", "fr", "ru", "ar", "zh", "ja"), 10
    )
