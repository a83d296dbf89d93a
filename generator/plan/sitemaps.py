"""Sitemaps: an index, and one part for each year of items and for everything else.

Parts by year stay as they are when a new item comes, so a crawler re-reads only what moved.
``lastmod`` is true: an item's own date, and for a list the newest date that it shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from generator.model.item import Item
from generator.model.output import PlannedOutput, Sitemap, SitemapUrl
from generator.plan.context import SiteContext
from generator.plan.i18n.dates import format_iso
from generator.plan.theme.images import enclosure_view

NEWS = "sitemap-news.xml"
NEWS_AGE = timedelta(days=2)
NEWS_LIMIT = 1_000
"""What a sitemap of news may name: articles of the last two days, a thousand at most (Google, "News sitemap")."""

LIMIT = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def sitemaps(context: SiteContext, planned: Sequence[PlannedOutput]) -> Iterator[Sitemap]:
    """Yield the sitemap index and its parts for all pages that search engines should know."""
    parts: list[SitemapUrl] = []
    for name, urls in sorted(_grouped(context, planned).items()):
        for number, start in enumerate(range(0, len(urls), LIMIT), start=1):
            path = f"sitemap-{name}.xml" if number == 1 else f"sitemap-{name}-{number}.xml"
            chunk = tuple(urls[start : start + LIMIT])
            yield Sitemap(path, False, chunk)
            parts.append(SitemapUrl(context.addresses.absolute(path), max(url.lastmod for url in chunk)))
    yield Sitemap("sitemap.xml", True, tuple(parts))
    if context.settings.metadata.news_sitemap:
        yield from _news(context, planned)


def _news(context: SiteContext, planned: Sequence[PlannedOutput]) -> Iterator[Sitemap]:
    """Yield the sitemap of news, if there are any: what is new is told by the newest item, never by the clock."""
    site, since = context.settings.site, context.latest - NEWS_AGE
    urls = [
        SitemapUrl(planned_output.address, "", (), item.title, format_iso(item.published))
        for planned_output in planned
        if planned_output.kind == "item" and planned_output.address
        if (item := context.catalogue.items[planned_output.index]).kind == "article"
        if item.published and since <= item.published <= context.latest
    ]
    if urls:
        yield Sitemap(NEWS, False, tuple(urls[:NEWS_LIMIT]), site.title, _plain_language(site.language))


def _plain_language(tag: str) -> str:
    """Return a language as sitemaps of news have it: two or three letters of ISO 639, but for the two of China."""
    tag = tag.lower()
    return tag if tag in ("zh-cn", "zh-tw") else tag.partition("-")[0]


def _pictures(context: SiteContext, item: Item) -> tuple[str, ...]:
    lead = context.lead(item) if context.settings.metadata.image_sitemap else None
    return (enclosure_view(context.addresses, *lead).url,) if lead else ()


def _grouped(context: SiteContext, planned: Iterable[PlannedOutput]) -> dict[str, list[SitemapUrl]]:
    items, no_pictures = context.catalogue.items, tuple[str, ...]()
    groups: dict[str, list[SitemapUrl]] = defaultdict(list)
    for planned_output in planned:
        if not planned_output.address:
            continue
        name, pictures = "lists", no_pictures
        if planned_output.kind == "item":
            item = items[planned_output.index]
            name, pictures = (
                planned_output.path[:4] if item.published else "undated",
                _pictures(context, item),
            )
        groups[name].append(SitemapUrl(planned_output.address, planned_output.lastmod, pictures))
    return groups
