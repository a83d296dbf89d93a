"""Records without a URL that have day and title in common."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import permutations

import pytest
from msgspec import structs

from generator.model.item import Item
from generator.organise.record_keys import separate_records

MakeItem = Callable[..., Item]

KEY = "record:2026-03-01/letter"


def letter(make_item: MakeItem, name: str, hour: int = 10, **fields: object) -> Item:
    moment = datetime(2026, 3, 1, hour, tzinfo=UTC)
    return make_item(name, key=KEY, link="", original_url="", title="Letter", published=moment, **fields)


def keys(items: list[Item], drafts: bool = False) -> dict[str, str]:
    return {item.path: item.key for item in separate_records(items, drafts)}


def test_a_record_alone_keeps_its_key(make_item: MakeItem) -> None:
    items = [letter(make_item, "a"), make_item("b"), make_item("c")]
    assert separate_records(items, drafts=False) is items


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"hour": 9}, {"hour": 10}),
        ({"kind": "newsletter"}, {"kind": "video"}),
        ({"body": "<p>One</p>"}, {"body": "<p>Two</p>"}),
    ],
)
def test_two_records_get_keys_that_do_not_follow_their_files(
    make_item: MakeItem, one: dict[str, object], other: dict[str, object]
) -> None:
    first, second = letter(make_item, "a", **one), letter(make_item, "b", **other)  # type: ignore[arg-type]
    before = keys([first, second])
    assert len({*before.values(), KEY}) == 3, "neither has the key that one of them had alone"
    renamed = structs.replace(first, path="z/moved.md")
    for items in permutations([renamed, second]):
        after = keys(list(items))
        assert (after["z/moved.md"], after[second.path]) == (before[first.path], before[second.path])


def test_the_same_text_twice_is_told_apart_by_the_file(make_item: MakeItem) -> None:
    assert len(set(keys([letter(make_item, name) for name in "abc"]).values())) == 3


def test_a_draft_changes_no_key_until_it_is_built(make_item: MakeItem) -> None:
    items = [letter(make_item, "a"), letter(make_item, "b", status="draft")]
    assert set(keys(items).values()) == {KEY}
    assert KEY not in keys(items, drafts=True).values()


def test_records_with_one_id_of_their_own_are_the_same_article(make_item: MakeItem) -> None:
    items = [structs.replace(letter(make_item, name), key="id:7") for name in "ab"]
    assert separate_records(items, drafts=False) is items
