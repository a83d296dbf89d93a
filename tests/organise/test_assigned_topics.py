"""``[topics] assign``: topics of items by the words of topic files."""

from typing import Literal

import pytest
from msgspec.structs import replace

from generator.model.item import Item
from generator.model.settings import TopicSettings
from generator.model.site_data import TopicInfo
from generator.organise.assigned_topics import assign_topics

BEES = TopicInfo("Bees", 1, keywords=("bee", "honey comb"), hashtags=("#Beekeeping",), shortname="Apis")
TIDES = TopicInfo("Tides", 2, keywords=("tide",), match="text")
STREETS = TopicInfo("Streets", 3, keywords=("straße", "時代", "C++"), none=("closed",))
ITEM = Item("a.md", "https://paper.example/a", "article", "A")
NOTES = (BEES, TIDES, STREETS)


def assigned(
    assign: Literal["never", "missing", "always"],
    title: str,
    topics: tuple[str, ...] = (),
    excerpt: str = "",
    tags: tuple[str, ...] = (),
) -> tuple[str, ...]:
    item = replace(ITEM, title=title, topics=topics, excerpt=excerpt, tags=tags)
    return assign_topics([item], NOTES, TopicSettings(assign)).items[0].topics


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("A bee on the comb", ("Bees",)),
        ("A BEE, a honey-comb and the tide", ("Bees", "Tides")),
        ("A beer", ()),
        ("STRASSE gesperrt", ("Streets",)),
        ("人工智能時代", ("Streets",)),
        ("C++ for all", ("Streets",)),
        ("The Straße is closed", ()),
        ("Beekeeping", ("Bees",)),
    ],
)
def test_whole_words_of_the_title_give_topics(title: str, topics: tuple[str, ...]) -> None:
    assert assigned("missing", title) == topics


def test_the_excerpt_counts_only_for_topics_that_ask_for_it() -> None:
    assert assigned("missing", "News", excerpt="A bee in the tide") == ("Tides",)


def test_tags_count_like_titles_and_no_phrase_spans_two_texts() -> None:
    assert assigned("missing", "News", tags=("#beekeeping",)) == ("Bees",)
    assert assigned("missing", "Honey", tags=("comb",)) == ()


@pytest.mark.parametrize(
    ("assign", "expected"),
    [("never", ("Mine",)), ("missing", ("Mine",)), ("always", ("Mine", "Bees"))],
)
def test_topics_of_the_record_come_first_or_are_enough(
    assign: Literal["never", "missing", "always"], expected: tuple[str, ...]
) -> None:
    assert assigned(assign, "A bee", ("Mine",)) == expected


@pytest.mark.parametrize("own", ["bees", "APIS"])
def test_a_topic_that_the_record_has_is_not_given_twice(own: str) -> None:
    assert assigned("always", "A bee", (own,)) == (own,)


def test_items_that_get_nothing_stay_the_same_objects() -> None:
    items = [ITEM, replace(ITEM, key="b")]
    for assign in ("never", "missing"):
        found = assign_topics(items, NOTES, TopicSettings(assign))
        assert all(one is other for one, other in zip(found.items, items, strict=True))
        assert found.reasons == {}


def test_reasons_name_the_phrase() -> None:
    item = replace(ITEM, title="A honey comb", topics=())
    found = assign_topics([item], NOTES, TopicSettings("missing"))
    assert found.reasons == {item.key: {"Bees": "assigned by honey comb"}}
