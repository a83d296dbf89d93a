"""The blogroll: the sources of the site and the feeds of its providers, as a page and as OPML."""

from collections.abc import Iterator, Sequence

from generator.base.urls import canonical_url, domain_of_url
from generator.model.catalogue import Row
from generator.model.output import Opml, Page
from generator.model.site_data import SourceInfo
from generator.model.views.feeds import OutlineView
from generator.model.views.pages import SourcesPage
from generator.model.views.parts import SourceView
from generator.plan.context import SiteContext
from generator.plan.pages.head import page_head
from generator.plan.provider_links import provider_website
from generator.plan.urls import output_file

PLACE = "sources/"
OPML = "sources.opml"

DAYS_OF_RATE, DAYS_OF_MONTH = 365, 30.4
"""A rate is that of the year before the newest item of the site, or of the time since the first item of the source."""


def plan_sources(context: SiteContext) -> Iterator[Page | Opml]:
    """Yield the page and the OPML file of the sources, if the site has any."""
    sources = (*context.catalogue.sources, *_other_providers(context))
    if not sources or not context.settings.sections.sources:
        return
    rows: dict[str, list[Row]] = {}
    for row, item in enumerate(context.catalogue.items):
        if item.source_id:
            rows.setdefault(item.source_id, []).append(row)
    rows |= {provider.slug: list(provider.rows) for provider in context.catalogue.providers}
    named = [(source, _view(context, source, rows.get(source.id, []))) for source in sources]
    named.sort(key=lambda each: (each[1].title.casefold(), each[0].id))
    active = [view for source, view in named if not source.paused]
    yield _page(context, active, [view for source, view in named if source.paused])
    if active and context.settings.feeds.opml:
        yield _opml(context, active)


def _other_providers(context: SiteContext) -> Iterator[SourceInfo]:
    """Yield the providers whose file names a feed that is no source."""
    known = {canonical_url(source.url) for source in context.catalogue.sources}
    for provider in context.catalogue.providers:
        if provider.feed and canonical_url(provider.feed) not in known:
            yield SourceInfo(provider.slug, provider.feed, provider.name)


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
    lines = tuple([OutlineView(source.title, source.feed_url, source.site_url) for source in sources])
    return Opml(OPML, title, site.author, lines)


def _view(context: SiteContext, source: SourceInfo, rows: Sequence[Row]) -> SourceView:
    """Return a source as it is shown. Without a name it has that of the provider of its newest item."""
    catalogue = context.catalogue
    slug = catalogue.provider_of[rows[0]] if rows else ""
    provider = context.provider_views.get(slug)
    name = source.name or (provider.name if provider else "") or domain_of_url(source.url)
    published = catalogue.items[rows[0]].published if rows else None
    return SourceView(
        title=name,
        url=provider.url if provider else "",
        feed_url=source.url,
        count=context.phrases.count(len(rows), context.words.items),
        date=context.dates.show(published),
        site_url=source.site or (provider_website(context.providers[slug]) if provider else ""),
        rate=format_rate(context, rows),
    )


def format_rate(context: SiteContext, rows: Sequence[Row]) -> str:
    """Return the items a month in words, "" for fewer than two dated items."""
    items, latest = context.catalogue.items, context.catalogue.latest
    dates = [date for row in rows if (date := items[row].published) and date <= latest]
    if len(dates) < 2:
        return ""
    days = min(max((latest - dates[-1]).days, DAYS_OF_MONTH), DAYS_OF_RATE)
    recent = sum(1 for date in dates if (latest - date).days <= days)
    rate = recent * DAYS_OF_MONTH / days
    number = context.phrases.number(round(rate)) if rate >= 10 else context.phrases.decimal(rate)
    return context.words.per_month.format(n=number)
