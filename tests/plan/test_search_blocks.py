"""Blocks of the search index: few, small at the new end, and hardly moved by what happens to old items."""

from statistics import mean

import pytest

from generator.plan.search_blocks import ATOM, WINDOW, cut_blocks


def keys_of(count: int) -> list[str]:
    """Return the keys of items, newest first: those of a site that grew have the older ones at the end."""
    return [f"https://a.example/{number}" for number in reversed(range(count))]


def contents(keys: list[str]) -> dict[str, list[str]]:
    """Return the keys in every block."""
    return {name: [keys[row] for row in rows] for name, rows in cut_blocks(keys)}


@pytest.mark.parametrize("count", [0, 1, 449, 450, 451, 2_000, 6_240, 27_913])
def test_every_item_is_in_one_block_and_the_newest_come_first(count: int) -> None:
    keys = keys_of(count)
    assert [key for each in contents(keys).values() for key in each] == keys


@pytest.mark.parametrize("count", [*range(0, 12_000, 97), 100_000, 200_000])
def test_there_are_few_blocks_and_the_newest_is_small(count: int) -> None:
    sizes = [len(rows) for _, rows in cut_blocks(keys_of(count))]
    assert len(sizes) <= (8 if count < 20_000 else 7)
    assert all(sizes), "a block without items cannot be made"
    assert not sizes or sizes[0] < ATOM + WINDOW
    assert not sizes or max(sizes) < max(ATOM, count // 3) + WINDOW


def test_a_site_of_some_thousand_items_has_blocks_that_are_quickly_made() -> None:
    assert max(len(rows) for _, rows in cut_blocks(keys_of(6_240))) <= 950


def test_new_items_touch_the_newest_block_alone() -> None:
    before = contents(keys_of(6_240))
    for added in range(1, 50, 7):
        after = contents(keys_of(6_240 + added))
        changed = [name for name in after if before.get(name) != after[name]]
        assert changed == ["13"]


def test_a_full_newest_block_moves_no_full_one() -> None:
    before, after = contents(keys_of(7_400)), contents(keys_of(7_700))
    assert [name for name in after if before.get(name) != after[name]] == ["17", "15-17"]


@pytest.mark.parametrize("edit", ["added", "removed"])
def test_an_old_item_that_comes_or_goes_touches_hardly_more_than_its_own_block(edit: str) -> None:
    keys = keys_of(6_400)
    before = contents(keys)
    touched = []
    for place in range(200, 6_000, 50):
        edited = keys[:place] + (["https://b.example/"] if edit == "added" else []) + keys[place:]
        edited.remove(keys[place]) if edit == "removed" else None
        after = contents(edited)
        touched.append(sum(before.get(name) != after[name] for name in after))
    assert min(touched) == 1
    assert mean(touched) < 1.5
