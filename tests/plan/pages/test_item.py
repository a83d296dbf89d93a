"""The page of an item shows everything once."""

from collections.abc import Callable

import msgspec

from generator.model.catalogue import Related
from generator.model.item import RelatedLink
from generator.model.views.pages import ItemPage
from generator.plan.context import SiteContext
from generator.plan.pages.item import item_page

Make = Callable[..., SiteContext]


def related_on(context: SiteContext, row: int) -> list[str]:
    view = item_page(context, row).page
    assert isinstance(view, ItemPage)
    return [related.title for related in view.related]


def test_the_sidebar_repeats_neither_members_nor_the_collection(make_context: Make) -> None:
    context = make_context(5)
    elsewhere = Related(None, RelatedLink("k", "Elsewhere", "https://b.example/"))
    catalogue = msgspec.structs.replace(
        context.catalogue,
        members={0: (1, 2)},
        collections_of={1: (0,), 2: (0,)},
        related=tuple((elsewhere, *[Related(row) for row in range(5) if row != own]) for own in range(5)),
    )
    context = SiteContext(catalogue, context.images, context.settings)
    assert related_on(context, 0) == ["Elsewhere", "Item 3", "Item 4"]
    assert related_on(context, 1) == ["Elsewhere", "Item 2", "Item 3", "Item 4"]
    assert related_on(context, 3) == ["Elsewhere", "Item 0", "Item 1", "Item 2", "Item 4"]
