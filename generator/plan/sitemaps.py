"""Sitemaps: an index, and one part for each year of items and for everything else.

Parts by year stay as they are when a new item comes, so a crawler re-reads only what moved.
``lastmod`` is true: an item's own date, and for a list the newest date that it shows.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.model.output import Page, Sitemap, SitemapUrl
from generator.model.view import CardView, ItemPage, ListPage
from generator.plan.edition import Edition

LIMIT = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


def sitemaps(edition: Edition, pages: Sequence[Page]) -> Iterator[Sitemap]:
    """Yield the sitemap index and its parts for all pages that search engines should know."""
    parts: list[SitemapUrl] = []
    for name, urls in sorted(_grouped(pages).items()):
        for number, start in enumerate(range(0, len(urls), LIMIT), start=1):
            path = f"sitemap-{name}.xml" if number == 1 else f"sitemap-{name}-{number}.xml"
            chunk = tuple(urls[start : start + LIMIT])
            yield Sitemap(path, False, chunk)
            parts.append(SitemapUrl(edition.addresses.absolute(path), max(url.lastmod for url in chunk)))
    yield Sitemap("sitemap.xml", True, tuple(parts))


def _grouped(pages: Sequence[Page]) -> dict[str, list[SitemapUrl]]:
    groups: dict[str, list[SitemapUrl]] = defaultdict(list)
    for page in pages:
        view = page.page
        if view.head.robots:
            continue
        if isinstance(view, ItemPage):
            moment = view.updated or view.date
            name = view.date.iso[:4] if view.date else "undated"
            groups[name].append(SitemapUrl(view.head.canonical, moment.iso if moment else ""))
        else:
            newest = _newest(view.cards) if isinstance(view, ListPage) else ""
            groups["lists"].append(SitemapUrl(view.head.canonical, newest))
    return groups


def _newest(cards: tuple[CardView, ...]) -> str:
    return max((card.date.iso for card in cards if card.date), default="")
