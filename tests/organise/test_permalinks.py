import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.digest import short
from generator.base.problem import Problem
from generator.model.catalogue import Catalogue, SharedPath
from generator.model.item import Item
from generator.model.ledger import Ledger, LedgerEntry
from generator.model.settings import Settings
from generator.model.site_data import SiteData
from generator.organise.catalogue import organise

MakeItem = Callable[..., Item]
Arrange = Callable[..., tuple[Catalogue, tuple[Problem, ...]]]

NOON = datetime(2021, 12, 15, 12, tzinfo=UTC)


def links(arrange: Arrange, items: list[Item]) -> dict[str, str]:
    """Return the last part of each permalink by the name of the item."""
    catalogue, _ = arrange(items)
    found = {item.path[6:-3]: link for item, link in zip(catalogue.items, catalogue.slugs, strict=True)}
    assert len({link.casefold() for link in found.values()}) == len(found)
    return {name: link.rpartition("/")[2] for name, link in found.items()}


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"title": "A “new” thing & more"}, "2021/12/15/a-new-thing-more"),
        ({"title": "A course", "published": None, "kind": "course"}, "course/a-course"),
        ({"title": "../../etc/passwd"}, "2021/12/15/etc-passwd"),
        ({"title": "..", "published": None}, f"article/article-{short('k')}"),
        ({"title": "!!!"}, f"2021/12/15/article-{short('k')}"),
        ({"title": "Page"}, f"2021/12/15/page-{short('k')}"),
        ({"title": "Undated", "kind": "video", "published": None}, f"video/undated-{short('k')}"),
        ({"title": "Built at deadbeef1"}, "2021/12/15/built-at-deadbeef1-" + short("k")),
        ({"title": "News of 20211215"}, "2021/12/15/news-of-20211215"),
    ],
)
def test_a_permalink_is_made_of_day_and_title(
    make_item: MakeItem, arrange: Arrange, fields: dict[str, object], link: str
) -> None:
    catalogue, _ = arrange([make_item("one", key="k", **fields)])
    assert catalogue.slugs == (link,)


def test_items_that_want_one_permalink_all_get_a_digest(make_item: MakeItem, arrange: Arrange) -> None:
    old = make_item("old", title="Same title")
    new = make_item("new", title="Same Title!", published=NOON + timedelta(hours=1))
    assert links(arrange, [old]) == {"old": "same-title"}
    for items in ([new, old], [old, new]):
        catalogue, _ = arrange(items)
        assert links(arrange, items) == {
            item.path[6:-3]: f"same-title-{short(item.key)}" for item in (old, new)
        }
        assert catalogue.shared_paths == (SharedPath("2021/12/15/same-title", (0, 1)),)


@pytest.mark.parametrize("hours", [-1, 0, 1])
@pytest.mark.parametrize("title", ["Same", "SAME!"])
def test_no_other_item_ever_takes_a_permalink(
    make_item: MakeItem, arrange: Arrange, hours: int, title: str
) -> None:
    first = make_item("first", title="Same")
    catalogue, _ = arrange([first])
    (public,) = catalogue.slugs
    late = make_item("late", title=title, published=NOON + timedelta(hours=hours))
    catalogue, _ = arrange([first, late])
    assert public not in catalogue.slugs
    assert public in {each.path for each in catalogue.shared_paths}


def test_a_withdrawn_item_does_not_give_its_permalink_away(make_item: MakeItem, arrange: Arrange) -> None:
    gone = make_item("gone", title="Same", status="withdrawn")
    other = make_item("other", title="Same")
    catalogue, _ = arrange([gone, other])
    assert catalogue.slugs == (f"2021/12/15/same-{short(other.key)}",)
    assert catalogue.shared_paths == (SharedPath("2021/12/15/same", (0,)),)
    drafted, _ = arrange([make_item("draft", title="Same", status="draft"), other])
    assert drafted.slugs == ("2021/12/15/same",)  # a draft was never public


def test_with_a_ledger_the_item_that_was_public_keeps_its_permalink(make_item: MakeItem) -> None:
    items = [
        make_item(name, title="Same", published=NOON + timedelta(hours=n)) for n, name in enumerate("ab")
    ]
    ledger = Ledger({items[1].key: LedgerEntry("2026-01-01", ("2021/12/15/same",))})
    catalogue, _ = organise(items, SiteData(), Settings(), ledger)
    assert set(catalogue.slugs) == {"2021/12/15/same", f"2021/12/15/same-{short(items[0].key)}"}
    assert catalogue.slugs[0] == "2021/12/15/same"
    assert not catalogue.shared_paths


def test_the_same_title_on_two_days_is_no_clash(make_item: MakeItem, arrange: Arrange) -> None:
    items = [
        make_item(name, title="Same", published=NOON + timedelta(days=day)) for day, name in enumerate("ab")
    ]
    assert links(arrange, items) == {"a": "same", "b": "same"}


def test_a_title_that_looks_suffixed_moves_no_other_item(make_item: MakeItem, arrange: Arrange) -> None:
    first = make_item("first", title="Same")
    second = make_item("second", title="Same", published=NOON + timedelta(hours=1))
    before = links(arrange, [first, second])
    for hours in (-1, 2):
        liar = make_item("liar", title=before["second"], published=NOON + timedelta(hours=hours))
        after = links(arrange, [first, second, liar])
        assert {name: after[name] for name in before} == before


def test_items_without_a_title_do_not_push_out_one_that_is_titled_like_their_kind(
    make_item: MakeItem, arrange: Arrange
) -> None:
    nameless = make_item("nameless", title="???", published=None, key="a")
    titled = make_item("titled", title="Article", published=None, key="b")
    assert links(arrange, [nameless, titled]) == {"nameless": f"article-{short('a')}", "titled": "article"}


def test_a_suffix_has_a_letter_even_if_the_first_digits_of_the_digest_have_none(
    make_item: MakeItem, arrange: Arrange
) -> None:
    key = next(str(number) for number in range(10_000) if short(str(number)).isdigit())
    found = links(arrange, [make_item("one", title="Page", key=key)])["one"]
    assert found.startswith(f"page-{short(key)}")
    assert re.search("[a-f]", found.removeprefix("page"))


def test_a_ledger_does_not_end_a_shared_path_nor_give_it_to_a_later_item(make_item: MakeItem) -> None:
    items = [
        make_item(name, title="Same", published=NOON + timedelta(hours=n)) for n, name in enumerate("ab")
    ]
    before, _ = organise(items, SiteData(), Settings())
    lines = {
        item.key: LedgerEntry("2026-01-01", (path,))
        for item, path in zip(before.items, before.slugs, strict=True)
    }
    after, _ = organise(items, SiteData(), Settings(), Ledger(lines))
    assert (after.slugs, after.shared_paths) == (before.slugs, before.shared_paths)
    grown, _ = organise([*items, make_item("c", title="Same")], SiteData(), Settings(), Ledger(lines))
    assert "2021/12/15/same" not in grown.slugs
    assert [len(each.rows) for each in grown.shared_paths] == [3]


def test_an_item_that_kept_another_path_takes_no_part(make_item: MakeItem) -> None:
    old, new = make_item("old", title="Same"), make_item("new", title="Same")
    ledger = Ledger({old.key: LedgerEntry("2026-01-01", ("2021/12/15/first-title",))})
    catalogue, _ = organise([old, new], SiteData(), Settings(), ledger)
    assert set(catalogue.slugs) == {"2021/12/15/first-title", "2021/12/15/same"}
    assert not catalogue.shared_paths
