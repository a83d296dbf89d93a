"""Planned outputs of the API: one per page of a list and per item."""

from collections.abc import Callable

import pytest
from msgspec import structs

from generator.model.output import PlannedOutput
from generator.model.settings import ApiSettings
from generator.plan.api.documents import PAGE_SIZE, item_document, list_document, plan_api_lists
from generator.plan.api.outputs import plan_api_outputs
from generator.plan.context import SiteContext
from generator.plan.signatures import Signatures

Make = Callable[..., SiteContext]


def with_api(context: SiteContext, enabled: bool = True) -> SiteContext:
    settings = structs.replace(context.settings, api=ApiSettings(enabled=enabled))
    items = tuple([structs.replace(item, promoted=True) for item in context.catalogue.items])
    return SiteContext(structs.replace(context.catalogue, items=items), context.images, settings)


def planned(context: SiteContext) -> list[PlannedOutput]:
    return list(plan_api_outputs(context, Signatures(context, b""), list(plan_api_lists(context))))


def signatures_of(context: SiteContext) -> dict[str, bytes]:
    return {each.path: each.signature for each in planned(context)}


def test_a_disabled_api_has_no_outputs(make_context: Make) -> None:
    context = with_api(make_context(3), enabled=False)
    assert planned(context) == []


@pytest.mark.parametrize(("items", "pages"), [(1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2)])
def test_a_list_has_its_pages_and_an_index_that_repeats_the_first(
    make_context: Make, items: int, pages: int
) -> None:
    context = with_api(make_context(items))
    lists = [each.path for each in planned(context) if each.kind == "api list" and "/ai/" not in each.path]
    assert lists == [
        "api/news/index.json",
        *[f"api/news/page/{number}/index.json" for number in range(1, pages + 1)],
    ]


def test_every_planned_output_can_be_made_at_its_path(make_context: Make) -> None:
    context = with_api(make_context(PAGE_SIZE + 2, 1))
    lists = list(plan_api_lists(context))
    for each in planned(context):
        document = (
            item_document(context, each.index)
            if each.kind == "api item"
            else list_document(context, lists[each.index], each.page_number, each.path)
        )
        assert document.path == each.path


def test_an_item_has_the_signature_of_its_page(make_context: Make) -> None:
    context = with_api(make_context(2))
    signatures = Signatures(context, b"")
    items = [each for each in planned(context) if each.kind == "api item"]
    assert [each.signature for each in items] == [signatures.item(row) for row in range(2)]


def test_another_last_page_changes_the_page_before_it(make_context: Make) -> None:
    """The page that was the last one gets a link to the next."""
    one, two = (signatures_of(with_api(make_context(count))) for count in (PAGE_SIZE, PAGE_SIZE + 1))
    assert one["api/news/page/1/index.json"] != two["api/news/page/1/index.json"]
