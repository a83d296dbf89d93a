"""The tree of topics: parents, cycles and display order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, Topic
from generator.model.item import Item
from generator.model.site_data import SiteData, TopicInfo
from generator.organise.name_slugs import NameSlugs
from generator.organise.topic_tree import build_topic_tree

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def note(name: str, parent: str = "", shortname: str = "") -> TopicInfo:
    return TopicInfo(name, 0, shortname=shortname, parent=parent, path=f"_data/topics/{name}.yaml")


def by_slug(catalogue: Catalogue) -> dict[str, Topic]:
    return {topic.slug: topic for topic in catalogue.topics}


def items_of(make_item: MakeItem, *topics: tuple[str, ...]) -> list[Item]:
    """One item for each tuple of topics, newest first."""
    return [
        make_item(str(number), topics=each, published=NOON - timedelta(days=number))
        for number, each in enumerate(topics)
    ]


def test_topics_are_ordered_as_noted_then_by_name_each_before_those_below_it(
    make_item: MakeItem, arrange: Arrange
) -> None:
    notes = SiteData((note("Zoo"), note("Bee", "Ant"), note("Ant", "Zoo"), note("Cow"), note("Dog", "Zoo")))
    catalogue, _ = arrange(items_of(make_item, ("Yak", "Auk", "owl")), notes)
    assert [topic.name for topic in catalogue.topics] == [
        "Zoo",
        "Ant",
        "Bee",
        "Dog",
        "Cow",
        "Auk",
        "owl",
        "Yak",
    ]


@pytest.mark.parametrize(
    ("notes", "at_fault"),
    [
        ([note("A", "Nowhere")], ["A"]),
        ([note("A", "A")], ["A"]),
        ([note("A", "B"), note("B", "A")], ["A", "B"]),
        ([note("A", "B"), note("B", "C"), note("C", "A"), note("D", "C")], ["A", "B", "C"]),
    ],
    ids=["unknown", "itself", "two", "three and one below"],
)
def test_an_invalid_parent_is_a_warning_and_the_topic_becomes_a_root(
    arrange: Arrange, notes: list[TopicInfo], at_fault: list[str]
) -> None:
    catalogue, problems = arrange([], SiteData(tuple(notes)))
    assert [problem.path for problem in problems] == [f"_data/topics/{name}.yaml" for name in at_fault]
    assert {problem.field for problem in problems} == {"parent"}
    assert {problem.severity for problem in problems} == {"warning"}
    roots = [topic.name for topic in catalogue.topics if not topic.parent]
    assert sorted(roots) == at_fault
    assert len(catalogue.topics) == len(notes)


def test_an_unknown_parent_comes_with_a_near_name(arrange: Arrange) -> None:
    _, problems = arrange([], SiteData((note("Power Apps"), note("Portals", "Power Aps"))))
    assert problems[0].hint == "Did you mean 'Power Apps'?"


def test_a_parent_may_be_a_topic_that_only_items_name_or_a_short_name(
    make_item: MakeItem, arrange: Arrange
) -> None:
    notes = SiteData((note("Leaf", "Wild"), note("Tip", "L"), note("Long", shortname="L")))
    catalogue, problems = arrange(items_of(make_item, ("wild",)), notes)
    topics = by_slug(catalogue)
    assert (topics["leaf"].parent, topics["tip"].parent, problems) == ("wild", "long", ())


def test_a_tree_deeper_than_pythons_stack_is_still_a_tree(make_item: MakeItem, arrange: Arrange) -> None:
    depth = 3000
    notes = SiteData(tuple(note(f"T{number}", f"T{number - 1}" if number else "") for number in range(depth)))
    catalogue, problems = arrange(items_of(make_item, (f"T{depth - 1}",)), notes)
    assert problems == ()
    assert all(topic.rows == (0,) for topic in catalogue.topics)


def test_only_the_topics_of_a_cycle_become_roots() -> None:
    notes = {"a": note("A", "B"), "b": note("B", "A"), "c": note("C", "A"), "d": note("D", "C")}
    names = {slug: each.name for slug, each in notes.items()}
    tree = build_topic_tree(notes, {}, names, NameSlugs("topic"))
    assert tree.parents == {"c": "a", "d": "c"}
    assert tree.children == {"a": ["c"], "c": ["d"]}
    assert tree.order == ("a", "c", "d", "b")
    assert [problem.message for problem in tree.problems] == [
        "'B' is a descendant of 'A': shown at the top level",
        "'A' is a descendant of 'B': shown at the top level",
    ]


def test_an_unknown_parent_without_a_similar_name_asks_for_a_file() -> None:
    tree = build_topic_tree({"a": note("A", "Zebras")}, {}, {"a": "A"}, NameSlugs("topic"))
    (problem,) = tree.problems
    assert problem.message == "no topic is called 'Zebras': shown at the top level"
    assert problem.hint == "Add a file for that topic, or correct the name."
