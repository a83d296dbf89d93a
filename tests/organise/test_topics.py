from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, Topic
from generator.model.item import Item, ItemImage
from generator.model.site_data import SiteData, TopicInfo

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


def test_topics_without_descriptions_come_from_items(make_item: MakeItem, arrange: Arrange) -> None:
    items = items_of(make_item, ("zebra", "Apes"), ("Zebra",), ("Zebra",), (), ("apes", "  "))
    catalogue, problems = arrange(items)
    assert [(topic.slug, topic.name, topic.rows) for topic in catalogue.topics] == [
        ("apes", "Apes", (0, 4)),
        ("zebra", "Zebra", (0, 1, 2)),
    ]
    assert catalogue.topics_of == (("zebra", "apes"), ("zebra",), ("zebra",), (), ("apes",))
    assert problems == ()


def test_an_item_has_a_topic_once_however_often_it_names_it(make_item: MakeItem, arrange: Arrange) -> None:
    notes = SiteData((note("Common Data Service", shortname="CDS"),))
    catalogue, _ = arrange(items_of(make_item, ("CDS", "Common data service", "cds")), notes)
    assert catalogue.topics_of == (("common-data-service",),)
    assert [(topic.name, topic.rows) for topic in catalogue.topics] == [("Common Data Service", (0,))]


def test_a_topic_of_its_own_is_not_taken_for_a_short_name(make_item: MakeItem, arrange: Arrange) -> None:
    notes = SiteData((note("Artificial Intelligence", shortname="AI"), note("AI")))
    catalogue, _ = arrange(items_of(make_item, ("AI",)), notes)
    assert catalogue.topics_of == (("ai",),)


def test_rows_are_rolled_up_over_all_descendants_without_repeats(
    make_item: MakeItem, arrange: Arrange
) -> None:
    notes = SiteData((note("Top"), note("Middle", "top"), note("Leaf", "MIDDLE"), note("Other", "Top")))
    items = items_of(make_item, ("Leaf",), ("Other", "Top", "Leaf"), ("Top",), ("Middle",), ("Else",))
    topics = by_slug(arrange(items, notes)[0])
    assert {slug: topic.rows for slug, topic in topics.items()} == {
        "top": (0, 1, 2, 3),
        "middle": (0, 1, 3),
        "leaf": (0, 1),
        "other": (1,),
        "else": (4,),
    }
    assert topics["top"].children == ("middle", "other")
    assert topics["leaf"].parent == "middle"


def test_a_described_topic_without_items_is_kept(arrange: Arrange) -> None:
    picture = ItemImage("assets/ai.jpg", local=True)
    described = TopicInfo("AI", 1, "A.I.", "", ("ai",), ("#AI",), (picture,))
    assert arrange([], SiteData((described,)))[0].topics == (
        Topic("ai", "AI", "A.I.", "", (), (), ("ai",), ("#AI",), picture),
    )


def test_of_two_notes_for_one_topic_the_first_counts(arrange: Arrange) -> None:
    catalogue, problems = arrange([], SiteData((note("AI"), note("a.i", "X"), note("ai", "AI"))))
    assert [topic.name for topic in catalogue.topics] == ["AI", "a.i"]
    assert [(problem.path, problem.field) for problem in problems] == [
        ("_data/topics/a.i.yaml", "parent"),
        ("_data/topics/ai.yaml", "name"),
    ]


def test_slugs_of_topics_stay_when_others_come(make_item: MakeItem, arrange: Arrange) -> None:
    names = ("C", "C++", "C#", "★", "Café", "x" * 90)
    alone = {name: arrange(items_of(make_item, (name,)))[0].topics[0].slug for name in names}
    together = arrange(items_of(make_item, names))[0]
    assert together.topics_of == (tuple(alone.values()),)
    assert len(together.topics) == len(names)
