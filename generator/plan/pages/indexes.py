"""Index pages: those of taxonomies, the archive, the statistics; and the 404 page."""

from collections.abc import Iterator

from generator.model.output import Page
from generator.model.views.pages import NotFoundPage
from generator.plan.context import SiteContext
from generator.plan.pages.alphabetical import alphabetical_pages, taxonomy_index
from generator.plan.pages.archive import archive_pages
from generator.plan.pages.head import page_head
from generator.plan.pages.statistics import statistics_page
from generator.plan.taxonomies import enabled_taxonomies


def index_pages(context: SiteContext) -> Iterator[Page]:
    """Yield every index page of the site, and the 404 page."""
    sections = context.settings.sections
    for taxonomy in enabled_taxonomies(context):
        yield from alphabetical_pages(context, taxonomy_index(context, taxonomy))
    if sections.archive:
        yield from archive_pages(context)
    if sections.statistics:
        yield statistics_page(context)
    yield _not_found(context)


def _not_found(context: SiteContext) -> Page:
    heading = context.words.lost
    view = NotFoundPage(page_head(context, "404.html", heading, robots="noindex"), heading, ())
    return Page("404.html", "pages/404.html", view)
