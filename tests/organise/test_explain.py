"""Explanations agree with the catalogue that they explain."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item, RelatedLink
from generator.model.settings import Settings
from generator.model.site_data import SiteData, TopicInfo
from generator.organise.explain import explain_related, explain_score, explain_topics

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def test_the_places_of_all_items_are_the_ranking(make_item: MakeItem, arrange: Arrange) -> None:
    items = [
        make_item(str(number), published=NOON - timedelta(days=number), quality=number * 11 % 100)
        for number in range(10)
    ]
    catalogue, _ = arrange([*items, make_item("undated", published=None)])
    found = [explain_score(catalogue, Settings(), row) for row in range(len(catalogue.items))]
    assert sorted(each.place for each in found) == list(range(1, 12))
    by_place = sorted(found[:10], key=lambda each: each.place)
    assert [each.total for each in by_place] == sorted([each.total for each in found[:10]], reverse=True)
    assert (found[10].age, found[10].place, found[10].of) == (None, 11, 11)
    assert catalogue.ranked[found[3].shown - 1] == 3


def test_a_topic_is_explained_once_with_the_nearest_reason(make_item: MakeItem, arrange: Arrange) -> None:
    notes = SiteData(
        (TopicInfo("Top", 0), TopicInfo("Middle", 0, parent="Top"), TopicInfo("Leaf", 0, parent="Middle"))
    )
    catalogue, _ = arrange([make_item("one", topics=("Leaf", "Top"))], notes)
    assert list(explain_topics(catalogue, 0)) == [
        ("Leaf", "listed in the record first: the main topic"),
        ("Top", "listed in the record"),
        ("Middle", "parent of Leaf"),
    ]


def test_related_items_are_explained_in_their_order(make_item: MakeItem, arrange: Arrange) -> None:
    links = (
        RelatedLink("https://b.example/", "Elsewhere", "https://b.example/"),
        RelatedLink("https://a.example/named", "Named", "https://a.example/named"),
    )
    catalogue, _ = arrange(
        [
            make_item("one", title="Falcon rocket lands", topics=("Space",), related=links),
            make_item("named", title="Baking bread"),
            make_item("similar", title="Falcons: a rocket explodes", topics=("Space",)),
        ]
    )
    row = [item.title for item in catalogue.items].index("Falcon rocket lands")
    elsewhere, named, similar = explain_related(
        catalogue, row, lambda each: f"/{catalogue.slugs[each]}/", "en"
    )
    assert (elsewhere.url, elsewhere.named, elsewhere.likeness) == ("https://b.example/", True, 0)
    assert (named.title, named.named, named.url) == ("Baking bread", True, "/2021/12/15/baking-bread/")
    assert (similar.named, similar.words, similar.topics) == (False, ("falcon", "rocket"), ("space",))
    assert similar.likeness == 780  # 4 of 5 features: two words, and the topic twice
