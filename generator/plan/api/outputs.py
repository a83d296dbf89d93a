"""Planned outputs of the JSON API that there are many of: pages of lists, and items."""

from collections.abc import Iterator, Sequence

from generator.model.output import PlannedOutput
from generator.plan.api.documents import ApiList, count_pages, item_file, page_files, page_rows
from generator.plan.context import SiteContext
from generator.plan.signatures import Signatures


def plan_api_outputs(
    context: SiteContext, signatures: Signatures, lists: Sequence[ApiList]
) -> Iterator[PlannedOutput]:
    """Yield the planned outputs, none if the API is disabled. The document of an item has the signature of
    its page, because both are made from the same data."""
    if not context.settings.api.enabled:
        return
    for index, api_list in enumerate(lists):
        yield from _pages(signatures, index, api_list)
    for row in range(len(context.catalogue.items)):
        yield PlannedOutput(item_file(context, row), signatures.item(row), "api item", index=row)


def _pages(signatures: Signatures, index: int, api_list: ApiList) -> Iterator[PlannedOutput]:
    head, pages = signatures.head(api_list), count_pages(api_list)
    for number in range(1, pages + 1):
        signature = signatures.api(head, number, number == pages, page_rows(api_list, number))
        for path in page_files(api_list, number):
            yield PlannedOutput(path, signature, "api list", index=index, page_number=number)
