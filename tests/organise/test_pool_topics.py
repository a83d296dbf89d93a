"""Which records of a pool a site shows: by topic, as topics are compared everywhere."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from generator.model.catalogue import LeftOut
from generator.model.item import Item
from generator.model.settings import ContentSettings, Settings, TopicSettings
from generator.model.site_data import TopicInfo
from generator.organise.pool_topics import OTHER_TOPICS, choose_by_topic

MakeItem = Callable[..., Item]

NOTES = (
    TopicInfo("Artificial Intelligence", 0, shortname="AI"),
    TopicInfo("Robotics", 0, parent="AI"),
    TopicInfo("Drones", 0, parent="robotics"),
)


def wanted(*topics: str) -> Settings:
    return Settings(content=ContentSettings(pool="../pool", topics=topics))


@pytest.mark.parametrize(
    ("topics", "shown"),
    [
        (("AI",), True),
        (("artificial-intelligence",), True),
        (("Law", "ARTIFICIAL  intelligence"), True),
        (("Drones",), True),
        (("Law",), False),
        (("AI!",), False),
        ((), False),
        (("  ",), False),
    ],
)
def test_the_topic_and_all_below_it_count(make_item: MakeItem, topics: tuple[str, ...], shown: bool) -> None:
    item = make_item("a", topics=topics)
    choice = choose_by_topic([item], {item.path}, NOTES, wanted("ai"))
    assert choice.items == ([item] if shown else [])
    assert choice.left_out == (() if shown else (LeftOut(item.path, OTHER_TOPICS, item.link),))
    assert choice.problems == ()


def test_records_of_the_site_and_withdrawals_always_count(make_item: MakeItem) -> None:
    own, gone = make_item("own", topics=("Law",)), make_item("gone", status="withdrawn")
    assert list(choose_by_topic([own, gone], {gone.path}, NOTES, wanted("AI")).items) == [own, gone]


def test_without_topics_all_count(make_item: MakeItem) -> None:
    item = make_item("a")
    assert list(choose_by_topic([item], {item.path}, NOTES, wanted()).items) == [item]


def test_assigned_topics_count_and_the_items_stay_as_they_are(make_item: MakeItem) -> None:
    item = make_item("a", title="New drones")
    notes = [replace(note, keywords=("drones",)) if note.name == "Drones" else note for note in NOTES]
    settings = replace(wanted("AI"), topics=TopicSettings(assign="missing"))
    assert list(choose_by_topic([item], {item.path}, notes, settings).items) == [item]
    assert choose_by_topic([item], {item.path}, notes, wanted("AI")).items == []


def test_a_topic_that_no_record_has_is_a_warning_with_the_nearest(make_item: MakeItem) -> None:
    item = make_item("a", topics=("Law",))
    (problem,) = choose_by_topic([item], {item.path}, NOTES, wanted("Robotic", "Law")).problems
    assert (problem.path, problem.field, problem.severity) == ("site.toml", "content.topics", "warning")
    assert "'Robotic'" in problem.message
    assert problem.hint == "Did you mean 'Robotics'?"
