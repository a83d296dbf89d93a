"""What the page of a topic or provider names of what is below it."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.catalogue import Provider, Topic
from generator.plan.context import SiteContext
from generator.plan.pages.lists import list_places, plan_lists
from generator.plan.pages.pagination import ItemList

Make = Callable[..., SiteContext]


def lists(
    context: SiteContext, topics: tuple[Topic, ...], providers: tuple[Provider, ...]
) -> dict[str, ItemList]:
    """Return the lists of a site by place."""
    items = context.catalogue.items
    catalogue = structs.replace(
        context.catalogue,
        topics=topics,
        topics_of=tuple(() for _ in items),
        providers=providers,
        provider_of=tuple("" for _ in items),
    )
    return {each.place: each for each in plan_lists(SiteContext(catalogue, context.images, context.settings))}


@pytest.mark.parametrize(
    ("most", "short", "named", "way"),
    [
        (3, 150, ["B", "C", "D"], ""),
        (2, 150, ["B", "D", "Show all"], "{index}"),
        (2, 3, ["B", "D", "Show all"], "{index}~a/"),
    ],
)
def test_the_largest_are_named_with_a_link_to_all(
    make_context: Make, monkeypatch: pytest.MonkeyPatch, most: int, short: int, named: list[str], way: str
) -> None:
    monkeypatch.setattr("generator.plan.pages.lists.MAX_CHILDREN", most)
    monkeypatch.setattr("generator.plan.pages.alphabetical.MAX_ENTRIES", short)
    sizes = {"b": (0, 1), "c": (0,), "d": (0, 1, 2)}
    topics = (
        Topic("a", "A", "", "", tuple(sizes), (0, 1, 2)),
        *[Topic(slug, slug.upper(), "", "a", (), rows) for slug, rows in sizes.items()],
    )
    parts = tuple([f"a.example/{slug}" for slug in sizes])
    providers = (
        Provider("a.example", "A", "a.example", (0, 1, 2), parts),
        *[Provider(f"a.example/{slug}", slug.upper(), "a.example", rows) for slug, rows in sizes.items()],
    )
    context = make_context()
    found = lists(context, topics, providers)
    for place, index in (("topics/a/", "topics/"), ("providers/a.example/", "providers/")):
        children = found[place].children
        assert [link.title for link in children] == named
        if way:
            assert children[-1].url == context.urls.link(way.format(index=index))


def test_the_places_of_all_lists_are_known_without_making_them(make_context: Make) -> None:
    context = make_context(5, 2)
    assert list(list_places(context)) == [each.place for each in plan_lists(context)]
