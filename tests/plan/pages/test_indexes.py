"""The index of topics: in display order on one page while they are few, else by letter."""

from collections.abc import Callable

from msgspec import structs

from generator.model.catalogue import Topic
from generator.model.output import Page
from generator.model.views.pages import IndexPage
from generator.plan.context import SiteContext
from generator.plan.pages.alphabetical import MAX_ENTRIES
from generator.plan.pages.indexes import index_pages

Make = Callable[..., SiteContext]


def topics(context: SiteContext, *topics: Topic) -> dict[str, IndexPage]:
    """Return the pages of the index of topics by path."""
    none = tuple(() for _ in context.catalogue.items)
    catalogue = structs.replace(context.catalogue, topics=topics, topics_of=none)
    pages = index_pages(SiteContext(catalogue, context.images, context.settings))
    return {each.path: index(each) for each in pages if each.path.startswith("topics/")}


def index(page: Page) -> IndexPage:
    assert isinstance(page.page, IndexPage)
    return page.page


def test_few_topics_are_on_one_page_in_display_order(make_context: Make) -> None:
    tree = (
        Topic("z", "Z", "", "", ("m",), (0,)),
        Topic("a", "A", "", "", (), (0,)),
        Topic("m", "M", "", "z", (), (0,)),
    )
    (page,) = topics(make_context(), *tree).values()
    assert [(each.title, each.depth) for each in page.entries] == [("Z", 0), ("M", 1), ("A", 0)]
    assert page.letters == ()


def test_many_topics_are_listed_by_letter_each_below_its_parent(make_context: Make) -> None:
    below = tuple(f"c{number:03}" for number in range(MAX_ENTRIES))
    tree = (
        Topic("z", "Z", "", "", (), (0,)),
        Topic("top", "Top", "", "", below, (0, 1, 2)),
        *[Topic(slug, f"A{slug}", "", "top", (), (0,)) for slug in below],
    )
    pages = topics(make_context(), *tree)
    assert list(pages) == [
        "topics/index.html",
        "topics/~t/index.html",
        "topics/~t/2/index.html",
        "topics/~z/index.html",
    ]
    landing, letter, rest, _ = pages.values()
    assert [each.title for each in landing.entries[:2]] == ["Top", "Ac000"]
    assert len(landing.entries) == MAX_ENTRIES
    assert [link.title for link in landing.letters] == ["T", "Z"]
    assert [(each.title, each.depth) for each in letter.entries[:2]] == [("Top", 0), ("Ac000", 1)]
    assert [each.title for each in rest.entries] == [f"Ac{MAX_ENTRIES - 1:03}"]
