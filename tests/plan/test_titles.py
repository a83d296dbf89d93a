"""Titles and descriptions: unique, and independent of the order of records."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from generator.model.catalogue import Provider
from generator.model.output import Page
from generator.model.views.pages import NotFoundPage
from generator.model.views.parts import HeadView, LinkView
from generator.plan.context import SiteContext
from generator.plan.pages.pagination import ItemList
from generator.plan.titles import DESCRIPTION_LIMIT, UsedTitles, head_text, name_items, name_lists

Make = Callable[..., SiteContext]


def page(title: str, description: str = "", robots: str = "") -> Page:
    return Page("x", "x", NotFoundPage(HeadView(title, description, "", robots=robots), title, ()))


def with_items(context: SiteContext, *changes: dict[str, Any], **fields: object) -> SiteContext:
    items = [
        structs.replace(item, **change) for item, change in zip(context.catalogue.items, changes, strict=True)
    ]
    catalogue = structs.replace(context.catalogue, items=tuple(items), **fields)
    return SiteContext(catalogue, context.images, context.settings)


def item_titles(context: SiteContext, *used: str) -> list[str]:
    unique = name_items(context, UsedTitles([page(f"{title} · Radar") for title in used]))
    items = context.catalogue.items
    return [unique.get(row, head_text(item)).title for row, item in enumerate(items)]


def item_descriptions(context: SiteContext) -> list[str]:
    unique = name_items(context, UsedTitles([]))
    return [unique.get(row, head_text(item)).description for row, item in enumerate(context.catalogue.items)]


def list_titles(context: SiteContext, *lists: ItemList, used: tuple[Page, ...] = ()) -> list[str]:
    return [each.title or each.heading for each in name_lists(context, lists, UsedTitles(used))]


def item_list(heading: str, place: str, template: str = "topic", crumbs: tuple[str, ...] = ()) -> ItemList:
    return ItemList(place, template, heading, (), tuple([LinkView(each, "") for each in crumbs]))


def test_unique_titles_stay(make_context: Make) -> None:
    assert name_items(make_context(3), UsedTitles([])) == {}


def test_equal_titles_get_provider_and_date(make_context: Make) -> None:
    context = with_items(make_context(3), {"title": "Same"}, {"title": "Same"}, {"title": "Other"})
    assert item_titles(context) == [
        "Same (A Paper, 31 March 2026)",
        "Same (A Paper, 30 March 2026)",
        "Other",
    ]


def test_titles_of_one_provider_and_day_get_the_path(make_context: Make) -> None:
    context = make_context(2)
    published = context.catalogue.items[0].published
    context = with_items(context, *[{"title": "Same", "published": published}] * 2)
    assert item_titles(context) == ["Same (2026/03/31/item-0)", "Same (2026/03/30/item-1)"]


def test_a_title_without_provider_and_date_gets_the_path(make_context: Make) -> None:
    context = with_items(make_context(0, 2), *[{"title": "Same"}] * 2, provider_of=("", ""))
    assert item_titles(context) == ["Same (course/course-0)", "Same (course/course-1)"]


def test_a_title_that_imitates_a_replacement_stays_unique(make_context: Make) -> None:
    imitation = "Same (A Paper, 31 March 2026)"
    context = with_items(make_context(3), {"title": "Same"}, {"title": "Same"}, {"title": imitation})
    assert item_titles(context) == ["Same (2026/03/31/item-0)", "Same (A Paper, 30 March 2026)", imitation]


def test_if_even_the_path_is_taken_a_number_follows(make_context: Make) -> None:
    imitations = [{"title": "Same (A Paper, 31 March 2026)"}, {"title": "Same (2026/03/31/item-0)"}]
    context = with_items(make_context(4), {"title": "Same"}, {"title": "Same"}, *imitations)
    assert item_titles(context)[0] == "Same (2026/03/31/item-0) (2)"


def test_an_item_does_not_repeat_the_title_of_a_page(make_context: Make) -> None:
    assert item_titles(make_context(1), "Item 0") == ["Item 0 (A Paper, 31 March 2026)"]


def test_a_page_that_hides_from_search_engines_takes_no_title() -> None:
    used = UsedTitles([page("Hidden", "Hidden text", robots="noindex"), page("Shown", "Shown text")])
    assert (used.titles, used.descriptions) == ({"Shown"}, {"Shown text"})


def test_titles_do_not_depend_on_the_order_of_records(make_context: Make) -> None:
    names = ["Same", "Other", "Same", "Same (A Paper, 31 March 2026)"]
    context = make_context(4)
    providers = (Provider("a.example", "A Paper", "a.example", (0, 1, 2, 3)),)
    forward = with_items(context, *[{"title": name} for name in names], providers=providers)
    order = (3, 2, 1, 0)
    catalogue = structs.replace(
        forward.catalogue,
        items=tuple([forward.catalogue.items[row] for row in order]),
        slugs=tuple([forward.catalogue.slugs[row] for row in order]),
    )
    backward = SiteContext(catalogue, context.images, context.settings)
    assert item_titles(forward) == item_titles(backward)[::-1]


def test_equal_descriptions_begin_with_the_title(make_context: Make) -> None:
    context = with_items(make_context(2), *[{"excerpt": "One text."}] * 2)
    assert item_descriptions(context) == ["Item 0: One text.", "Item 1: One text."]


@pytest.mark.parametrize("length", [10, DESCRIPTION_LIMIT, 300])
def test_a_description_after_a_long_title_still_has_some_of_the_excerpt(
    make_context: Make, length: int
) -> None:
    titles = [f"{number}{'x' * (length - 1)}" for number in range(2)]
    excerpt = "word " * 60
    context = with_items(make_context(2), *[{"title": title, "excerpt": excerpt} for title in titles])
    for title, description in zip(titles, item_descriptions(context), strict=True):
        assert description.startswith(f"{title}: word")
        assert len(description) <= max(DESCRIPTION_LIMIT, length + 40)


def test_the_head_of_an_item_has_its_excerpt_or_else_its_title(make_context: Make) -> None:
    item = make_context(1).catalogue.items[0]
    assert head_text(item).description == "Item 0"
    assert head_text(structs.replace(item, excerpt="Text.")).description == "Text."


def test_lists_with_one_title_get_their_section(make_context: Make) -> None:
    topic = item_list("AI", "topics/ai/", crumbs=("Topics",))
    provider = item_list("AI", "providers/ai.example/", "provider")
    kind = item_list("AI", "ai/", crumbs=("Home", "Types"))
    assert list_titles(make_context(), topic, provider, kind) == ["AI", "AI (ai.example)", "AI (Types)"]


def test_lists_of_one_section_get_their_place(make_context: Make) -> None:
    lists = [item_list("AI", f"topics/{name}/", crumbs=("Topics",)) for name in "abc"]
    assert list_titles(make_context(), *lists) == ["AI", "AI (Topics)", "AI (topics/c/)"]


def test_a_list_does_not_repeat_the_title_of_a_page(make_context: Make) -> None:
    topic = item_list("Topics", "topics/topics/", crumbs=("Home",))
    assert list_titles(make_context(), topic, used=(page("Topics · Radar"),)) == ["Topics (Home)"]


def test_numbered_pages_take_titles_too(make_context: Make) -> None:
    context = make_context(9)
    numbered = context.words.numbered_title.format(title="AI", number=1)
    long = structs.replace(item_list("AI", "topics/ai/"), rows=tuple(range(9)))
    other = item_list(numbered, "topics/other/", crumbs=("Topics",))
    assert list_titles(context, long, other) == ["AI", f"{numbered} (Topics)"]


def test_the_description_by_the_owner_is_used_once(make_context: Make) -> None:
    context = make_context()
    first, second = (
        structs.replace(item_list(name, f"topics/{name}/"), summary="By the owner.") for name in "ab"
    )
    summaries = [each.summary for each in name_lists(context, (first, second), UsedTitles([]))]
    assert summaries == ["By the owner.", context.words.list_summary.format(title="b", site="Radar")]
