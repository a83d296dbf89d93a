"""Sitemaps: an index, a sitemap for each year of items, and one for all other pages.

A new item changes only the sitemap of its year, so crawlers need not fetch other years again. ``lastmod`` is
an item's own date, or the newest date on a list.
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
"""A news sitemap contains articles of the last two days, at most 1,000 (Google, "News sitemap")."""

MAX_URLS = 50_000
"""Maximum number of URLs in a sitemap (sitemaps.org)."""


def sitemaps(context: SiteContext, planned: Sequence[PlannedOutput]) -> Iterator[Sitemap]:
    """Yield the sitemap index and its sitemaps. They contain every page that search engines should index."""
    parts: list[SitemapUrl] = []
    for name, urls in sorted(_group_urls(context, planned).items()):
        for number, start in enumerate(range(0, len(urls), MAX_URLS), start=1):
            path = f"sitemap-{name}.xml" if number == 1 else f"sitemap-{name}-{number}.xml"
            chunk = tuple(urls[start : start + MAX_URLS])
            yield Sitemap(path, False, chunk)
            parts.append(SitemapUrl(context.urls.absolute(path), max(url.lastmod for url in chunk)))
    yield Sitemap("sitemap.xml", True, tuple(parts))
    if context.settings.metadata.news_sitemap:
        yield from _news(context, planned)


def _news(context: SiteContext, planned: Sequence[PlannedOutput]) -> Iterator[Sitemap]:
    """Yield the news sitemap, if there is news. The age of news is measured from the newest item, not from
    the current time."""
    site, since = context.settings.site, context.latest - NEWS_AGE
    urls = [
        SitemapUrl(planned_output.url, "", (), item.title, format_iso(item.published))
        for planned_output in planned
        if planned_output.kind == "item" and planned_output.url
        if (item := context.catalogue.items[planned_output.index]).kind == "article"
        if item.published and since <= item.published <= context.latest
    ]
    if urls:
        yield Sitemap(NEWS, False, tuple(urls[:NEWS_LIMIT]), site.title, _news_language(site.language))


def _news_language(tag: str) -> str:
    """Return a language as news sitemaps name it: an ISO 639 code of two or three letters, or ``zh-cn`` or
    ``zh-tw``."""
    tag = tag.lower()
    return tag if tag in ("zh-cn", "zh-tw") else tag.partition("-")[0]


def _image_urls(context: SiteContext, item: Item) -> tuple[str, ...]:
    lead = context.lead(item) if context.settings.metadata.image_sitemap else None
    return (enclosure_view(context.urls, *lead).url,) if lead else ()


def _group_urls(context: SiteContext, planned: Iterable[PlannedOutput]) -> dict[str, list[SitemapUrl]]:
    items, no_images = context.catalogue.items, tuple[str, ...]()
    groups: dict[str, list[SitemapUrl]] = defaultdict(list)
    for planned_output in planned:
        if not planned_output.url:
            continue
        name, images = "lists", no_images
        if planned_output.kind == "item":
            item = items[planned_output.index]
            name, images = (
                planned_output.path[:4] if item.published else "undated",
                _image_urls(context, item),
            )
        groups[name].append(SitemapUrl(planned_output.url, planned_output.lastmod, images))
    return groups
