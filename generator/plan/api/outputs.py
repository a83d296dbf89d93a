"""Sketches of the JSON API's documents, for those that are many: pages of lists, and items."""

from collections.abc import Iterator, Sequence

from generator.model.output import PlannedOutput
from generator.plan.api.documents import ApiList, item_file, page_files, page_rows, pages_of
from generator.plan.context import SiteContext
from generator.plan.signatures import Signatures


def plan_api_outputs(
    context: SiteContext, signatures: Signatures, lists: Sequence[ApiList]
) -> Iterator[PlannedOutput]:
    """Yield them where the API is enabled. What an item's page is made from, its document is made from, too."""
    if not context.settings.api.enabled:
        return
    for place, shown in enumerate(lists):
        yield from _pages(signatures, place, shown)
    for row in range(len(context.catalogue.items)):
        yield PlannedOutput(item_file(context, row), signatures.item(row), "api item", index=row)


def _pages(signatures: Signatures, place: int, shown: ApiList) -> Iterator[PlannedOutput]:
    head, pages = signatures.head(shown), pages_of(shown)
    for number in range(1, pages + 1):
        signature = signatures.api(head, number, number == pages, page_rows(shown, number))
        for path in page_files(shown, number):
            yield PlannedOutput(path, signature, "api list", index=place, page_number=number)
