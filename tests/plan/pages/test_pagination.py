"""Lists are cut so that a full page never changes again."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.output import Page
from generator.model.views.pages import ListPage, RedirectPage
from generator.plan.context import SiteContext
from generator.plan.pages.pagination import (
    ItemList,
    full_pages,
    list_page,
    page_numbers,
    page_rows,
    split_undated,
)

Make = Callable[..., SiteContext]


@given(st.integers(0, 200), st.integers(1, 20))
def test_pages_have_every_row_once_in_order(count: int, size: int) -> None:
    shown = ItemList(place="", template="", heading="", rows=tuple(range(count)))
    pages = [page_rows(shown, size, number) for number in page_numbers(shown, size)]
    landing, full = pages[0], pages[1:-1]
    assert landing + tuple(row for rows in reversed(full) for row in rows) == shown.rows
    assert all(len(rows) == size for rows in full)
    assert len(landing) < 2 * size
    assert pages[1:][-1:] in ([], [()])


@given(st.integers(0, 100), st.integers(1, 10), st.integers(1, 30))
def test_full_pages_do_not_change_with_newer_items(count: int, size: int, more: int) -> None:
    old = ItemList(place="", template="", heading="", rows=tuple(range(more, more + count)))
    new = ItemList(place="", template="", heading="", rows=tuple(range(more + count)))
    for number in range(1, full_pages(count, size) + 1):
        assert page_rows(old, size, number) == page_rows(new, size, number)


def pages_of(context: SiteContext, place: str = "topics/ai/") -> dict[str, Page]:
    rows = tuple(range(len(context.catalogue.items)))
    shown = ItemList(place=place, template="topic", heading="AI", rows=rows)
    size = context.settings.lists.page_size
    pages = [
        list_page(context, part, number)
        for part in split_undated(context, shown)
        for number in page_numbers(part, size)
    ]
    assert len({page.path for page in pages}) == len(pages)
    return {page.path: page for page in pages}


def listed(page: Page) -> ListPage:
    assert isinstance(page.page, ListPage)
    return page.page


def test_a_short_list_is_one_page(make_context: Make) -> None:
    assert list(pages_of(make_context(3))) == ["topics/ai/index.html"]


def test_pages_are_numbered_from_the_oldest_and_linked(make_context: Make) -> None:
    pages = pages_of(make_context(7))
    assert list(pages) == [
        "topics/ai/index.html",
        "topics/ai/page/1/index.html",
        "topics/ai/page/2/index.html",
        "topics/ai/page/3/index.html",
    ]
    landing, first, second = (listed(page) for page in list(pages.values())[:3])
    assert [card.title for card in landing.cards] == ["Item 0", "Item 1", "Item 2"]
    assert [card.title for card in first.cards] == ["Item 5", "Item 6"]
    assert landing.older == "/feed/topics/ai/page/2/"
    assert (first.older, first.newer) == ("", "/feed/topics/ai/page/2/")
    assert (second.older, second.newest) == ("/feed/topics/ai/page/1/", "/feed/topics/ai/")


def test_the_page_after_the_last_full_one_redirects_to_the_landing_page(make_context: Make) -> None:
    page = pages_of(make_context(7))["topics/ai/page/3/index.html"].page
    assert isinstance(page, RedirectPage)
    assert page.target == "/feed/topics/ai/"


@pytest.mark.parametrize("more", range(1, 6))
def test_a_full_page_is_the_same_value_after_more_items(make_context: Make, more: int) -> None:
    before = pages_of(make_context(8))
    context = make_context(8)
    items = context.catalogue.items
    newer = make_context(8 + more)
    shifted = [item if row < more else items[row - more] for row, item in enumerate(newer.catalogue.items)]
    slugs = [
        slug if row < more else context.catalogue.slugs[row - more]
        for row, slug in enumerate(newer.catalogue.slugs)
    ]
    import msgspec

    catalogue = msgspec.structs.replace(newer.catalogue, items=tuple(shifted), slugs=tuple(slugs))
    after = pages_of(SiteContext(catalogue, newer.images, newer.settings))
    for number in (1, 2, 3):
        path = f"topics/ai/page/{number}/index.html"
        assert after[path] == before[path]


def test_undated_items_come_last_on_a_short_list(make_context: Make) -> None:
    landing = listed(pages_of(make_context(1, 2))["topics/ai/index.html"])
    assert [card.title for card in landing.cards] == ["Item 0", "Course 0", "Course 1"]


def test_a_long_list_has_a_separate_list_of_undated_items(make_context: Make) -> None:
    pages = pages_of(make_context(5, 3))
    landing = listed(pages["topics/ai/index.html"])
    assert landing.undated == "/feed/topics/ai/undated/"
    assert [card.title for card in landing.cards] == ["Item 0", "Item 1", "Item 2"]
    undated = listed(pages["topics/ai/undated/index.html"])
    assert [card.title for card in undated.cards] == ["Course 0", "Course 1", "Course 2"]


def test_a_list_of_undated_items_is_sorted_by_title(make_context: Make) -> None:
    undated = listed(pages_of(make_context(5, 9))["topics/ai/undated/index.html"])
    assert undated.head.title == "AI: undated · Radar"
    assert [crumb.title for crumb in undated.crumbs] == ["AI"]
    assert undated.head.feeds == ()
    home = pages_of(make_context(5, 9), place="")
    pages = [listed(page) for path, page in home.items() if "undated/" in path and "page/4" not in path]
    assert [page.alphabetical for page in pages] == [True] * 4
    assert (pages[0].heading, pages[0].head.title) == ("Undated", "Undated · Radar")
    assert [crumb.title for crumb in pages[1].crumbs] == ["Home"]
    assert not listed(home["index.html"]).alphabetical


def test_a_list_without_dates_is_sorted_by_title(make_context: Make) -> None:
    pages = pages_of(make_context(0, 9))
    assert listed(pages["topics/ai/index.html"]).alphabetical
    assert listed(pages["topics/ai/page/1/index.html"]).alphabetical


def test_a_long_list_with_few_dates_fills_its_landing_page(make_context: Make) -> None:
    landing = listed(pages_of(make_context(1, 9, size=4))["topics/ai/index.html"])
    assert [card.title for card in landing.cards] == ["Item 0", "Course 0", "Course 1", "Course 2"]


def test_the_home_list_is_at_the_root(make_context: Make) -> None:
    assert "index.html" in pages_of(make_context(9), place="")
    assert "page/1/index.html" in pages_of(make_context(9), place="")
