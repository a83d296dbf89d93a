"""Pages at paths that several items would have."""

from collections.abc import Callable

from msgspec import structs

from generator.model.catalogue import SharedPath
from generator.model.views.pages import DisambiguationPage
from generator.plan.context import SiteContext
from generator.plan.pages.disambiguation import disambiguation_pages

Make = Callable[..., SiteContext]


def test_the_page_names_every_item_and_is_not_indexed(make_context: Make) -> None:
    context = make_context()
    shared = (SharedPath("2021/01/01/same", (0, 2)), SharedPath("2021/01/02/other", (1,)))
    catalogue = structs.replace(context.catalogue, shared_paths=shared)
    first, second = disambiguation_pages(SiteContext(catalogue, context.images, context.settings))
    assert [first.path, second.path] == ["2021/01/01/same/index.html", "2021/01/02/other/index.html"]
    assert isinstance(first.page, DisambiguationPage)
    assert isinstance(second.page, DisambiguationPage)
    assert [card.title for card in first.page.cards] == [catalogue.items[row].title for row in (0, 2)]
    assert [card.url for card in second.page.cards] == [context.urls.link(context.place(1))]
    assert first.page.head.robots == "noindex"
    assert first.page.heading == catalogue.items[0].title
