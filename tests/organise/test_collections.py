from collections.abc import Callable

import pytest

from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]


def collection(make_item: MakeItem, *members: str, name: str = "all") -> Item:
    return make_item(name, kind="collection", members=members)


def members_of(catalogue: Catalogue, path: str) -> list[str]:
    rows = {item.path: row for row, item in enumerate(catalogue.items)}
    return [catalogue.items[row].path for row in catalogue.members.get(rows[path], ())]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("_news/b", "_news/a"), ["_news/b.md", "_news/a.md"]),
        (("_news/a.md",), ["_news/a.md"]),
        (("_news/a", "_news/b", "_news/a"), ["_news/a.md", "_news/b.md"]),
        (("_news/v1.2",), ["_news/v1.2.md"]),
        (("_news/twin", "_news/a"), ["_news/a.md"]),
        (("_news/gone", "_news/draft"), []),
    ],
    ids=["order", "with ending", "repeat", "dot in the name", "duplicate", "left out"],
)
def test_members_are_found_in_the_collections_order(
    make_item: MakeItem, arrange: Arrange, written: tuple[str, ...], found: list[str]
) -> None:
    items = [make_item(name) for name in ("a", "b", "v1.2")]
    items += [make_item("twin", key=items[0].key), make_item("gone", status="withdrawn")]
    items += [make_item("draft", status="draft"), collection(make_item, *written)]
    catalogue, problems = arrange(items)
    assert members_of(catalogue, "_news/all.md") == found
    assert [problem for problem in problems if problem.path == "_news/all.md"] == []


def test_a_missing_member_is_a_warning_with_a_near_name_of_its_folder(
    make_item: MakeItem, arrange: Arrange
) -> None:
    items = [make_item("part-one"), make_item("part-two", path="_learning/part-tow.md")]
    items.append(collection(make_item, "_news/part-one", "_news/part-onne", "_other/part-tow"))
    catalogue, problems = arrange(items)
    assert members_of(catalogue, "_news/all.md") == ["_news/part-one.md"]
    assert [(problem.path, problem.field, problem.severity) for problem in problems] == [
        ("_news/all.md", "items[1]", "warning"),
        ("_news/all.md", "items[2]", "warning"),
    ]
    assert problems[0].hint == "Did you mean 'part-one'?"
    assert "part-tow" not in problems[1].hint


def test_a_missing_member_is_quoted_short_and_without_sealed_data(
    make_item: MakeItem, arrange: Arrange
) -> None:
    sealed = "_news/" + "Q" * 20 + ";AAECAwQFBgcICQoLDA0ODw=="
    _, problems = arrange([collection(make_item, sealed, "x" * 10_000)])
    assert "'_[sealed]'" in problems[0].message
    assert len(problems[1].message) < 300


def test_a_collection_is_not_its_own_member(make_item: MakeItem, arrange: Arrange) -> None:
    catalogue, problems = arrange([make_item("a"), collection(make_item, "_news/all", "_news/a")])
    assert members_of(catalogue, "_news/all.md") == ["_news/a.md"]
    assert [(problem.field, problem.severity) for problem in problems] == [("items[0]", "warning")]


def test_collections_of_is_the_inverse_of_members(make_item: MakeItem, arrange: Arrange) -> None:
    items = [make_item(name) for name in "abc"]
    items += [
        collection(make_item, "_news/b", "_news/a", name="x"),
        collection(make_item, "_news/b", name="y"),
    ]
    catalogue, _ = arrange(items)
    assert catalogue.collections_of == {0: (3,), 1: (3, 4)}
    pairs = {(member, owner) for owner, members in catalogue.members.items() for member in members}
    assert pairs == {(m, owner) for m, owners in catalogue.collections_of.items() for owner in owners}


def test_a_list_of_wrong_paths_costs_no_more_hints_than_it_is_worth(
    make_item: MakeItem, arrange: Arrange
) -> None:
    wrong = [f"_news/item-{number:04}x" for number in range(300)]
    items = [make_item(f"item-{number:04}") for number in range(300)]
    _, problems = arrange([*items, collection(make_item, *wrong)])
    assert len(problems) == 300
    assert 0 < sum(problem.hint.startswith("Did you mean") for problem in problems) < 100
