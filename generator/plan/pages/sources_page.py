"""The sources of the site, as a page and as OPML."""

from collections.abc import Iterator, Sequence

from generator.base.urls import domain_of_url
from generator.model.catalogue import Row
from generator.model.output import Opml, Page
from generator.model.site_data import SourceInfo
from generator.model.views.feeds import OutlineView
from generator.model.views.pages import SourcesPage
from generator.model.views.parts import SourceView
from generator.plan.context import SiteContext
from generator.plan.pages.head import page_head
from generator.plan.urls import output_file

PLACE = "sources/"
OPML = f"{PLACE}feeds.opml"


def plan_sources(context: SiteContext) -> Iterator[Page | Opml]:
    """Yield the page and the OPML file of the sources, if the site has any."""
    sources = context.catalogue.sources
    if not sources or not context.settings.sections.sources:
        return
    rows: dict[str, list[Row]] = {}
    for row, item in enumerate(context.catalogue.items):
        if item.source_id:
            rows.setdefault(item.source_id, []).append(row)
    named = [(source, _view(context, source, rows.get(source.id, []))) for source in sources]
    named.sort(key=lambda each: (each[1].title.casefold(), each[0].id))
    active = [view for source, view in named if not source.paused]
    yield _page(context, active, [view for source, view in named if source.paused])
    if active and context.settings.feeds.opml:
        yield _opml(context, active)


def _page(context: SiteContext, active: Sequence[SourceView], paused: Sequence[SourceView]) -> Page:
    words = context.words
    groups = (("", tuple(active)), (words.sources_paused, tuple(paused)))
    view = SourcesPage(
        head=page_head(context, PLACE, words.sources),
        heading=words.sources,
        crumbs=(context.home_link,),
        groups=tuple([group for group in groups if group[1]]),
        opml=context.urls.absolute(OPML) if active and context.settings.feeds.opml else "",
    )
    return Page(output_file(PLACE), "pages/sources.html", view)


def _opml(context: SiteContext, sources: Sequence[SourceView]) -> Opml:
    site = context.settings.site
    title = context.words.title_of.format(title=context.words.sources, site=site.title)
    lines = tuple([OutlineView(source.title, source.feed_url) for source in sources])
    return Opml(OPML, title, site.author, lines)


def _view(context: SiteContext, source: SourceInfo, rows: Sequence[Row]) -> SourceView:
    """Return a source as it is shown. Without a name it has that of the provider of its newest item."""
    catalogue = context.catalogue
    provider = context.provider_views.get(catalogue.provider_of[rows[0]]) if rows else None
    name = source.name or (provider.name if provider else "") or domain_of_url(source.url)
    published = catalogue.items[rows[0]].published if rows else None
    return SourceView(
        title=name,
        url=provider.url if provider else "",
        feed_url=source.url,
        count=context.phrases.count(len(rows), context.words.items),
        date=context.dates.show(published),
    )
