"""What lies near an item, and that the coming of another changes few pages."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.catalogue import Related, Row, Topic
from generator.model.settings import SectionSettings
from generator.plan.context import SiteContext
from generator.plan.pages.prev_next import (
    MAX_MORE,
    more_heading,
    more_rows,
    newer_row,
    older_row,
    prev_next_links,
)

Make = Callable[..., SiteContext]


@pytest.mark.parametrize(
    ("row", "newer", "older"),
    [(0, None, 1), (1, 0, 2), (2, 1, None), (3, None, None), (4, None, None)],
    ids=["newest", "between", "oldest", "first undated", "last undated"],
)
def test_neighbours_are_by_date_and_undated_items_have_none(
    make_context: Make, row: Row, newer: Row | None, older: Row | None
) -> None:
    context = make_context(3, undated=2)
    assert (newer_row(context, row), older_row(context, row)) == (newer, older)


def test_a_single_item_has_no_neighbours(make_context: Make) -> None:
    assert prev_next_links(make_context(1), 0) == (None, None)


def shaped(
    context: SiteContext, rows: tuple[Row, ...], related: dict[Row, tuple[Row, ...]] | None = None
) -> SiteContext:
    """Return a context whose topic has the given rows and related items."""
    catalogue = context.catalogue
    count = range(len(catalogue.items))
    sidebars = tuple([tuple([Related(each) for each in (related or {}).get(row, ())]) for row in count])
    found = structs.replace(
        catalogue,
        topics=(Topic("ai", "AI", "", "", (), rows),),
        topics_of=tuple([("ai",) if row in rows else () for row in count]),
        related=sidebars,
    )
    return SiteContext(found, context.images, context.settings)


def test_earlier_items_are_the_next_of_the_topic(make_context: Make) -> None:
    context = shaped(make_context(12), (0, 2, 4, 6, 8, 10))
    assert more_rows(context, 0) == [2, 4, 6]
    assert len(more_rows(context, 0)) == MAX_MORE
    assert more_rows(context, 6) == [8, 10]
    assert more_rows(context, 10) == []
    assert more_heading(context, 0).title == "AI"
    assert more_rows(context, 1) == [2, 3, 4], "an item without a topic: those of its provider"
    assert more_heading(context, 1).title == "A Paper"


def test_a_topic_that_nearly_all_items_share_gives_way_to_the_provider(make_context: Make) -> None:
    context = shaped(make_context(12), tuple(range(11)))
    assert more_heading(context, 3).title == "A Paper"
    assert more_rows(context, 9) == [10, 11]


def test_related_items_are_skipped_and_the_next_ones_follow(make_context: Make) -> None:
    context = shaped(make_context(14), tuple(range(12)), {0: (1, 3, 11)})
    assert more_rows(context, 0) == [2, 4, 5]
    assert more_rows(shaped(make_context(6), (0, 1, 2, 3), {0: (1, 2, 3)}), 0) == []


def test_undated_items_are_no_earlier_items(make_context: Make) -> None:
    context = shaped(make_context(2, undated=3), (0, 1, 2, 3, 4))
    assert more_rows(context, 0) == [1]
    assert more_rows(context, 2) == []


def test_a_site_without_topic_pages_shows_no_more_of_a_topic(make_context: Make) -> None:
    context = shaped(make_context(5), (0, 1, 2, 3))
    sections = SectionSettings(topics=False, providers=False)
    settings = structs.replace(context.settings, sections=sections)
    assert more_rows(SiteContext(context.catalogue, context.images, settings), 0) == []


def test_a_new_item_changes_the_page_of_one_other(make_context: Make) -> None:
    """Rows count from the newest, so that all rows move by one: neighbours are compared from the oldest."""
    before, after = make_context(9), make_context(10)
    changed = [
        row for row in range(9) if _shifted(prev_next_links(before, row)) != prev_next_links(after, row + 1)
    ]
    assert changed == [0]


def _shifted(rows: tuple[Row | None, ...]) -> tuple[Row | None, ...]:
    return tuple([None if each is None else each + 1 for each in rows])
