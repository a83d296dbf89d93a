import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from generator.base.digest import short
from generator.base.problem import Problem
from generator.model.catalogue import Catalogue
from generator.model.item import Item

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


def test_the_older_of_two_keeps_the_plain_permalink(make_item: MakeItem, arrange: Arrange) -> None:
    old = make_item("old", title="Same title")
    new = make_item("new", title="Same Title!", published=NOON + timedelta(hours=1))
    alone = links(arrange, [old])
    both = links(arrange, [new, old])
    assert alone["old"] == both["old"] == "same-title"
    assert both["new"] == f"same-title-{short(new.key)}"


def test_the_key_decides_between_items_of_one_moment(make_item: MakeItem, arrange: Arrange) -> None:
    items = [make_item(name, title="Same", key=name) for name in "cab"]
    assert links(arrange, items) == {"a": "same", "b": f"same-{short('b')}", "c": f"same-{short('c')}"}


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
